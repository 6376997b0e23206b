/** How many requests a second the process may make, whichever of its REST clients makes them. */
import { setTimeout } from 'node:timers/promises';

/** How long Discord's count goes on after it took a request, milliseconds. */
const SECOND = 1_000;

/** How long a request may be on its way to Discord, milliseconds: without an answer, that is when it is taken for counted. */
const LONGEST_WAY = 3_000;

/** How long whoever has been given a turn may take to use it, milliseconds; then it counts as made. */
const TURN_LASTS = 1_000;

/** The share of the budget that turns are given out of, one after the other: some requests take no turns. */
const SHARE = 0.96;

/** The share of a second's requests that turns may come at once, after a quiet moment. */
const AT_ONCE = 0.5;

/** Requests a second without which nothing could be done at all: one to begin something, one to answer. */
const LEAST = 2;

type Slot = { freeAt: number };

/** The clock that a budget goes by: Discord's limits pass in real time, whatever clock the bot goes by. */
export type BudgetClock = {
  /** Milliseconds of a clock that nobody sets back. */
  now(): number;
  sleep(ms: number): Promise<unknown>;
};

const realTime: BudgetClock = { now: () => performance.now(), sleep: (ms) => setTimeout(ms) };

/**
 * Discord counts all requests of a bot together, 50 a second, but for those that answer interactions
 * (`topics/rate-limits#global-rate-limit`); @discordjs/rest counts those of one client. Processes that share a bot share
 * them by their shards, for they do not hear of each other's requests. When Discord counted a request is
 * unknown, but not later than its answer came: until a second after that it takes up a part of the budget.
 *
 * Who can wait takes a turn first ({@link turn}): turns are given evenly, in the order they were asked for, so that
 * hundreds of replays neither come all at once nor ask in vain again and again.
 */
export class RequestBudget {
  readonly #perSecond: number;
  readonly #clock: BudgetClock;
  #slots: Slot[] = [];
  /** Turns that have been given and not been used yet, the oldest first. */
  #turns: Slot[] = [];
  #closedUntil = Number.NEGATIVE_INFINITY;
  /** When the next turn is due if all are to come evenly. */
  #nextTurn = Number.NEGATIVE_INFINITY;
  readonly #urgent: (() => void)[] = [];
  readonly #others: (() => void)[] = [];
  #giving = false;

  constructor(perSecond: number, clock: BudgetClock = realTime) {
    this.#perSecond = perSecond;
    this.#clock = clock;
  }

  /**
   * The budget of a process.
   *
   * @param granted requests a second, all processes together
   * @param share the process's part of them, more than 0 and at most 1; it gets whole requests, and never none
   */
  static of(granted: number, share: number): RequestBudget {
    return new RequestBudget(Math.max(LEAST, Math.floor(granted * share)));
  }

  /** Milliseconds to wait before the next request without a turn; 0 when it may be made now. */
  wait(): number {
    const now = this.#clock.now();
    if (now < this.#closedUntil) return this.#closedUntil - now;
    this.#slots = this.#slots.filter(({ freeAt }) => freeAt > now);
    this.#turns = this.#turns.filter(({ freeAt }) => freeAt > now);
    const taken = [...this.#slots, ...this.#turns];
    if (taken.length < this.#perSecond) return 0;
    return Math.min(...taken.map(({ freeAt }) => freeAt)) - now;
  }

  /** The same for a request that may have had a turn: that is good for any one request. */
  waitAfterTurn(): number {
    const now = this.#clock.now();
    const hasTurn = now >= this.#closedUntil && this.#turns.some(({ freeAt }) => freeAt > now);
    return hasTurn ? 0 : this.wait();
  }

  /** Whether somebody waits for a turn: what nobody would miss is better left alone. */
  get isBusy(): boolean {
    return this.#urgent.length + this.#others.length > 0;
  }

  /**
   * Resolves when the next request may be made, to be made at once.
   *
   * @param isUrgent for what people wait for: before all others
   */
  turn(isUrgent = false): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    (isUrgent ? this.#urgent : this.#others).push(resolve);
    if (!this.#giving) void this.#giveTurns();
    return promise;
  }

  /** Counts a request that is made now. Call what it returns when the answer has come. */
  begin(): () => void {
    // The newest: a turn that nobody uses must grow old, however many others are used meanwhile.
    this.#turns.pop();
    const slot = { freeAt: this.#clock.now() + LONGEST_WAY + SECOND };
    this.#slots.push(slot);
    return () => {
      slot.freeAt = Math.min(slot.freeAt, this.#clock.now() + SECOND);
    };
  }

  /** Discord refused a request because of all that were made: there is none for so many milliseconds. */
  close(ms: number): void {
    this.#closedUntil = Math.max(this.#closedUntil, this.#clock.now() + ms);
  }

  async #giveTurns(): Promise<void> {
    this.#giving = true;
    while (this.isBusy) {
      const wait = this.#untilTurn();
      if (wait > 0) await this.#clock.sleep(wait);
      else this.#give();
    }
    this.#giving = false;
  }

  #give(): void {
    const now = this.#clock.now();
    this.#nextTurn = Math.max(this.#nextTurn, now - AT_ONCE * SECOND) + SECOND / (SHARE * this.#perSecond);
    this.#turns.push({ freeAt: now + TURN_LASTS });
    const next = this.#urgent.shift() ?? this.#others.shift();
    next?.();
  }

  #untilTurn(): number {
    return Math.max(this.wait(), this.#nextTurn - this.#clock.now());
  }
}

/** That the budget is spent. */
export class BudgetError extends Error {
  override readonly name = 'BudgetError';
  /** Milliseconds until the next request may be made. */
  readonly retryAfter: number;

  constructor(retryAfter: number) {
    super(`The bot made all the requests it may make in a second: the next may be made in ${retryAfter} ms`);
    this.retryAfter = retryAfter;
  }
}
