/** Time that passes only when a test says so. */
import type { Clock } from '../../src/runtime/clock.ts';

type Waiter = { readonly until: number; readonly wake: () => void };

export class FakeClock implements Clock {
  /** Milliseconds that have really passed, and what the clock shows of that. */
  #passed = 0;
  #shown: number;
  readonly #waiters = new Set<Waiter>();

  /** @param now what it shows, milliseconds since the Unix epoch */
  constructor(now = Date.UTC(2026, 0, 1)) {
    this.#shown = now;
  }

  now(): number {
    return this.#shown;
  }

  wait(ms: number, signal?: AbortSignal): Promise<void> {
    if (ms <= 0 || signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        this.#waiters.delete(waiter);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const waiter = { until: this.#passed + ms, wake };
      this.#waiters.add(waiter);
      signal?.addEventListener('abort', wake);
    });
  }

  /** Lets time pass, waking everybody in order and letting them finish what they then do. */
  async advance(ms: number): Promise<void> {
    const end = this.#passed + ms;
    await settled();
    for (let next = this.#first(end); next; next = this.#first(end)) {
      this.#pass(next.until);
      next.wake();
      await settled();
    }
    this.#pass(end);
  }

  /** Shows a time so many milliseconds later, or earlier, though none passes: somebody set the clock, or the machine slept. */
  leap(ms: number): void {
    this.#shown += ms;
  }

  #pass(passed: number): void {
    this.#shown += passed - this.#passed;
    this.#passed = passed;
  }

  #first(end: number): Waiter | undefined {
    return [...this.#waiters].filter(({ until }) => until <= end).sort((one, other) => one.until - other.until)[0];
  }
}

/** Resolves when everything that needs no time has been done, in memory and in SQLite. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
