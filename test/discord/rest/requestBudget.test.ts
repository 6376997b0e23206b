import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { RequestBudget } from '../../../src/discord/rest/requestBudget.ts';

describe('the budget of requests', () => {
  let now: number;
  const budgetOf = (perSecond: number) => new RequestBudget(perSecond, () => now);

  beforeEach(() => {
    now = 0;
  });

  it('lets no more requests reach Discord in any second than it has, however long each is on its way', () => {
    const request = fc.record({
      gap: fc.integer({ min: 0, max: 300 }),
      way: fc.integer({ min: 0, max: 500 }),
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

  it('holds nobody back who asks for less', () => {
    const budget = budgetOf(2);
    for (let request = 0; request < 10; request += 1) {
      expect(budget.wait()).toBe(0);
      budget.begin()();
      now += 500;
    }
  });

  it('waits a second from an answer on, and no longer than a second and a half without one', () => {
    const budget = budgetOf(1);
    const answered = budget.begin();
    expect(budget.wait()).toBe(1_500);
    now = 100;
    answered();
    expect(budget.wait()).toBe(1_000);
    now = 1_100;
    expect(budget.wait()).toBe(0);
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
