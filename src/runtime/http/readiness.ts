/** Whether a part of the bot does its work: asked at most once a second, however many want to know. */
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';

/** How long an answer counts, and how long one is waited for, milliseconds. */
const FRESH = 1_000;
const PATIENCE = 1_000;

/** Rejects, or stays silent, when the part does not do its work. */
export type Probe = () => Promise<void>;

type ReadinessOptions = {
  /** The part's name, for the log. */
  readonly part: string;
  /** Real time. */
  readonly clock: Clock;
  readonly log: Logger;
};

type Verdict = { readonly isReady: true } | { readonly isReady: false; readonly cause: unknown };

const SILENT: Verdict = { isReady: false, cause: 'no answer in time' };

/** One part. It is not ready before there is a way to ask it. */
export class Readiness {
  readonly #options: ReadinessOptions;
  #probe: Probe | undefined;
  /** The answer that counts now. */
  #latest: Promise<boolean> | undefined;
  /** The question that is open: a part that does not answer is not asked a second time meanwhile. */
  #asked: Promise<Verdict> | undefined;
  #wasReady = false;

  constructor(options: ReadinessOptions) {
    this.#options = options;
  }

  /** Says how the part is asked, from now on. */
  askBy(probe: Probe): void {
    this.#probe = probe;
  }

  /** Never rejects. */
  async isReady(): Promise<boolean> {
    if (!this.#probe) return false;
    this.#latest ??= this.#look(this.#probe);
    return this.#latest;
  }

  async #look(probe: Probe): Promise<boolean> {
    const { clock } = this.#options;
    this.#asked ??= this.#ask(probe);
    const answered = new AbortController();
    const verdict = await Promise.race([this.#asked, clock.wait(PATIENCE, answered.signal).then(() => SILENT)]);
    answered.abort();
    this.#note(verdict);
    void clock.wait(FRESH).then(() => {
      this.#latest = undefined;
    });
    return verdict.isReady;
  }

  async #ask(probe: Probe): Promise<Verdict> {
    try {
      await probe();
      return { isReady: true };
    } catch (cause) {
      return { isReady: false, cause };
    } finally {
      this.#asked = undefined;
    }
  }

  #note(verdict: Verdict): void {
    const { part, log } = this.#options;
    if (verdict.isReady === this.#wasReady) return;
    this.#wasReady = verdict.isReady;
    if (verdict.isReady) log.info({ part }, 'ready');
    else log.warn({ part, err: verdict.cause }, 'no longer ready');
  }
}
