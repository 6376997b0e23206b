/** Deletes for certain, however often that must be tried: to delete what is gone does no harm. */
import type { Clock } from '../runtime/clock.ts';
import type { DeletionOutcome } from './ports.ts';
import type { DeletionObstacle } from './undo.ts';

/** Why something was not deleted: a person must act first, or it was told to stop. */
export type Undeleted = { kind: 'held'; obstacle: DeletionObstacle } | { kind: 'given-up' };

/** How a deletion ended: `all-gone` when the channel is gone, and every post with it. */
export type Deletion = { kind: 'deleted' } | { kind: 'all-gone' } | Undeleted;

type DeletionOptions = {
  clock: Clock;
  /** How long each further attempt waits where nobody can say what became of the last one, milliseconds. */
  waits: readonly number[];
  /** Gives up between two attempts. */
  signal?: AbortSignal | undefined;
};

/** Repeats an attempt until its outcome is certain, waiting as long as Discord asks for. */
export async function certainly(
  attempt: () => Promise<DeletionOutcome>,
  { clock, waits, signal }: DeletionOptions,
): Promise<Deletion> {
  for (let failures = 0; !signal?.aborted; ) {
    const outcome = await attempt();
    switch (outcome.kind) {
      case 'deleted':
      case 'all-gone':
        return outcome;
      case 'blocked':
        return { kind: 'held', obstacle: outcome.obstacle };
      case 'rate-limited':
        await clock.wait(outcome.for, signal);
        break;
      case 'unclear': {
        const wait = waits[failures];
        if (wait === undefined) return { kind: 'held', obstacle: { kind: 'unreachable' } };
        failures += 1;
        await clock.wait(wait, signal);
      }
    }
  }
  return { kind: 'given-up' };
}
