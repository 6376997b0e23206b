/** What became of a change to a replay where the store's answer was lost: nobody knows before the store answers again. */
import type { Logger } from 'pino';
import type { Clock } from '../runtime/clock.ts';
import type { ReplayStore } from './ports.ts';
import type { Replay, ReplayKey } from './replay.ts';

/** How long is waited before the store is asked again after it failed, milliseconds. */
export const STORE_RETRY_WAIT = 5_000;

type LostAnswerOptions = {
  readonly replayStore: Pick<ReplayStore, 'find'>;
  readonly clock: Clock;
  readonly log: Logger;
  /** Asks no more. */
  readonly signal: AbortSignal;
  /** What the log says each time the store does not answer. */
  readonly doubt: string;
};

/** A replay as it is stored, as soon as the store says so; undefined when there is none, or nobody wants to know any more. */
export async function storedAfterAll(
  { serverId, id }: ReplayKey,
  { replayStore, clock, log, signal, doubt }: LostAnswerOptions,
): Promise<Replay | undefined> {
  for (;;) {
    await clock.wait(STORE_RETRY_WAIT, signal);
    if (signal.aborted) return undefined;
    try {
      return await replayStore.find(serverId, id);
    } catch (error) {
      log.warn({ replay: id, server: serverId, err: error }, doubt);
    }
  }
}
