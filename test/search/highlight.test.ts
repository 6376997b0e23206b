import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highlight } from '../../src/search/highlight.ts';
import { readQuery } from '../../src/search/query.ts';
import { cpuTime } from '../support/cpuTime.ts';

const shown = (text: string, typed: string) =>
  highlight(text, readQuery(typed)).map(({ start, end }) => text.slice(start, end));

const anything = fc.string({
  unit: fc.oneof(fc.constantFrom(...'ヴァう゛ｶﾞA’s が㌔é'), fc.string({ minLength: 1, maxLength: 1, unit: 'binary' })),
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
    ['a soft hyphen inside of a word', 'so impor\u00adtant', 'important', ['impor\u00adtant']],
    ['an emoji with its skin', 'so 👵🏽 it is', '👵', ['👵🏽']],
    ['a family when one of it was looked for', '👨‍👩‍👧', '👩', ['👨‍👩‍👧']],
    ['a number with its commas', 'costs 12,000 yen', '12000', ['12,000']],
    ['a name with its signs', 'in C++ and C', 'C++', ['C++', 'C']],
    ['an old form of kanji', '學校です', '学校', ['學校']],
  ])('highlights show %s in the text as it is written', (_, text, typed, expected) => {
    expect(shown(text, typed)).toEqual(expected);
  });

  it('highlights of a text are none unless all words are there', () => {
    expect(shown('night shift', 'night owl')).toEqual([]);
  });

  it.each([
    ['what folds to as many letters', 'lorem ipsum ', 80_000],
    ['what folds to more', '㌖', 500_000],
    ['what folds to fewer', 'か\u3099 it’s ', 100_000],
  ])(
    'highlights of a text of a million letters are those near the first match, and found in time, where before it stands %s',
    (_, filler, times) => {
      const text = `${filler.repeat(times)} night shift ${'x '.repeat(2_000)}shift`;
      const at = text.indexOf('night shift');
      let found: readonly unknown[] = [];
      const spent = cpuTime(() => {
        found = highlight(text, readQuery('shift night'));
      });
      expect(found).toEqual([
        { start: at, end: at + 5 },
        { start: at + 6, end: at + 11 },
      ]);
      expect(spent).toBeLessThan(3_000);
    },
  );

  it('highlights of any text never cut a grapheme, overlap or touch', () => {
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
