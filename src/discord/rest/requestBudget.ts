/** How many requests a second the whole process may make, whichever of its REST clients makes them. */

/** How long Discord's count goes on after it took a request, milliseconds. */
const SECOND = 1_000;

/** How long a request may be on its way to Discord, milliseconds: without an answer, that is when it is taken for counted. */
const LONGEST_WAY = 500;

type Slot = { freeAt: number };

/**
 * Discord counts all requests of a bot together, 50 a second, but for those that answer interactions
 * (`topics/rate-limits#global-rate-limit`); @discordjs/rest counts those of one client. When Discord counted a request is
 * unknown, but not later than its answer came: until a second after that it takes up a part of the budget.
 */
export class RequestBudget {
  readonly #perSecond: number;
  readonly #now: () => number;
  #slots: Slot[] = [];
  #closedUntil = Number.NEGATIVE_INFINITY;

  /** @param now milliseconds of a clock that nobody sets back */
  constructor(perSecond: number, now: () => number = () => performance.now()) {
    this.#perSecond = perSecond;
    this.#now = now;
  }

  /** Milliseconds to wait before the next request; 0 when it may be made now. */
  wait(): number {
    const now = this.#now();
    if (now < this.#closedUntil) return this.#closedUntil - now;
    this.#slots = this.#slots.filter(({ freeAt }) => freeAt > now);
    if (this.#slots.length < this.#perSecond) return 0;
    return Math.min(...this.#slots.map(({ freeAt }) => freeAt)) - now;
  }

  /** Counts a request that is made now. Call what it returns when the answer has come. */
  begin(): () => void {
    const slot = { freeAt: this.#now() + LONGEST_WAY + SECOND };
    this.#slots.push(slot);
    return () => {
      slot.freeAt = Math.min(slot.freeAt, this.#now() + SECOND);
    };
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
