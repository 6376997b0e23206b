/** Tells everybody who wants to know what happens to replays, each step as it happens. */
import type { Logger } from 'pino';
import type { Replay } from './replay.ts';
import type { ReplayEvent, ReplayState } from './state.ts';

/**
 * What was stored, what led to it, and from which state: `restarted` also when a replay was taken up as it stood, or ended
 * unshown before. Whatever a listener throws, or rejects with, is logged: it disturbs neither the replay nor who else
 * listens.
 */
export type StepListener<Event = ReplayEvent> = (
  replay: Replay,
  event: Event,
  before: ReplayState,
) => void | Promise<void>;

/** Passes steps on to whoever listens. */
export class Steps<Event extends { readonly kind: string } = ReplayEvent> {
  readonly #log: Logger;
  readonly #listeners = new Set<StepListener<Event>>();

  constructor(log: Logger) {
    this.#log = log;
  }

  /** Adds a listener, which hears of every step from now on; the same function added twice hears of each once. */
  on(listener: StepListener<Event>): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells all listeners, in the order they came, and waits for none. Its state was the same before unless that is given. */
  tell(replay: Replay, event: Event, before = replay.state): void {
    for (const listener of this.#listeners) void this.#tellOne(() => listener(replay, event, before), replay, event);
  }

  async #tellOne(tell: () => void | Promise<void>, replay: Replay, event: Event): Promise<void> {
    try {
      await tell();
    } catch (error) {
      const { id, serverId, channelId } = replay.plan;
      const facts = { replay: id, server: serverId, channel: channelId, event: event.kind };
      this.#log.error({ ...facts, err: error }, 'a listener failed to follow a step of a replay');
    }
  }
}
