import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonOffsets } from '../../src/commandLine/jsonOffsets.ts';

const at = (json: string, ...steps: (string | number)[]) => {
  const offset = jsonOffsets(json).get(JSON.stringify(steps));
  return offset === undefined ? undefined : json.slice(offset);
};

it('values are found by the steps that lead to them: in an object at their key, in a list themselves', () => {
  const json = '{"a": {"b c": [1, {"d": "}"}]},\n "e": []}';
  expect(at(json)).toBe(json);
  expect(at(json, 'a')).toMatch(/^"a": /);
  expect(at(json, 'a', 'b c', 0)).toMatch(/^1, /);
  expect(at(json, 'a', 'b c', 1)).toMatch(/^\{"d"/);
  expect(at(json, 'a', 'b c', 1, 'd')).toMatch(/^"d": "\}"/);
  expect(at(json, 'e')).toBe('"e": []}');
  expect(at(json, 'e', 0)).toBeUndefined();
});

it('of a key that is there twice the last one is found, and an escaped key by what it means', () => {
  expect(at('{"a": 1, "a": 2}', 'a')).toBe('"a": 2}');
  expect(at('{"\\u0061": 1}', 'a')).toBe('"\\u0061": 1}');
});

it('every value of any JSON is found down to five steps', () => {
  const stepsOf = (value: unknown, above: (string | number)[] = []): (string | number)[][] => {
    if (above.length > 5) return [];
    const entries = Array.isArray(value)
      ? [...value.entries()]
      : Object.entries(Object(value) === value ? Object(value) : {});
    return [above, ...entries.flatMap(([step, inner]) => stepsOf(inner, [...above, step]))];
  };
  fc.assert(
    fc.property(fc.json({ maxDepth: 7 }), (json) => {
      const expected = stepsOf(JSON.parse(json)).map((steps) => JSON.stringify(steps));
      expect([...jsonOffsets(json).keys()].sort()).toEqual(expected.sort());
    }),
  );
});
