import { pino } from 'pino';
import { expect, it } from 'vitest';
import { STORE_RETRY_WAIT, storedAfterAll } from '../../src/replay/lostAnswer.ts';
import { FakeClock } from '../support/fakeClock.ts';
import { keyOf } from '../support/plans.ts';

/** Asks a store that answers from the third question on, and has no such replay. */
function ask() {
  const clock = new FakeClock();
  const halted = new AbortController();
  const logged: string[] = [];
  let questions = 0;
  const found = storedAfterAll(keyOf('1'), {
    replayStore: {
      async find() {
        questions += 1;
        if (questions < 3) throw new Error('the connection is gone');
        return undefined;
      },
    },
    clock,
    log: pino({ base: null }, { write: (line) => logged.push(line) }),
    signal: halted.signal,
    doubt: 'nobody knows',
  });
  return { found, clock, halted, logged, questions: () => questions };
}

it('the store is asked for a replay until it answers, and the log says each time that it did not', async () => {
  const { found, clock, logged, questions } = ask();
  await clock.advance(3 * STORE_RETRY_WAIT);
  expect(await found).toBeUndefined();
  expect(questions()).toBe(3);
  expect(logged.map((line) => JSON.parse(line))).toMatchObject([
    { msg: 'nobody knows', replay: '1' },
    { msg: 'nobody knows', replay: '1' },
  ]);
});

it('the store is asked for a replay no more once nobody wants to know', async () => {
  const { found, clock, halted, questions } = ask();
  await clock.advance(STORE_RETRY_WAIT);
  halted.abort();
  expect(await found).toBeUndefined();
  expect(questions()).toBe(1);
});
