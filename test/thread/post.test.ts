import { describe, expect, it } from 'vitest';
import { parseThread } from '../../src/thread/parse.ts';
import { found, sourceOf, threadOf } from '../support/sources.ts';

const withBody = (body: string) => threadOf(sourceOf({ body }));

describe('the titles', () => {
  it.each([
    ['English first', 'A title\n\n題名', { en: 'A title', ja: '題名' }],
    ['Japanese first', '題名\n\nA title', { en: 'A title', ja: '題名' }],
    ['the first on two lines', 'A title\non two lines\n\n題名', { en: 'A title on two lines', ja: '題名' }],
    ['invisible characters in them', 'A\u00ad title\u200b\n\n\u200b題名', { en: 'A title', ja: '題名' }],
    ['the first escaped, for it reads as a heading', '\\Comments\n\n題名', { en: 'Comments', ja: '題名' }],
    ['the first a domain', 'techcrunch.com\n\n題名', { en: 'techcrunch.com', ja: '題名' }],
  ])('are read with %s', (_, titles, title) => {
    expect(threadOf(sourceOf({ titles })).title).toEqual(title);
    expect(found(sourceOf({ titles }))).toEqual([]);
  });

  it('are one where the next paragraph is in the same language, on two lines, or escaped', () => {
    for (const next of ['Another line.', '二行の\n本文', '\\本文です。']) {
      const source = sourceOf({ titles: 'A title', body: `${next}\n\nText.\n\n本文。` });
      expect(threadOf(source).title).toEqual({ en: 'A title' });
      expect(found(source)).toEqual(['warning 4:1 missing-language']);
    }
  });
});

describe('the link card', () => {
  it.each([
    ['a domain', 'example.com', { url: 'https://example.com' }],
    ['an address', 'http://example.com/a?b=c', { url: 'http://example.com/a?b=c' }],
    ['a title and a domain', 'Card title\nexample.com', { title: 'Card title', url: 'https://example.com' }],
    [
      'invisible characters',
      'Card\u00ad title\n\u200bexample.com\u2060',
      { title: 'Card title', url: 'https://example.com' },
    ],
  ])('is read from %s', (_, card, expected) => {
    const thread = withBody(`${card}\n\nSome text here.\n\n本文です。`);
    expect(thread.card).toEqual(expected);
    expect(thread.body).toEqual({ en: 'Some text here.', ja: '本文です。' });
  });

  it('may stand anywhere in the post, and only the first one is it', () => {
    const thread = withBody('Text.\n\n本文。\n\nexample.com\n\nexample.org');
    expect(thread.card).toEqual({ url: 'https://example.com' });
    expect(thread.body).toEqual({ en: 'Text.\n\nexample.org', ja: '本文。' });
  });

  it.each([
    ['a paragraph of three lines', 'My stack was small:\nPython\nexample.com'],
    ['a paragraph that ends with Node.js', 'My stack:\nNode.js'],
    ['an escaped domain', '\\example.com'],
    ['a domain with its path', 'example.com/path'],
    ['a domain in capitals', 'Example.COM'],
    ['a link within a sentence', 'See https://example.com'],
  ])('is not made of %s: it stays in the post', (_, paragraph) => {
    const thread = withBody(`${paragraph}\n\n本文です。`);
    expect(thread.card).toBeUndefined();
    expect(thread.body?.en).toBe(paragraph.replace('\\', ''));
  });

  it('reads the heading right below it', () => {
    const source = sourceOf({ body: 'Some text.\n\n本文。\n\nCard title\nexample.com' }).replace(
      '\n\nコメント',
      '\nコメント',
    );
    expect(threadOf(source).card).toEqual({ title: 'Card title', url: 'https://example.com' });
    expect(found(source)).toEqual([]);
  });
});

describe('the body', () => {
  it('may be missing, in one language (which is warned of) or interleaved', () => {
    const bodyless = `AI · 2025-12-05\nAnn (アン)\n\nA title\n\n題名\n\nコメント (1)\nBob (ボブ)\nHi.\n\nやあ。`;
    expect(threadOf(bodyless).body).toBeUndefined();
    expect(found(bodyless)).toEqual([]);
    expect(withBody('本文です。').body).toEqual({ ja: '本文です。' });
    expect(found(sourceOf({ body: '本文です。' }))).toEqual(['warning 8:1 missing-language']);
    expect(parseThread(sourceOf({ body: '本文です。' })).diagnostics).toMatchObject([{ part: 'body', missing: 'en' }]);
    expect(withBody('One.\n\n一。\n\nTwo.\n\n二。').body).toEqual({ en: 'One.\n\nTwo.', ja: '一。\n\n二。' });
  });

  it('keeps what looks like a speaker above the heading, and reports it', () => {
    const source = sourceOf({ body: 'Some text here.\n\n本文です。\n\nCy (サイ)\nI am too early.' });
    expect(threadOf(source).body?.en).toBe('Some text here.\n\nCy (サイ)\nI am too early.');
    expect(found(source)).toEqual(['warning 12:1 persona-line-in-post']);
  });

  it('keeps an escaped line, and one that ends its paragraph, without a word', () => {
    const source = sourceOf({ body: 'We call it kaizen (改善)\n\n\\Cy (サイ)\nis a name.\n\n本文です。' });
    expect(threadOf(source).body?.en).toBe('We call it kaizen (改善)\n\nCy (サイ)\nis a name.');
    expect(found(source)).toEqual([]);
  });
});
