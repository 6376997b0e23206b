import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { Cooldown } from '../../src/app/cooldown.ts';
import { Refusal } from '../../src/app/problem.ts';
import { callBy } from '../support/calls.ts';

const MINUTE = 60_000;

describe('the cooldown', () => {
  let now: number;
  let cooldown: Cooldown;

  beforeEach(() => {
    now = 1_000_000;
    cooldown = new Cooldown(3, { now: () => now });
  });

  const start = (call = callBy()) => cooldown.count(call);

  it('a member who started three replays in a minute is told when the first of them is a minute old', () => {
    const first = now;
    for (let starts = 0; starts < 3; starts += 1) {
      start();
      now += 10_000;
    }
    expect(() => start()).toThrow(new Refusal({ code: 'starts-too-often', limit: 3, until: first + MINUTE }));
    now = first + MINUTE;
    start();
    expect(() => start()).toThrow('starts-too-often');
  });

  it('each member has a count of their own in each server', () => {
    for (let starts = 0; starts < 3; starts += 1) start();
    start(callBy({ userId: 'another' }));
    start(callBy({ serverId: 'another' }));
    expect(() => start()).toThrow('starts-too-often');
  });

  it('what came to nothing counts for nothing', () => {
    start();
    for (let asked = 0; asked < 10; asked += 1) start()();
    expect(() => start()()).not.toThrow();
    now += MINUTE;
    for (let starts = 0; starts < 3; starts += 1) start();
    for (let asked = 0; asked < 10; asked += 1) expect(() => start()).toThrow('starts-too-often');
    now += MINUTE;
    start();
  });

  it('of starts that come at one time, each counts before any of them has come to anything', () => {
    const [first] = [start(), start(), start()];
    expect(() => start()).toThrow('starts-too-often');
    first();
    start();
    expect(() => start()).toThrow('starts-too-often');
  });

  it('nobody ever waits for longer than a minute, wherever the clock is set', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -10 * MINUTE, max: 10 * MINUTE }), { maxLength: 30 }), (leaps) => {
        cooldown = new Cooldown(3, { now: () => now });
        for (const leap of leaps) {
          now += leap;
          try {
            start();
          } catch (error) {
            if (!(error instanceof Refusal) || error.problem.code !== 'starts-too-often') throw error;
            expect(error.problem.until - now).toBeGreaterThan(0);
            expect(error.problem.until - now).toBeLessThanOrEqual(MINUTE);
          }
        }
      }),
    );
  });

  it('only so many members are remembered, those who started something most recently', () => {
    for (let starts = 0; starts < 3; starts += 1) start();
    for (let other = 0; other < 10_000; other += 1) start(callBy({ userId: `other-${other}` }));
    start();
  });
});
