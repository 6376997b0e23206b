/**
 * Commands that named what is not there, kept at hand: a button below the refusal carries on with what was
 * meant. An id has no room for what else was typed.
 */
import { LRUCache } from 'lru-cache';
import type { Call } from '../../app/call.ts';
import { type Meant, type Problem, Refusal } from '../../app/problem.ts';
import type { Correctable } from '../views/problems.ts';
import type { GivenOptions } from './command.ts';

/** How many of all servers are kept, the newest; a restart forgets them, and the button then says so. */
const MOST_KEPT = 1_000;

/** Problems with a name that is nobody's. */
type Misnaming = Extract<Problem, { nearest: readonly Meant[] }>;

/** The option that holds such a name, in all commands. */
const OPTIONS: Record<Misnaming['code'], string> = {
  'no-such-thread': 'thread',
  'not-hidden': 'thread',
  'not-imported': 'thread',
  'no-such-persona': 'persona',
  'unknown-persona': 'persona',
  'not-muted': 'persona',
  'no-such-zone': 'timezone',
  'no-such-schedule': 'schedule',
};

/** A command as it was sent. */
export type Sent = {
  /** Without the slash: `thread replay`. */
  readonly path: string;
  readonly given: GivenOptions;
};

type Kept = Sent & {
  readonly userId: string;
  readonly channelId: string;
  readonly option: string;
  readonly meant: readonly Meant[];
};

/** A refusal of a command that can be carried on with. */
export class CorrectableRefusal extends Refusal {
  readonly correctable: Correctable;

  constructor(problem: Problem, correctable: Correctable) {
    super(problem);
    this.correctable = correctable;
  }
}

/** What can be carried on with: by the person who sent it, where they did. */
export class Corrections {
  readonly #kept = new LRUCache<string, Kept>({ max: MOST_KEPT });

  /**
   * Does what a command asks for, or a part of it; keeps the command if that is refused because of a name, and something
   * may have been meant.
   *
   * @throws CorrectableRefusal then
   */
  async watch<Result>({ id, requester, place }: Call, sent: Sent, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { problem } = error;
      if (!('nearest' in problem) || problem.nearest.length === 0) throw error;
      const { nearest: meant, code } = problem;
      const { userId } = requester;
      this.#kept.set(id, { ...sent, userId, channelId: place.channelId, option: OPTIONS[code], meant });
      throw new CorrectableRefusal(problem, { callId: id, meant });
    }
  }

  /**
   * The same command with what was meant, for whoever sent it.
   *
   * @param choice counted from 0
   * @throws Refusal when it is no longer at hand, or never was for this person in this place
   */
  corrected({ requester, place }: Call, callId: string, choice: number): Sent {
    const kept = this.#kept.get(callId);
    const meant = kept?.meant[choice];
    if (!kept || !meant || kept.userId !== requester.userId || kept.channelId !== place.channelId) {
      throw new Refusal({ code: 'command-forgotten' });
    }
    const { path, given, option } = kept;
    return { path, given: (name) => (name === option ? { value: meant.id } : given(name)) };
  }
}
