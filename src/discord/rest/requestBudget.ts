/** How many requests a second the whole process may make, whichever of its REST clients makes them. */

/** Milliseconds a request may take longer than another on its way: so much later than a second ago the oldest must be. */
const MARGIN = 50;

/**
 * Discord counts all requests of a bot together, 50 a second, but for those that answer interactions
 * (`topics/rate-limits#global-rate-limit`); @discordjs/rest counts those of one client.
 */
export class RequestBudget {
  readonly #perSecond: number;
  readonly #now: () => number;
  /** When the latest requests were made, the oldest first. */
  readonly #made: number[] = [];
  #closedUntil = Number.NEGATIVE_INFINITY;

  /** @param now milliseconds of a clock that nobody sets back */
  constructor(perSecond: number, now: () => number = () => performance.now()) {
    this.#perSecond = perSecond;
    this.#now = now;
  }

  /** How many milliseconds to wait before the next request; 0 when it may be made now, and is counted. */
  take(): number {
    const now = this.#now();
    if (now < this.#closedUntil) return this.#closedUntil - now;
    const oldest = this.#made[0];
    if (this.#made.length === this.#perSecond && oldest !== undefined) {
      const free = oldest + 1_000 + MARGIN;
      if (now < free) return free - now;
      this.#made.shift();
    }
    this.#made.push(now);
    return 0;
  }

  /** Discord refused a request because of all that were made: there is none for so many milliseconds. */
  close(ms: number): void {
    this.#closedUntil = Math.max(this.#closedUntil, this.#now() + ms);
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
