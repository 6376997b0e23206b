import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordStart } from '../../src/text/words.ts';

const segmenter = new Intl.Segmenter('ja', { granularity: 'word' });
const text = fc.string({
  unit: fc.oneof(
    {
      weight: 5,
      arbitrary: fc.constantFrom(
        ...["don't", 'node.js', '3.14', ' ', ' ', '今日は', '東京都', 'トレーニング', '。', '、', '\n'],
      ),
    },
    {
      weight: 2,
      arbitrary: fc.constantFrom(...'aZ1 -~ガー゛\u3099\u0301', '👩‍👩‍👧', '🇯🇵', '𠮷', '\r\n', '\u200d', '\u3000'),
    },
    { weight: 1, arbitrary: fc.string({ minLength: 1, maxLength: 1, unit: 'binary' }) },
  ),
});

describe('words', () => {
  it('the word of any place begins where a segmenter finds it, or behind a blank in the middle of what it finds', () => {
    fc.assert(
      fc.property(text, fc.nat(60), (text, place) => {
        const at = place % (text.length + 1);
        const start = wordStart(text, at);
        const found = segmenter.segment(text).containing(at)?.index ?? text.length;
        if (start !== found) expect([text[start - 1], start > found, start <= at]).toEqual([' ', true, true]);
      }),
      { numRuns: 5_000 },
    );
  });

  it.each([
    ['an English word', 'say tomorrow', 9, 4],
    ['a Japanese word', '明日東京で', 3, 2],
    ['a name with a dot', 'use node.js', 10, 4],
    ['what stands between two words', 'a, b', 1, 1],
    ['the end', 'night', 5, 5],
    ['what is beyond the end', 'night', 9, 5],
    ['the start', ' night', 0, 0],
  ])('the word of a place in %s begins at its start', (_, text, at, start) => {
    expect(wordStart(text, at)).toBe(start);
  });
});
