/** Time that passes only when a test says so. */
import type { Clock } from '../../src/runtime/clock.ts';

type Waiter = { readonly until: number; readonly wake: () => void };

export class FakeClock implements Clock {
  /** Time that has passed, which nobody can set back; waits go by it. */
  #passed = 0;
  #began = Date.UTC(2026, 0, 1);
  readonly #waiters = new Set<Waiter>();

  now(): number {
    return this.#began + this.#passed;
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
      this.#passed = next.until;
      next.wake();
      await settled();
    }
    this.#passed = end;
  }

  /** Somebody sets the clock back by so many milliseconds; what waits is not disturbed. */
  setBack(ms: number): void {
    this.#began -= ms;
  }

  #first(end: number): Waiter | undefined {
    return [...this.#waiters].filter(({ until }) => until <= end).sort((one, other) => one.until - other.until)[0];
  }
}

/** Resolves when everything that needs no time has been done, in memory and in SQLite. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
