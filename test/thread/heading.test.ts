import { describe, expect, it } from 'vitest';
import { dialogue, found, parts, sourceOf, threadOf } from '../support/sources.ts';

const plain = sourceOf();

describe('the heading of the comments', () => {
  it.each([
    ['without a blank line above it', plain.replace('\n\nコメント', '\nコメント')],
    ['with a zero-width space behind it', plain.replace('コメント (1)', 'コメント (1)\u200b')],
    ['with invisible characters in it', plain.replace('コメント (1)', '\u2060コメ\u00adント (1)')],
    ['in English', plain.replace('コメント (1)', 'Comments (1)')],
    ['in full width', plain.replace('コメント (1)', 'コメント（１）')],
    ['with the number first', plain.replace('コメント (1)', '1 comment')],
    ['with a counter', plain.replace('コメント (1)', '全1件のコメント')],
    ['without a number', plain.replace('コメント (1)', 'コメント')],
    ['with blank lines below it', plain.replace('コメント (1)', 'コメント (1)\n\n')],
  ])('is found %s, without a word', (_, source) => {
    expect(threadOf(source)).toEqual(threadOf(plain));
    expect(found(source)).toEqual([]);
  });

  it('that is missing is asked for where the first speaker with a Japanese name stands', () => {
    const source = plain.replace('コメント (1)\n', '');
    expect(threadOf(source)).toEqual(threadOf(plain));
    expect(found(source)).toEqual(['warning 12:1 no-heading']);
  });

  it('that is not written as one is kept as text, and asked for', () => {
    const source = sourceOf({ heading: 'コメント一覧 (1)\n' });
    expect(threadOf(source).body?.ja).toBe('本文です。\n\nコメント一覧 (1)');
    expect(found(source)).toEqual(['warning 14:1 no-heading']);
  });
});

describe('of several lines that read as the heading', () => {
  it('the one with a speaker below it is meant, and the one in the post is text and reported', () => {
    const source = sourceOf({ body: '12 likes\n\n7 comments\n\nand a text.\n\n本文です。' });
    expect(dialogue(source)).toEqual(['Bob: Hello there. / こんにちは。']);
    expect(threadOf(source).body?.en).toBe('12 likes\n\n7 comments\n\nand a text.');
    expect(found(source)).toEqual(['warning 10:1 extra-heading']);
  });

  it('one right below the other is left out and reported', () => {
    const source = sourceOf({ heading: 'コメント (1)\n\nComments' });
    expect(threadOf(source)).toEqual(threadOf(plain));
    expect(found(source)).toEqual(['warning 14:1 extra-heading']);
  });

  it('one among the comments is text and reported', () => {
    const source = sourceOf({ comment: `${parts.comment}\n\nコメント` });
    expect(dialogue(source)).toEqual(['Bob: Hello there. / こんにちは。\n\nコメント']);
    expect(found(source)).toEqual(['warning 18:1 extra-heading']);
  });

  it('an escaped one is text without a word', () => {
    const source = sourceOf({ comment: `${parts.comment}\n\n\\コメント` });
    expect(dialogue(source)).toEqual(['Bob: Hello there. / こんにちは。\n\nコメント']);
    expect(found(source)).toEqual([]);
  });
});

it.each(['コメント\n\n', 'コメント\nx\n\n', 'x (あ)\nコメント\n\n'])(
  '%j over and over is read in a moment',
  { timeout: 30_000 },
  (piece) => {
    expect(found(sourceOf({ body: piece.repeat(30_000) })).length).toBeGreaterThan(0);
  },
);
