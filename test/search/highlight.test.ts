import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, foldMapped, originalRange } from '../../src/search/fold.ts';
import { highlight } from '../../src/search/highlight.ts';
import { readQuery } from '../../src/search/query.ts';

const shown = (text: string, typed: string) =>
  highlight(text, readQuery(typed)).map(({ start, end }) => text.slice(start, end));

const anything = fc.string({
  unit: fc.oneof(fc.constantFrom(...'ヴァう゛ｶﾞA’s が㌔é'), fc.string({ minLength: 1, maxLength: 1, unit: 'binary' })),
});

describe('folding with the way back', () => {
  it('makes the same text as folding', () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(foldMapped(text).text).toBe(fold(text));
      }),
    );
  });

  it('leads each part back to what became it, in order and inside of the original', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const { starts, ends, text: folded } = foldMapped(text);
        expect(starts).toHaveLength(folded.length);
        expect(starts.every((start, at) => start < (ends[at] ?? 0) && start >= (starts[at - 1] ?? 0))).toBe(true);
        expect(Math.max(0, ...ends)).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it('takes characters that became several as a whole', () => {
    expect(originalRange(foldMapped('5㌔'), { start: 1, end: 2 })).toEqual({ start: 1, end: 2 });
  });
});

describe('highlights', () => {
  it.each([
    ['every form of a word', 'Runs, running; he ran. RUN!', 'run', ['Runs', 'running', 'RUN']],
    ['the part of a word that is being typed', 'The factory', 'fact', ['fact']],
    ['half-width kana', 'ﾊﾟﾗﾊﾟﾗ漫画', 'パラ', ['ﾊﾟﾗﾊﾟﾗ']],
    ['another spelling', 'ヴァイオリン', 'ばいおりん', ['ヴァイオリン']],
    ['ー where it was not typed', 'インターフェイス', 'インタフェイス', ['インターフェイス']],
    ['a phrase over scripts and marks', '「AWS」の監視', '"AWSの監視"', ['AWS」の監視']],
    ['a phrase, not its words elsewhere', 'night shift; shift night', '"night shift"', ['night shift']],
    ['a word with its apostrophe', 'We don’t lend', "don't", ['don’t']],
    ['full-width letters', 'Ｆａｓｔｅｒ indeed', 'faster', ['Ｆａｓｔｅｒ']],
    ['kanji beyond 16 bits', '𠮷田さん', '𠮷', ['𠮷']],
  ])('show %s', (_, text, typed, expected) => {
    expect(shown(text, typed)).toEqual(expected);
  });

  it('are none unless all words are there', () => {
    expect(shown('night shift', 'night owl')).toEqual([]);
  });

  it.each([
    ['what folds to as many letters', 'lorem ipsum ', 80_000],
    ['what folds to more', '㌖', 500_000],
    ['what folds to fewer', 'か\u3099 it’s ', 100_000],
  ])(
    'of a text of a million letters are those near the first match, after %s',
    { timeout: 5_000 },
    (_, filler, times) => {
      const text = `${filler.repeat(times)} night shift ${'x '.repeat(2_000)}shift`;
      const at = text.indexOf('night shift');
      expect(highlight(text, readQuery('shift night'))).toEqual([
        { start: at, end: at + 5 },
        { start: at + 6, end: at + 11 },
      ]);
    },
  );

  it('never cut a grapheme, overlap or touch', () => {
    const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
    fc.assert(
      fc.property(anything, fc.nat(20), fc.integer({ min: 1, max: 4 }), (text, from, length) => {
        const ranges = highlight(text, readQuery(text.slice(from, from + length)));
        const borders = new Set([...graphemes.segment(text)].map(({ index }) => index)).add(text.length);
        for (const [at, { start, end }] of ranges.entries()) {
          expect(start).toBeLessThan(end);
          expect([borders.has(start), borders.has(end)]).toEqual([true, true]);
          expect(start).toBeGreaterThan(ranges[at - 1]?.end ?? -1);
        }
      }),
    );
  });
});
