import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  callId,
  commentNumber,
  freeText,
  type IdField,
  mark,
  oneOf,
  pageNumber,
  SEPARATOR,
  slug,
} from '../../../src/discord/interactions/idFields.ts';
import { personaId, personaKey, personaMark, threadSlug } from '../../../src/thread/identity.ts';
import { threads } from '../../support/threads.ts';

/** Whatever was written is read again, is as short as promised, and holds no separator. */
function expectCarried<Value>(field: IdField<Value>, value: Value): void {
  const written = field.write(value);
  expect(written.length).toBeLessThanOrEqual(field.longest);
  expect(written).not.toContain(SEPARATOR);
  expect(field.read(written)).toEqual(value);
}

describe('the fields of an id', () => {
  it('a text comes back as it was, also when it holds the separator or what it is escaped with', () => {
    const nasty = fc.array(fc.constantFrom(':', '%', '%3A', '%25', 'a', '👩‍👩‍👧', ' '), { maxLength: 5 });
    const text = fc.oneof(
      nasty.map((parts) => parts.join('')),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(
        text.map((value) => value.slice(0, 30)),
        (value) => expectCarried(freeText(30), value),
      ),
    );
  });

  it('a text that is longer than promised is not written', () => {
    expect(() => freeText(3).write('abcd')).toThrow(RangeError);
  });

  it('a text is not read from what no text is written as', () => {
    expect(freeText(3).read('a%b')).toBeUndefined();
    expect(freeText(3).read('abcd')).toBeUndefined();
  });

  it('ids and marks of any thread and persona are carried', () => {
    fc.assert(
      fc.property(threads, (thread) => {
        expectCarried(slug, threadSlug(thread));
        for (const { persona } of thread.comments) {
          expectCarried<string>(slug, personaId(persona, new Set()));
          expectCarried(mark, personaMark(personaKey(persona)));
        }
      }),
    );
  });

  it('a slug that collides with a million others is carried', () => {
    expectCarried(slug, `${'x'.repeat(60)}-1000000`);
  });

  it('numbers are carried from the least to the most, and nothing else is', () => {
    expectCarried(pageNumber, 1);
    expectCarried(pageNumber, 999_999);
    expectCarried(commentNumber, 0);
    for (const odd of [0, -1, 1.5, Number.NaN, 1_000_000]) expect(() => pageNumber.write(odd)).toThrow(RangeError);
    for (const odd of ['0', '-1', '1.5', '', 'x', '1e3', '1000000']) expect(pageNumber.read(odd)).toBeUndefined();
  });

  it('an id of a call is carried, Discord’s or another, and what is none is not', () => {
    expectCarried(callId, '18446744073709551615');
    expectCarried(callId, `by-schedule_${'x'.repeat(28)}`);
    for (const odd of ['', ' ', '1'.repeat(41), '1:2', 'ü']) {
      expect(() => callId.write(odd)).toThrow(RangeError);
      expect(callId.read(odd)).toBeUndefined();
    }
  });

  it('one of a few words is carried, and no other is read', () => {
    expectCarried(oneOf(['yes', 'no']), 'no');
    expect(oneOf(['yes', 'no']).read('maybe')).toBeUndefined();
    expect(() => oneOf(['a:b'])).toThrow(RangeError);
  });
});
