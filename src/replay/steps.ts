/** Tells everybody who wants to know what happens to replays, each step as it happens. */
import type { Logger } from 'pino';
import type { Replay } from './replay.ts';
import type { ReplayEvent } from './state.ts';

/**
 * What was stored, and what led to it: `restarted` also when a replay was taken up as it stood, or ended unshown before.
 * Whatever a listener throws, or rejects with, is logged: it disturbs neither the replay nor who else listens.
 */
export type StepListener<Event = ReplayEvent> = (replay: Replay, event: Event) => void | Promise<void>;

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

  /** Tells all listeners, in the order they came, and waits for none. */
  tell(replay: Replay, event: Event): void {
    for (const listener of this.#listeners) void this.#tellOne(listener, replay, event);
  }

  async #tellOne(listener: StepListener<Event>, replay: Replay, event: Event): Promise<void> {
    try {
      await listener(replay, event);
    } catch (error) {
      const { id, serverId, channelId } = replay.plan;
      const facts = { replay: id, server: serverId, channel: channelId, event: event.kind };
      this.#log.error({ ...facts, err: error }, 'a listener failed to follow a step of a replay');
    }
  }
}
