/** Slows down whoever starts replays over and over: each leaves its posts in a channel, and everybody there reads them. */
import { LRUCache } from 'lru-cache';
import type { Clock } from '../runtime/clock.ts';
import type { Call } from './call.ts';
import { Refusal } from './problem.ts';

/** Within which so many replays can be started, milliseconds. */
const PERIOD = 60_000;

/** Members, of all servers, whose starts are remembered: those who started something most recently. */
const MOST_MEMBERS = 10_000;

/**
 * Counts what each member starts in each server. It is in memory alone: after a restart everybody may start anew. What nobody
 * starts by hand is not to be counted.
 */
export class Cooldown {
  readonly #most: number;
  readonly #clock: Pick<Clock, 'now'>;
  /** When each member's last starts were, oldest first, milliseconds since the Unix epoch. */
  readonly #starts = new LRUCache<string, readonly number[]>({ max: MOST_MEMBERS });

  /** @param most how many replays a member can start in a server within a minute */
  constructor(most: number, clock: Pick<Clock, 'now'>) {
    this.#most = most;
    this.#clock = clock;
  }

  /**
   * Counts one more start, before anything is waited for: of those that come at one time none is overlooked.
   *
   * @returns takes it back, for a start that came to nothing
   * @throws Refusal when the requester has started as many as they can, and until when
   */
  count(call: Call): () => void {
    const recent = this.#recent(call);
    const [first, ...others] = recent;
    if (first !== undefined && others.length + 1 >= this.#most) {
      throw new Refusal({ code: 'starts-too-often', limit: this.#most, until: first + PERIOD });
    }
    if (this.#most === Number.POSITIVE_INFINITY) return () => undefined;
    const now = this.#clock.now();
    this.#starts.set(memberOf(call), [...recent, now]);
    return () => this.#takeBack(call, now);
  }

  #takeBack(call: Call, start: number): void {
    const starts = this.#starts.get(memberOf(call)) ?? [];
    const at = starts.lastIndexOf(start);
    if (at >= 0) this.#starts.set(memberOf(call), starts.toSpliced(at, 1));
  }

  /** What lies ahead was counted before somebody set the clock back: it would keep the member waiting for as long. */
  #recent(call: Call): readonly number[] {
    const now = this.#clock.now();
    const starts = this.#starts.get(memberOf(call)) ?? [];
    return starts.filter((start) => start <= now && now - start < PERIOD);
  }
}

function memberOf({ requester, place }: Call): string {
  return `${place.serverId} ${requester.userId}`;
}
