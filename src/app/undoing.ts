/** Undoing replays: deletes what the latest replay that was started in a place has posted. */
import type { ReplayStore, UndoStore } from '../replay/ports.ts';
import type { Replay } from '../replay/replay.ts';
import type { Replays } from '../replay/replays.ts';
import type { Undo, UndoUnderWay } from '../replay/undo.ts';
import type { Undos } from '../replay/undos.ts';
import type { Clock } from '../runtime/clock.ts';
import { type Call, mayControl } from './call.ts';
import { Refusal } from './problem.ts';

/** What would be undone, and how many posts would be deleted. */
export type UndoOffer = { readonly replay: Replay; readonly posts: number };

/** How the undoing of a replay ended; undefined where it takes too long to wait for. */
export type UndoOutcome = { readonly replay: Replay; readonly undo: Undo | undefined };

type UndoingOptions = {
  replays: Pick<Replays, 'find'>;
  replayStore: Pick<ReplayStore, 'latestStartedIn' | 'latestPlayedIn'>;
  undos: Pick<Undos, 'begin' | 'onStep'>;
  undoStore: Pick<UndoStore, 'postsOf'>;
  clock: Clock;
};

/**
 * How long somebody who asked is told how far it is, milliseconds: after 15 minutes an interaction can no longer be
 * answered (`interactions/receiving-and-responding`).
 */
const FOLLOWED_FOR = 14 * 60_000;

/** How often they are told, milliseconds. */
const PROGRESS_EVERY = 3_000;

/** For whoever started a replay, and who manages messages where it plays or was started. */
export class Undoing {
  readonly #options: UndoingOptions;

  constructor(options: UndoingOptions) {
    this.#options = options;
  }

  /**
   * The latest replay that was started in the place of the call, to be asked about before it is undone.
   *
   * @throws Refusal when there is none, it is not theirs to undo, it has not ended, or it is being undone or was
   */
  async offer(call: Call): Promise<UndoOffer> {
    const { replayStore, undoStore } = this.#options;
    const { serverId, channelId } = call.place;
    const latest = await replayStore.latestStartedIn(serverId, channelId);
    const played = latest ?? (await replayStore.latestPlayedIn(serverId, channelId));
    const replay = undoable(call, latest, played?.plan.controlChannelId ?? undefined);
    return { replay, posts: (await undoStore.postsOf(replay.plan)).length };
  }

  /**
   * A replay that somebody wants undone after they were asked.
   *
   * @throws Refusal as {@link offer}
   */
  async confirmed(call: Call, replayId: string): Promise<Replay> {
    return undoable(call, await this.#options.replays.find(call.place.serverId, replayId));
  }

  /**
   * Undoes a replay. It goes on by itself, whatever becomes of the call or the process.
   *
   * @param show is told how far it is, at once and then now and then; it never rejects
   * @returns what has become of it, after 14 minutes at the latest
   * @throws Refusal as {@link offer}
   */
  async undo(call: Call, replayId: string, show: (undo: UndoUnderWay) => Promise<void>): Promise<UndoOutcome> {
    const { undos, clock } = this.#options;
    const replay = await this.confirmed(call, replayId);
    const progress = new Progress(show, clock);
    const ended = Promise.withResolvers<Undo>();
    const done = new AbortController();
    const stop = undos.onStep(({ plan, undo }) => {
      if (plan.id !== replayId || !undo) return;
      if (undo.kind === 'under-way') progress.note(undo);
      else ended.resolve(undo);
    });
    try {
      if (!(await undos.begin(replay, call.requester.userId))) {
        throw new Refusal({ code: 'being-undone', title: replay.plan.title });
      }
      const undo = await Promise.race([ended.promise, clock.wait(FOLLOWED_FOR, done.signal)]);
      // What is shown last must be what holds.
      await progress.shown;
      return { replay, undo: undo ?? undefined };
    } finally {
      stop();
      done.abort();
    }
  }
}

/** Shows how far it is: at once, then now and then, never two things at a time. */
class Progress {
  readonly #show: (undo: UndoUnderWay) => Promise<void>;
  readonly #clock: Clock;
  #shownAt = Number.NEGATIVE_INFINITY;
  #busy = false;
  /** Resolves when nothing is being shown. */
  shown: Promise<void> = Promise.resolve();

  constructor(show: (undo: UndoUnderWay) => Promise<void>, clock: Clock) {
    this.#show = show;
    this.#clock = clock;
  }

  note(undo: UndoUnderWay): void {
    const now = this.#clock.now();
    // A clock that was set back says nothing of how long ago that was.
    if (this.#busy || Math.abs(now - this.#shownAt) < PROGRESS_EVERY) return;
    this.#shownAt = now;
    this.shown = this.#showNow(undo);
  }

  async #showNow(undo: UndoUnderWay): Promise<void> {
    this.#busy = true;
    await this.#show(undo);
    this.#busy = false;
  }
}

/** @throws Refusal when it is not there, not theirs to undo, has not ended, or is being undone or was */
function undoable(call: Call, replay: Replay | undefined, startedIn?: string): Replay {
  if (!replay) throw new Refusal({ code: 'nothing-to-undo', startedIn });
  const { plan, state, undo } = replay;
  if (!mayControl(call, replay)) throw new Refusal({ code: 'not-yours-to-undo' });
  if (state.kind !== 'ended') throw new Refusal({ code: 'undo-while-running', replay });
  if (undo?.kind === 'done') throw new Refusal({ code: 'undone-before', title: plan.title });
  if (undo?.kind === 'under-way') throw new Refusal({ code: 'being-undone', title: plan.title });
  return replay;
}
