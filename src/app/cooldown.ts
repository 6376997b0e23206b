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

  /** @throws Refusal when the requester has started as many as they can, and until when */
  require(call: Call): void {
    const [first, ...others] = this.#recent(call);
    if (first === undefined || others.length + 1 < this.#most) return;
    throw new Refusal({ code: 'starts-too-often', limit: this.#most, until: first + PERIOD });
  }

  /** Counts one more. */
  count(call: Call): void {
    if (this.#most === Number.POSITIVE_INFINITY) return;
    this.#starts.set(memberOf(call), [...this.#recent(call), this.#clock.now()]);
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
