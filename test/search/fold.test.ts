import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asKatakana, fold, foldedAs, foldMapped, originalRange, unify } from '../../src/search/fold.ts';

/** Texts of everything that folding cares about, and of anything else. */
const anything = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...'ヴァゔぁう゛ｶﾞA’s が㌔é,012學髙⻑👩', '\u00ad', '\u200b', '\u200d', '\u3099', '　', 'Ｓ', '，'),
    fc.string({ minLength: 1, maxLength: 1, unit: 'binary' }),
  ),
});

/** Texts whose characters keep their lengths. */
const plain = fc.string({ unit: fc.constantFrom(..."aB “–” がぎヷ゠ーゝ々〆、。學校Ａ９，1,s’'tS　") });

const originsOf = (folded: ReturnType<typeof foldMapped>) =>
  Array.from({ length: folded.text.length }, (_, at) => originalRange(folded, { start: at, end: at + 1 }));

describe('folding', () => {
  it.each([
    ['case and accents', 'CAFÉ', 'cafe'],
    ['width', 'Ｃａｆｅ　ｶﾞﾗｽ', 'cafe ガラス'],
    ['kana', 'ひらがな', 'ヒラガナ'],
    ['ヴ and バ, in either kana', 'ヴァイオリンとゔぃおら', 'バイオリンとびおら'],
    ['quotes and dashes', 'it’s “so” – so', 'it\'s "so" - so'],
    ['a possessive', 'Nvidia’s empire', 'nvidia empire'],
    ['a soft hyphen', 'impor\u00adtant', 'important'],
    ['a zero-width space', 'zero\u200bwidth 重\u200b要', 'zerowidth 重要'],
    ['an invisible character between a letter and its mark', 'か\u200d\u3099', 'が'],
    ['radicals and compatibility forms', '⻑野の⺠間、神社、㍿', '長野の民間、神社、株式会社'],
    ['old forms of kanji', '學校の髙橋', '学校の高橋'],
    ['the commas of a number', '1,000 and 12,345,678 and １，０００', '1000 and 12345678 and 1000'],
    ['an emoji’s skin and drawing', '👵🏽 ❤️', '👵 ❤'],
  ])('folding makes texts equal that differ in %s', (_, one, other) => {
    expect(fold(one)).toBe(fold(other));
  });

  it.each(['1,00', '1,0000', '1234,567', 'a,000', '1, 000'])(
    'folding keeps the comma of %s, which is no number’s',
    (text) => {
      expect(fold(text)).toBe(text);
    },
  );

  it('folding is unifying first, which leaves the kana as they are written, and katakana then', () => {
    expect(unify('ＡＷＳでヴァイオリンとゔぁ')).toBe('awsでバイオリンとば');
    fc.assert(fc.property(anything, (text) => void expect(asKatakana(unify(text))).toBe(fold(text))));
  });

  it('folding gives the same text whether each character keeps its length or any does not', () => {
    fc.assert(
      fc.property(plain, (text) => {
        expect(unify(`${text}\n㌔`)).toBe(`${unify(`${text}\n`)}キロ`);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('folding with the way back', () => {
  it('folding with the way back makes the same text as folding', () => {
    fc.assert(fc.property(fc.oneof(anything, plain), (text) => void expect(foldMapped(text).text).toBe(fold(text))));
  });

  it('folding with the way back leads each part back to what became it, in order and inside of the original', () => {
    fc.assert(
      fc.property(fc.oneof(anything, plain), (text) => {
        const origins = originsOf(foldMapped(text));
        expect(origins.every(({ start, end }, at) => start < end && start >= (origins[at - 1]?.start ?? 0))).toBe(true);
        expect(Math.max(0, ...origins.map(({ end }) => end))).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it('folding with the way back leads back alike where the folded text is known', () => {
    fc.assert(
      fc.property(fc.oneof(anything, plain), (text) => {
        const folded = foldedAs(text, fold(text));
        expect(folded.text).toBe(fold(text));
        expect(originsOf(folded)).toEqual(originsOf(foldMapped(text)));
      }),
      { numRuns: 1_000 },
    );
  });

  it('folding with the way back replaces nothing where every character keeps its length', () => {
    expect(foldMapped('We don’t, it is a test、試験です。').steps.flat()).toEqual([]);
    expect(foldMapped('Nvidia’s').steps.flat()).toHaveLength(1);
  });

  it('folding with the way back takes characters that became several as a whole', () => {
    expect(originalRange(foldMapped('5㌔'), { start: 1, end: 2 })).toEqual({ start: 1, end: 2 });
  });

  it('folding with the way back takes what nobody sees with the character before it', () => {
    expect(originalRange(foldMapped('a\u00adb'), { start: 0, end: 1 })).toEqual({ start: 0, end: 2 });
  });
});
