import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AdjustableClock } from '../../../src/sandbox/program/adjustableClock.ts';

describe('an adjustable clock', () => {
  beforeEach(() => vi.useFakeTimers({ now: 1_000_000, toFake: ['Date'] }));
  afterEach(() => vi.useRealTimers());

  it('an adjustable clock runs at its speed from the moment it is set, without a jump', () => {
    const clock = new AdjustableClock();
    clock.setSpeed(20);
    vi.setSystemTime(1_000_100);
    expect(clock.now()).toBe(1_002_000);
    clock.setSpeed(0);
    vi.setSystemTime(1_000_900);
    expect(clock.now()).toBe(1_002_000);
    clock.setSpeed(1);
    vi.setSystemTime(1_000_950);
    expect(clock.now()).toBe(1_002_050);
  });

  it('an adjustable clock shows the same time as another clock whose setting it adopts', () => {
    const clock = new AdjustableClock();
    clock.setSpeed(5);
    const other = new AdjustableClock();
    vi.setSystemTime(1_000_200);
    other.adopt(clock.setting);
    expect(other.now()).toBe(clock.now());
  });

  it('an adjustable clock ends a wait as soon as its time has come, whatever the speed was when it began', async () => {
    vi.useRealTimers();
    const clock = new AdjustableClock();
    clock.setSpeed(0);
    const hour = clock.wait(3_600_000);
    clock.setSpeed(3_600_000);
    await hour;
    expect(clock.now()).toBeGreaterThanOrEqual(clock.setting.shown + 3_600_000);
  });

  it('an adjustable clock ends a wait when it is told to, also while it stands still', async () => {
    vi.useRealTimers();
    const clock = new AdjustableClock();
    clock.setSpeed(0);
    const told = new AbortController();
    const wait = clock.wait(1_000, told.signal);
    told.abort();
    await wait;
    expect(clock.now()).toBe(clock.setting.shown);
  });

  it('a wait of a clock lasts as long as it was to, though the clock is set forward meanwhile', async () => {
    vi.useRealTimers();
    const clock = new AdjustableClock();
    const began = performance.now();
    const wait = clock.wait(50);
    clock.adopt({ real: Date.now(), shown: clock.now() + 3_600_000, speed: 1 });
    await wait;
    expect(performance.now() - began).toBeGreaterThanOrEqual(50);
  });
});
