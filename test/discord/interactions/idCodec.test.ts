import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { buttonCodec, kindOf, menuCodec } from '../../../src/discord/interactions/idCodec.ts';
import { freeText, oneOf, pageNumber, slug } from '../../../src/discord/interactions/idFields.ts';

const example = buttonCodec('example', { words: freeText(10), mood: oneOf(['glad', 'sad']), page: pageNumber });

const values = fc.record({
  words: fc.string({ unit: 'binary', maxLength: 10 }).filter(({ length }) => length <= 10),
  mood: fc.constantFrom('glad' as const, 'sad' as const),
  page: fc.integer({ min: 1, max: 999_999 }),
});

describe('a codec of ids', () => {
  it('what an id carries is what was put into it', () => {
    fc.assert(
      fc.property(values, (given) => {
        const id = example.id(given);
        expect(id.length).toBeLessThanOrEqual(100);
        expect(kindOf(id)).toBe('example');
        expect(example.read(id)).toEqual(given);
      }),
    );
  });

  it('an id of another kind, with more or fewer fields or with odd ones is not read', () => {
    for (const id of [
      '',
      'example',
      'other:x:sad:1',
      'example:x:sad',
      'example:x:sad:1:2',
      'example:x:mad:1',
      '::::',
    ]) {
      expect(example.read(id)).toBeUndefined();
    }
  });

  it('a codec whose ids could exceed 100 UTF-16 units cannot be made', () => {
    expect(() => buttonCodec('kind', { one: slug, other: slug })).toThrow(RangeError);
    expect(() => buttonCodec('k'.repeat(101), {})).toThrow(RangeError);
  });

  it('a kind that could be misread cannot be made', () => {
    for (const kind of ['', 'a:b', 'a b']) expect(() => buttonCodec(kind, {})).toThrow(RangeError);
  });

  it('a menu whose choices could exceed 100 UTF-16 units cannot be made', () => {
    expect(() => menuCodec('menu', {}, freeText(34))).toThrow(RangeError);
    expect(menuCodec('menu', {}, freeText(33)).id({})).toBe('menu');
  });

  it('what an id carries is known by the type of its fields', () => {
    expectTypeOf(example.id)
      .parameter(0)
      .toEqualTypeOf<{ readonly words: string; readonly mood: 'glad' | 'sad'; readonly page: number }>();
  });
});
