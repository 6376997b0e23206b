import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { RequestBudget } from '../../../src/discord/rest/requestBudget.ts';

describe('the budget of requests', () => {
  let now: number;
  const clock = {
    now: () => now,
    /** Over as soon as everybody has done what there is to do, and as long later. */
    async sleep(ms: number) {
      await setImmediate();
      now += ms;
    },
  };
  const budgetOf = (perSecond: number) => new RequestBudget(perSecond, clock);

  beforeEach(() => {
    now = 0;
  });

  it('lets no more requests reach Discord in any second than it has, however long each is on its way', () => {
    const request = fc.record({
      gap: fc.integer({ min: 0, max: 300 }),
      way: fc.integer({ min: 0, max: 3_000 }),
      back: fc.integer({ min: 0, max: 900 }),
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.array(request, { maxLength: 60 }), (perSecond, requests) => {
        now = 0;
        const budget = budgetOf(perSecond);
        const arrivals: number[] = [];
        let pending: { at: number; answered: () => void }[] = [];
        const passTo = (time: number) => {
          for (const { at, answered } of pending.filter(({ at }) => at <= time).toSorted((a, b) => a.at - b.at)) {
            now = at;
            answered();
          }
          pending = pending.filter(({ at }) => at > time);
          now = time;
        };
        for (const { gap, way, back } of requests) {
          passTo(now + gap);
          for (let wait = budget.wait(); wait > 0; wait = budget.wait()) passTo(now + wait);
          arrivals.push(now + way);
          pending.push({ at: now + way + back, answered: budget.begin() });
        }
        const sorted = arrivals.toSorted((one, other) => one - other);
        for (const [index, time] of sorted.entries()) {
          expect((sorted[index + perSecond] ?? Number.POSITIVE_INFINITY) - time).toBeGreaterThanOrEqual(1_000);
        }
      }),
    );
  });

  it('is a process’s part of what all processes have together, in whole requests, and never none', () => {
    const requests = (granted: number, share: number) => {
      const budget = RequestBudget.of(granted, share);
      let made = 0;
      for (; budget.wait() === 0; made += 1) budget.begin();
      return made;
    };
    expect(requests(50, 1)).toBe(50);
    expect(requests(50, 4 / 16)).toBe(12);
    expect(requests(500, 1 / 16)).toBe(31);
    expect(requests(50, 1 / 1_000)).toBe(2);
  });

  it('holds nobody back who asks for less', () => {
    const budget = budgetOf(2);
    for (let request = 0; request < 10; request += 1) {
      expect(budget.wait()).toBe(0);
      budget.begin()();
      now += 500;
    }
  });

  it('waits a second from an answer on, and no longer than four without one', () => {
    const budget = budgetOf(1);
    const answered = budget.begin();
    expect(budget.wait()).toBe(4_000);
    now = 100;
    answered();
    expect(budget.wait()).toBe(1_000);
    now = 1_100;
    expect(budget.wait()).toBe(0);
  });

  it('gives turns evenly, in the order they were asked for, and what people wait for first', async () => {
    const budget = budgetOf(10);
    const given: [number, string][] = [];
    const ask = async (name: string, isUrgent = false) => {
      await budget.turn(isUrgent);
      given.push([Math.round(now), name]);
      budget.begin()();
    };
    // After a quiet moment half a second's requests may come at once.
    await Promise.all(Array.from({ length: 7 }, (_, at) => ask(`first ${at}`)));
    expect(given.map(([at]) => at)).toEqual([0, 0, 0, 0, 0, 21, 125]);
    given.length = 0;
    await Promise.all([ask('one'), ask('other'), ask('person', true)]);
    expect(given).toEqual([
      [229, 'person'],
      [333, 'one'],
      [438, 'other'],
    ]);
    expect(budget.isBusy).toBe(false);
  });

  it('keeps a turn for whoever it was given to, and for no longer than a second', async () => {
    const budget = budgetOf(1);
    await budget.turn();
    expect(budget.wait()).toBe(1_000);
    expect(budget.waitAfterTurn()).toBe(0);
    now = 1_000;
    expect(budget.wait()).toBe(0);
    await budget.turn();
    budget.begin();
    expect(budget.waitAfterTurn()).toBe(4_000);
  });

  it('takes a turn back from whoever never uses it, however busily others use theirs', async () => {
    const budget = budgetOf(10);
    await budget.turn();
    for (let request = 0; request < 100; request += 1) {
      await budget.turn();
      budget.begin()();
    }
    // Turns are given 9.6 times a second; with one less at a time it would be 9.
    expect(now).toBeLessThan(100_000 / 9.5);
  });

  it('gives no turn while Discord wants no requests at all', async () => {
    const budget = budgetOf(50);
    budget.close(3_000);
    await budget.turn();
    expect(now).toBe(3_000);
  });

  it('is closed for as long as Discord asks, the longest counting', () => {
    const budget = budgetOf(50);
    budget.close(3_000);
    budget.close(1_000);
    expect(budget.wait()).toBe(3_000);
    now = 3_000;
    expect(budget.wait()).toBe(0);
  });
});
