/** The machine's clock. */
import { setTimeout } from 'node:timers/promises';
import type { Clock } from './clock.ts';

/** Node's timers hold at most this many milliseconds; longer waits are made of several. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Wall clock and timers of the machine. */
export function systemClock(): Clock {
  return {
    now: Date.now,
    async wait(ms, signal) {
      for (let left = ms; left > 0 && !signal?.aborted; left -= LONGEST_TIMER) {
        await setTimeout(Math.min(left, LONGEST_TIMER), undefined, signal ? { signal } : {}).catch(rejectUnlessAborted);
      }
    },
  };
}

function rejectUnlessAborted(error: unknown): void {
  if (!(error instanceof Error) || error.name !== 'AbortError') throw error;
}
