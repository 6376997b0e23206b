import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/runtime/systemClock.ts';

describe('the machine’s clock', () => {
  it('shows the time of the machine', () => {
    const before = Date.now();
    const now = systemClock().now();
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
  });

  it('ends a wait at once when it is called off, before or meanwhile', async () => {
    const clock = systemClock();
    await clock.wait(3_600_000, AbortSignal.abort());
    const calledOff = new AbortController();
    const waiting = clock.wait(30 * 24 * 3_600_000, calledOff.signal);
    calledOff.abort();
    await waiting;
  });
});
