import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatThread, tooLongAsSource } from '../../src/thread/format.ts';
import { MAX_BYTES, MAX_LINES } from '../../src/thread/lines.ts';
import type { Thread } from '../../src/thread/model.ts';
import { parseThread } from '../../src/thread/parse.ts';
import { sourceOf, threadOf } from '../support/sources.ts';
import { threads } from '../support/threads.ts';

const plain = threadOf(sourceOf());

/** The plain thread with one comment that says this in English. */
const saying = (en: string, persona: Thread['author'] = plain.author): Thread => ({
  ...plain,
  comments: [{ persona, text: { en, ja: 'はい。' } }],
});

it('every thread that the model allows is read back, and nothing is asked about it but what it lacks', () => {
  fc.assert(
    fc.property(threads, (thread) => {
      const result = parseThread(formatThread(thread));
      expect(result.ok && result.thread).toEqual(thread);
      const asked = result.diagnostics.map(({ code }) => code);
      expect(asked.filter((code) => code !== 'missing-language' && code !== 'empty-category')).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

it('the shipped thread is written as it was read, but for its end', () => {
  const source = readFileSync('data/threads/2025-12-05-trainium3.txt', 'utf8');
  const shipped = threadOf(source);
  expect(formatThread(shipped).trim()).toBe(source.trim().replace('\ntechcrunch.com', '\nhttps://techcrunch.com'));
});

it('a plain thread is written as people write it', () => {
  expect(formatThread(plain)).toBe(`${sourceOf()}\n`);
});

it('English is written before Japanese, and a thread without category begins with the separator', () => {
  const thread: Thread = { ...plain, category: '', title: { ja: '題名', en: 'Title' } };
  expect(formatThread(thread)).toMatch(/^· 2025-12-05\nAnn \(アン\)\n\nTitle\n\n題名\n/);
});

it.each([
  ['a heading', 'Comments (7)'],
  ['a heading in the middle of a paragraph', 'One\nComments\nTwo'],
  ['a backslash', '\\begin'],
  ['a speaker below a blank line', 'Yes.\n\nCy (サイ)'],
  ['a speaker with a text below', 'Yes.\nCy (サイ)\nNo.'],
  ['a speaker with a mark', 'Yes.\n\nCyrus Miller (サイ):\nNo.'],
])('a backslash stands before %s, for it would be read as one or asked about', (_, text) => {
  expect(formatThread(saying(text)).match(/^\\/gm)).toHaveLength(1);
});

it.each([
  ['a name alone', 'Yes.\n\nAnonymous\nsaid so.'],
  ['a link', 'example.com'],
  ['a date', 'AI · 2025-12-05'],
  ['both names right below the speaker', 'We call it kaizen (改善)'],
  ['both names that end a later paragraph', 'Yes.\n\nOf course\nwe call it kaizen (改善)'],
  ['both names with a mark that are a paragraph', 'Yes.\n\nWe call it kaizen (改善).'],
  ['a speaker that ends a paragraph', 'Yes.\nWe call it kaizen (改善)'],
])('no backslash stands before %s in a comment, for it means nothing there', (_, text) => {
  expect(formatThread(saying(text))).not.toContain('\\');
});

it('a backslash stands before a name alone where the thread has speakers without a Japanese name', () => {
  expect(formatThread(saying('Yes.\n\nAnonymous\nsaid so.', { en: 'Guest' }))).toContain('\n\n\\Anonymous\nsaid so.');
});

it('a backslash stands before a link in the post where there is no card, and before a line that could be a title', () => {
  const { title: _, ...untitled } = plain;
  const linked: Thread = { ...plain, body: { en: 'See\nexample.com', ja: '本文。' } };
  expect(formatThread(linked)).toContain('\n\nSee\n\\example.com\n');
  expect(formatThread({ ...linked, card: { url: 'https://example.org' } })).toContain('\n\nSee\nexample.com\n');
  expect(formatThread({ ...untitled, title: { en: 'Title' }, body: { ja: '本文。' } })).toContain('\n\n\\本文。\n');
});

it.each<[string, Partial<Thread>]>([
  ['stands below a card', { card: { url: 'https://example.org' }, body: { ja: '本文。' } }],
  ['is not the first paragraph', { body: { en: 'Some text here.', ja: '本文。' } }],
  ['stands below both titles', { title: { en: 'Title', ja: '題名' }, body: { ja: '本文。' } }],
  ['is one of two', { body: { ja: '本文。\n二行目。' } }],
  ['is in the language of the title', { body: { en: 'Some text here.' } }],
])('no backslash stands before a line of the post that cannot be a title since it %s', (_, over) => {
  const thread: Thread = { ...plain, title: { en: 'Title' }, ...over };
  expect(formatThread(thread)).not.toContain('\\');
  expect(threadOf(formatThread(thread))).toEqual(thread);
});

it('a thread may be as long as a source of it may, to the byte and to the line', () => {
  const room = MAX_BYTES - Buffer.byteLength(formatThread({ ...plain, body: { en: 'x' } })) + 1;
  expect(tooLongAsSource({ ...plain, body: { en: 'x'.repeat(room) } })).toBeUndefined();
  expect(tooLongAsSource({ ...plain, body: { en: 'x'.repeat(room + 1) } })).toEqual({
    code: 'too-large',
    bytes: MAX_BYTES + 1,
    most: MAX_BYTES,
  });
  const lines = MAX_LINES - formatThread({ ...plain, body: { en: 'x' } }).split('\n').length;
  expect(tooLongAsSource({ ...plain, body: { en: `x${'\nx'.repeat(lines)}` } })).toBeUndefined();
  expect(tooLongAsSource({ ...plain, body: { en: `x${'\nx'.repeat(lines + 1)}` } })).toEqual({
    code: 'too-many-lines',
    most: MAX_LINES,
  });
});
