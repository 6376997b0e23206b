/** The machine's clock. */
import { setTimeout } from 'node:timers/promises';
import type { Clock } from './replay/clock.ts';

/** Node's timers hold at most this many milliseconds; longer waits are made of several. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Real time; `speed` times as fast when somebody does not want to wait (the sandbox, tests of whole processes). */
export function systemClock(speed = 1): Clock {
  const began = Date.now();
  return {
    now: () => Math.round(began + (Date.now() - began) * speed),
    async wait(ms, signal) {
      for (let left = ms / speed; left > 0 && !signal?.aborted; left -= LONGEST_TIMER) {
        await setTimeout(Math.min(left, LONGEST_TIMER), undefined, signal ? { signal } : {}).catch(rejectUnlessAborted);
      }
    },
  };
}

function rejectUnlessAborted(error: unknown): void {
  if (!(error instanceof Error) || error.name !== 'AbortError') throw error;
}
