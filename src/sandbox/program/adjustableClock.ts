/** A clock that runs faster than real time, or stands still, as somebody who watches or tests wants it. */

import type { Clock } from '../../runtime/clock.ts';
import { systemClock } from '../../runtime/systemClock.ts';

/** Where a clock stood at a real time, and how many of its milliseconds pass in a real one; 0 stands still. */
export type ClockSetting = { readonly real: number; readonly shown: number; readonly speed: number };

function realTime(): ClockSetting {
  const real = Date.now();
  return { real, shown: real, speed: 1 };
}

export class AdjustableClock implements Clock {
  readonly #system = systemClock();
  #setting: ClockSetting;
  #changed = new AbortController();

  constructor(setting: ClockSetting = realTime()) {
    this.#setting = setting;
  }

  now(): number {
    const { real, shown, speed } = this.#setting;
    return Math.round(shown + (Date.now() - real) * speed);
  }

  /** What another process needs to show the same time. */
  get setting(): ClockSetting {
    return this.#setting;
  }

  /** Goes on from the time shown now at another speed. */
  setSpeed(speed: number): void {
    this.adopt({ real: Date.now(), shown: this.now(), speed });
  }

  /** Shows the time of another clock. */
  adopt(setting: ClockSetting): void {
    this.#setting = setting;
    this.#changed.abort();
    this.#changed = new AbortController();
  }

  async wait(ms: number, signal?: AbortSignal): Promise<void> {
    for (let left = ms; left > 0 && !signal?.aborted; ) {
      const { speed } = this.#setting;
      const changed = this.#changed.signal;
      const began = performance.now();
      // A clock that stands still is waited for until it is set.
      await this.#system.wait(Math.max(1, left / speed), signal ? AbortSignal.any([changed, signal]) : changed);
      left -= (performance.now() - began) * speed;
    }
  }
}
