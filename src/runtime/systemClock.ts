/** The machine's clock. */
import type { Clock } from './clock.ts';

/** Node's timers hold at most this many milliseconds; longer waits are made of several. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Wall clock and timers of the machine. Thousands wait at a time: one promise, one timer and one listener for each. */
export function systemClock(): Clock {
  return {
    now: Date.now,
    wait: (ms, signal) =>
      new Promise((resolve) => {
        if (ms <= 0 || signal?.aborted) return resolve();
        let left = ms;
        let timer: NodeJS.Timeout;
        const end = () => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', end);
          resolve();
        };
        const goOn = () => {
          if (left <= 0) return end();
          const nap = Math.min(left, LONGEST_TIMER);
          left -= nap;
          timer = setTimeout(goOn, nap);
        };
        signal?.addEventListener('abort', end);
        goOn();
      }),
  };
}
