/** One interaction while it is handled: what the log calls it, what becomes of it, and how soon somebody saw that. */
import { Refusal } from '../../app/problem.ts';
import type { InteractionOutcome, InteractionType, Measurement } from '../../runtime/measurements.ts';
import { StoreError } from '../../runtime/storeError.ts';
import { isRestFailure } from '../rest/failure.ts';

/** What an interaction is, for the log. */
export type Facts = Readonly<Record<string, string | null>>;

/** What an interaction is, for whoever counts: a name out of those there are. */
export type Subject = { readonly type: InteractionType; readonly command: string };

/** What is known of it, until it is over. */
export class Handling {
  readonly facts: Facts;
  readonly #subject: Subject;
  readonly #begun = performance.now();
  #answeredAfter: number | undefined;
  #failure: InteractionOutcome | undefined;

  constructor(subject: Subject, facts: Facts) {
    this.#subject = subject;
    this.facts = facts;
  }

  /** Discord has an answer, if only that there will be one. The first counts. */
  answered(): void {
    this.#answeredAfter ??= performance.now() - this.#begun;
  }

  /** People did not get what they asked for. What went wrong first counts. */
  failed(error: unknown): void {
    this.#failure ??= outcomeOf(error);
  }

  /** What became of it. */
  measurement(): Measurement {
    const outcome = this.#answeredAfter === undefined ? 'unanswered' : (this.#failure ?? 'answered');
    return { kind: 'interaction', ...this.#subject, outcome, answeredAfter: this.#answeredAfter };
  }
}

function outcomeOf(error: unknown): InteractionOutcome {
  if (error instanceof Refusal) return 'refused';
  if (error instanceof StoreError) return 'store-failed';
  return isRestFailure(error) ? 'discord-failed' : 'unexpected';
}
