import { expect, it } from 'vitest';
import { Refusal } from '../../src/app/problem.ts';
import { daysNamed, timeNamed, zoneIdNamed } from '../../src/app/timeNaming.ts';

/** What a name is refused with. */
function problemOf(name: () => unknown) {
  try {
    name();
  } catch (error) {
    if (error instanceof Refusal) return error.problem;
    throw error;
  }
  return expect.fail('Nothing was refused.');
}

it('a time, days and a zone are what people mean by what they type', () => {
  expect([timeNamed('9時'), daysNamed('月水'), zoneIdNamed('tokyo')]).toEqual(['09:00', ['mon', 'wed'], 'Asia/Tokyo']);
});

it('what is not understood is refused with what was typed, and the zones that come nearest', () => {
  expect(problemOf(() => timeNamed('noon'))).toEqual({ code: 'not-a-time', asked: 'noon' });
  expect(problemOf(() => daysNamed('someday'))).toEqual({ code: 'not-days', asked: 'someday' });
  expect(problemOf(() => zoneIdNamed('Asia/Tokio'))).toEqual({
    ...{ code: 'no-such-zone', asked: 'Asia/Tokio' },
    nearest: [{ id: 'Asia/Tokyo', name: 'Asia/Tokyo' }, expect.anything(), expect.anything()],
  });
});
