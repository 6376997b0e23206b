import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withoutIgnorable } from '../../src/text/ignorable.ts';
import { acceptableName } from '../../src/text/names.ts';
import { hostileText } from '../support/hostileText.ts';

const HAIR_SPACE = '\u200A';

it('a name of more than 80 units is cut at a grapheme and marked', () => {
  expect(acceptableName('👩‍👩‍👧'.repeat(20))).toBe(`${'👩‍👩‍👧'.repeat(9)}…`);
  expect(acceptableName('x'.repeat(80))).toBe('x'.repeat(80));
});

it.each([
  'Discord Fan',
  'clyde',
  'CLYDE2',
  'discordclydediscord',
  'everyone',
  'Here',
  'dis\u200bcord',
  'd\u00adiscord',
  'ｄｉｓｃｏｒｄ',
  'Ｃｌｙｄｅ',
  '𝓭𝓲𝓼𝓬𝓸𝓻𝓭',
  'ⓔⓥⓔⓡⓨⓞⓝⓔ',
  'he\u2060re',
])('a name that Discord refuses is broken where nobody sees it: %j', (name) => {
  const accepted = acceptableName(name);
  expect(accepted).not.toBe(name);
  expect(accepted.replaceAll(HAIR_SPACE, '')).toBe(name);
  expect(withoutIgnorable(accepted.normalize('NFKC'))).not.toMatch(/discord|clyde|^everyone$|^here$/i);
});

it.each(['Over here', 'Hereford', 'everyone else', '名無し', 'Anne-Marie O’Hara'])(
  'a name that merely looks a little like a refused one stays as it is: %s',
  (name) => {
    expect(acceptableName(name)).toBe(name);
  },
);

it.each(['', ' ', '\u200b', '\u3164\u00ad', '\u2800', '\u2060\u3000\ufe0f'])(
  'a name of which nobody would see anything is shown as a question mark: %j',
  (name) => {
    expect(acceptableName(name)).toBe('?');
  },
);

it('any name becomes one that Discord accepts, the same but for what is invisible or too much', () => {
  const refused = fc.constantFrom(
    'discord',
    'Clyde',
    'ｃｌｙｄｅ',
    'everyone',
    'here',
    'HERE',
    '\u200b',
    'x'.repeat(70),
  );
  const names = fc.array(fc.oneof(refused, hostileText), { maxLength: 4 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(names, fc.nat(5_000), (name, namesake) => {
      const accepted = acceptableName(name, namesake);
      expect(accepted.length).toBeGreaterThan(0);
      expect(accepted.length).toBeLessThanOrEqual(80);
      const plain = withoutIgnorable(accepted.normalize('NFKC'));
      expect(plain.trim()).not.toBe('');
      expect(plain).not.toMatch(/discord|clyde|^\s*(?:everyone|here)\s*$/i);
      const seen = (text: string) => withoutIgnorable(text).replaceAll(HAIR_SPACE, '').replace(/…$/, '').trim();
      expect(['?', seen(name)].some((shown) => shown.startsWith(seen(accepted)))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

it('as many namesakes as a thread has people are kept apart, within the limit', () => {
  const names = Array.from({ length: 2_001 }, (_, namesake) => acceptableName('x'.repeat(100), namesake));
  expect(new Set(names).size).toBe(names.length);
  expect(Math.max(...names.map(({ length }) => length))).toBe(80);
});
