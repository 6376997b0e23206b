import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RequestBudget } from '../../../src/discord/rest/requestBudget.ts';

describe('the budget of requests', () => {
  it('lets no more requests go in any second than it has, whenever they are asked for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 80 }),
        (perSecond, gaps) => {
          let now = 0;
          const budget = new RequestBudget(perSecond, () => now);
          const made: number[] = [];
          for (const gap of gaps) {
            now += gap;
            for (let wait = budget.take(); wait > 0; wait = budget.take()) now += wait;
            made.push(now);
          }
          for (const [index, time] of made.entries()) {
            const later = made[index + perSecond];
            if (later !== undefined) expect(later - time).toBeGreaterThan(1_000);
          }
        },
      ),
    );
  });

  it('holds nobody back who asks for less', () => {
    let now = 0;
    const budget = new RequestBudget(2, () => now);
    for (let request = 0; request < 10; request += 1) {
      expect(budget.take()).toBe(0);
      now += 600;
    }
  });

  it('does not count a request that it holds back', () => {
    let now = 0;
    const budget = new RequestBudget(1, () => now);
    expect(budget.take()).toBe(0);
    for (let attempt = 0; attempt < 5; attempt += 1) expect(budget.take()).toBe(1_050);
    now = 1_050;
    expect(budget.take()).toBe(0);
  });

  it('is closed for as long as Discord asks, the longest counting', () => {
    let now = 0;
    const budget = new RequestBudget(50, () => now);
    budget.close(3_000);
    budget.close(1_000);
    expect(budget.take()).toBe(3_000);
    now = 3_000;
    expect(budget.take()).toBe(0);
  });
});
