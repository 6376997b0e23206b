import { pino } from 'pino';
import { beforeEach, describe, expect, it } from 'vitest';
import { Readiness } from '../../../src/runtime/http/readiness.ts';
import { FakeClock } from '../../support/fakeClock.ts';

describe('whether a part of the bot is ready', () => {
  let clock: FakeClock;
  let lines: string[];
  let readiness: Readiness;
  let asked: number;
  let answer: () => Promise<void>;

  beforeEach(() => {
    clock = new FakeClock();
    lines = [];
    asked = 0;
    answer = async () => undefined;
    const log = pino({ base: null }, { write: (line) => lines.push(line) });
    readiness = new Readiness({ part: 'store', clock, log });
  });

  const begin = () =>
    readiness.askBy(() => {
      asked += 1;
      return answer();
    });

  it('a part that is not there yet is not ready, and is as soon as it is there and answers', async () => {
    expect(await readiness.isReady()).toBe(false);
    begin();
    expect(await readiness.isReady()).toBe(true);
  });

  it('a part is asked once a second, however many want to know', async () => {
    begin();
    expect(await Promise.all(Array.from({ length: 100 }, () => readiness.isReady()))).toEqual(Array(100).fill(true));
    expect(asked).toBe(1);
    answer = () => Promise.reject(new Error('gone'));
    await clock.advance(999);
    expect(await readiness.isReady()).toBe(true);
    await clock.advance(1);
    expect(await readiness.isReady()).toBe(false);
    expect(asked).toBe(2);
  });

  it('a part that stays silent is not ready after a second, and is asked nothing more until it answers', async () => {
    begin();
    const { promise, resolve } = Promise.withResolvers<void>();
    answer = () => promise;
    for (let seconds = 0; seconds < 10; seconds += 1) {
      const isReady = readiness.isReady();
      await clock.advance(2_000);
      expect(await isReady).toBe(false);
    }
    expect(asked).toBe(1);
    resolve();
    await clock.advance(1_000);
    expect(await readiness.isReady()).toBe(true);
    expect(asked).toBe(2);
  });

  it('the log says once that a part is no longer ready and why, and when it is again', async () => {
    begin();
    await readiness.isReady();
    answer = () => Promise.reject(new Error('the disk is gone'));
    for (let seconds = 0; seconds < 3; seconds += 1) {
      await clock.advance(1_000);
      await readiness.isReady();
    }
    answer = async () => undefined;
    await clock.advance(1_000);
    await readiness.isReady();
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { part: 'store', msg: 'ready' },
      { part: 'store', msg: 'no longer ready', err: { message: 'the disk is gone' } },
      { part: 'store', msg: 'ready' },
    ]);
  });
});
