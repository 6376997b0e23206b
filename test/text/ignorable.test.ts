import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hasIgnorable, withoutIgnorable } from '../../src/text/ignorable.ts';

it.each([
  ['a soft hyphen', '\u00ad'],
  ['a zero-width space', '\u200b'],
  ['a zero-width joiner', '\u200d'],
  ['a right-to-left mark', '\u200f'],
  ['a word joiner', '\u2060'],
  ['an Arabic letter mark', '\u061c'],
  ['a byte order mark', '\ufeff'],
  ['a variation selector', '\ufe0f'],
  ['a variation selector beyond 16 bits', '\u{e0100}'],
  ['a tag', '\u{e0041}'],
  ['a Hangul filler', '\u3164'],
  ['a combining grapheme joiner', '\u034f'],
])('%s is a character that nobody sees, and is dropped wherever it stands', (_, character) => {
  expect(hasIgnorable(`im${character}portant`)).toBe(true);
  expect(withoutIgnorable(`${character}im${character}${character}portant${character}`)).toBe('important');
});

it('a text without characters that nobody sees stays as it is', () => {
  const seen = 'Plain, 漢字 かな カナー é e\u0301 🎉 \u3000 \u00a0 \t\n';
  expect(hasIgnorable(seen)).toBe(false);
  expect(withoutIgnorable(seen)).toBe(seen);
});

it('a text never holds a character that nobody sees once they were dropped', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(hasIgnorable(withoutIgnorable(text))).toBe(false);
    }),
  );
});
