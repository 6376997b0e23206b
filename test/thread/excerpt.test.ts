import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, it } from 'vitest';
import { excerpt } from '../../src/thread/excerpt.ts';

it('a caret stands below the column, counted in code points from 1', () => {
  expect(excerpt('Hello there', 1)).toBe('Hello there\n^');
  expect(excerpt('Hello there', 7)).toBe('Hello there\n      ^');
});

it('a full-width character takes two columns, one that nobody sees none', () => {
  expect(excerpt('日本語x', 4)).toBe('日本語x\n      ^');
  expect(excerpt('𠮷👍x', 3)).toBe('𠮷👍x\n    ^');
  expect(excerpt('a\u200bx', 3)).toBe('a\u200bx\n ^');
});

it('a tab is shown as a space, and what a terminal would act upon as a replacement character', () => {
  expect(excerpt('a\tb\u001b[31mc\u202e', 3)).toBe('a b\ufffd[31mc\ufffd\n  ^');
});

it('the column behind the last character can be pointed at', () => {
  expect(excerpt('abc', 4)).toBe('abc\n   ^');
});

it('a long line is shown around the column', () => {
  const long = `${'a'.repeat(1_000)}X${'b'.repeat(1_000)}`;
  expect(excerpt(long, 1_001)).toBe(`…${'a'.repeat(36)}X${'b'.repeat(35)}…\n${' '.repeat(37)}^`);
  expect(excerpt(long, 1)).toBe(`${'a'.repeat(72)}…\n^`);
  expect(excerpt('漢'.repeat(1_000), 500)).toBe(`…${'漢'.repeat(36)}…\n${' '.repeat(37)}^`);
});

it('a blank line has nothing to show', () => {
  expect(excerpt(' \u3000', 1)).toBeUndefined();
});

it('an excerpt never has more than 74 columns of the line, and its caret stands within them', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }), fc.nat(300), (line, at) => {
      const shown = excerpt(line, Math.min(at, [...line].length) + 1);
      if (shown === undefined) return;
      const [text = '', caret = ''] = shown.split('\n');
      expect(stringWidth(text)).toBeLessThanOrEqual(74);
      expect(caret).toMatch(/^ *\^$/);
      expect(caret.length).toBeLessThanOrEqual(stringWidth(text) + 1);
    }),
  );
});
