import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BilingualLine, Thread } from '../../src/thread/model.ts';
import { sourceOf, threadOf } from '../support/sources.ts';

const plain = threadOf(sourceOf());
const comment = { persona: { en: 'Bob', ja: 'ボブ' }, text: { en: 'Hi.' } };

/** What is wrong with the plain thread once something of it is changed. */
const faults = (changed: Record<string, unknown>) =>
  Thread.safeParse({ ...plain, ...changed }).error?.issues.map(({ message }) => message);

it('a thread that was parsed is one', () => {
  expect(Thread.safeParse(plain).data).toEqual(plain);
  expect(Thread.safeParse(threadOf(sourceOf({ body: 'example.com' }))).success).toBe(true);
});

describe('a line', () => {
  it.each(['', ' x', 'x\u3000', 'x\ny', 'x\u0000', 'x\ty', 'x\u2028y', '\u202ex', 'x\ufeff', '\ud800'])(
    'cannot be %j',
    (line) => {
      expect(faults({ category: 'AI', card: { url: 'https://example.com', title: line } })).toContain(
        line === '' ? 'Too small: expected string to have >=1 characters' : 'not-one-line',
      );
      expect(BilingualLine.safeParse({ en: line }).success).toBe(false);
    },
  );

  it('of a name, a title, a category or a card has nothing that nobody sees, which the format would drop', () => {
    expect(faults({ category: 'A\u200bI' })).toEqual(['invisible-characters']);
    expect(faults({ author: { en: 'An\u00adn' } })).toEqual(['invisible-characters']);
    expect(faults({ title: { en: 'A title 👩\u200d🔬' } })).toEqual(['invisible-characters']);
    expect(faults({ card: { url: 'https://example.com', title: 'x\u2060' } })).toEqual(['invisible-characters']);
  });

  it('that was stored with a replay may have them', () => {
    expect(BilingualLine.safeParse({ en: 'A\u200b title' }).success).toBe(true);
  });
});

describe('a text', () => {
  it.each(['x\n\n\ny', '\nx', 'x\n', 'x\n y', 'x\n\u200b\ny', '\u00ad'])('cannot be %j', (en) => {
    expect(faults({ body: { en } })).toEqual(['not-paragraphs']);
  });

  it('may have joiners and selectors', () => {
    expect(faults({ body: { en: 'x 👩\u200d🔬 ❤\ufe0f' } })).toBeUndefined();
  });

  it('is in its language, paragraph by paragraph', () => {
    expect(faults({ body: { en: 'こんにちは。' } })).toEqual(['wrong-language']);
    expect(faults({ body: { ja: 'はい。\n\nHello there.' } })).toEqual(['wrong-language']);
    expect(faults({ body: { ja: 'はい。\n\nhttps://example.com/a' } })).toBeUndefined();
  });

  it('is in one language at least', () => {
    expect(faults({ body: {} })).toEqual(['Invalid input']);
  });
});

it.each([
  { en: 'Comments' },
  { en: '\\Bob' },
  { en: 'Bob.' },
  { en: 'x'.repeat(61) },
  { en: 'Bob', ja: 'Bobby' },
  { en: 'Bob', ja: 'ボブ)' },
  { ja: 'Bob' },
  { en: 'ボブ' },
])('names that a persona line cannot say are none: %o', (persona) => {
  expect(faults({ comments: [{ ...comment, persona }] })).toEqual(['not-a-persona-line']);
});

it('titles of which neither can stand second are none', () => {
  expect(faults({ title: { en: 'Comments', ja: 'コメント' } })).toEqual(['unwritable-titles']);
  expect(faults({ title: { en: 'Comments', ja: '題名' } })).toBeUndefined();
});

it.each(['example.com', 'https://example.com/a b', 'javascript:alert(1)', 'https://'])(
  '%s is no address of a card',
  (url) => {
    expect(faults({ card: { url } })).toEqual(['not-a-link']);
  },
);

it('a key that nobody knows is not dropped but refused, for it may be a word that was misspelt', () => {
  expect(faults({ bodi: { en: 'Hi.' } })).toEqual(['Unrecognized key: "bodi"']);
  expect(faults({ comments: [{ ...comment, note: 'x' }] })).toEqual(['Unrecognized key: "note"']);
});

it('a thread has 1 to 2,000 comments', () => {
  const many = (length: number) => faults({ comments: Array.from({ length }, () => comment) });
  expect(many(0)).toHaveLength(1);
  expect(many(2_000)).toBeUndefined();
  expect(many(2_001)).toHaveLength(1);
});

it('whatever it is given, it never throws', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(Thread.safeParse(value).success).toBe(false);
    }),
  );
});
