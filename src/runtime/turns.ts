/** One after the other: what concerns the same thing waits for its turn, what does not goes on meanwhile. */
export class Turns {
  readonly #latest = new Map<string, Promise<unknown>>();

  /** Does something once everything that concerns the same and was asked for before is done, or has failed. */
  async take<Result>(what: string, act: () => Promise<Result>): Promise<Result> {
    const before = this.#latest.get(what) ?? Promise.resolve();
    const turn = before.then(act, act);
    this.#latest.set(what, turn);
    try {
      return await turn;
    } finally {
      if (this.#latest.get(what) === turn) this.#latest.delete(what);
    }
  }

  /** Resolves once everything that was asked for so far is done, or has failed. */
  async over(): Promise<void> {
    await Promise.allSettled(this.#latest.values());
  }
}
