import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonFault } from '../../src/commandLine/jsonFault.ts';

const scraps = fc
  .array(
    fc.constantFrom(
      ...'{}[],:"\\-0 1\n',
      '"a"',
      'true',
      'nul',
      '\u000b',
      '\u00a0',
      '1.5e3',
      '"\\n"',
      '"\\x"',
      '01',
      '\u0001',
    ),
    {
      maxLength: 12,
    },
  )
  .map((chosen) => chosen.join(''));
const broken = fc.tuple(fc.json(), fc.nat(), scraps).map(([json, place, scrap]) => {
  const at = place % (json.length + 1);
  return json.slice(0, at) + scrap + json.slice(at);
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

it('a fault is found in what JavaScript does not read, and in nothing else', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), scraps, broken, fc.string()), (text) => {
      expect(jsonFault(text) === undefined).toBe(isJson(text));
    }),
    { numRuns: 3_000 },
  );
});

it.each([
  ['', 0],
  ['{', 1],
  ['{"a":1,}', 7],
  ['[1,\n x]', 5],
  ['{"a" 1}', 5],
  ['[1]]', 3],
  ['{"a": tru}', 6],
  ['["a\nb"]', 1],
  ['[01]', 1],
])('%j stops being JSON at %d', (text, offset) => {
  expect(jsonFault(text)).toBe(offset);
});

it.each(['["', '"\\', '[', ' ', '{"a":'])('a megabyte of %j is looked through in a moment', (piece) => {
  expect(jsonFault(piece.repeat(1_000_000 / piece.length))).toBeGreaterThan(-1);
});
