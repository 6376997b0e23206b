/** The set of all replays that this process undoes: deletes their posts one after the other, whatever happens meanwhile. */
import type { Logger } from 'pino';
import type { Clock } from '../runtime/clock.ts';
import { certainly, type Deletion, type Undeleted } from './deletion.ts';
import { STORE_RETRY_WAIT, storedAfterAll } from './lostAnswer.ts';
import {
  type DeletionOutcome,
  type FindOutcome,
  type LookOutcome,
  type PostDeleters,
  type ReplayStore,
  type Stage,
  type UndoStore,
  UnreadableError,
} from './ports.ts';
import type { Post } from './post.ts';
import { isStaged, type Replay, type ReplayKey, type Undoing } from './replay.ts';
import { type StepListener, Steps } from './steps.ts';
import type { UndoUnderWay } from './undo.ts';

/** What happens to a replay that is being undone. */
export type UndoEvent = { readonly kind: 'begun' | 'deleted' | 'held' | 'done' };

type UndosOptions = {
  deleters: PostDeleters;
  stage: Pick<Stage, 'look' | 'find'>;
  replayStore: Pick<ReplayStore, 'find' | 'isStage' | 'post'>;
  undoStore: UndoStore;
  clock: Clock;
  log: Logger;
};

/** How long each further attempt waits where nobody can say what became of the last one, milliseconds: nobody waits for it. */
const RETRY_WAITS = [2_000, 6_000, 16_000, 36_000, 120_000, 300_000, 600_000] as const;

/** All that is undone here. What is stored at any instant is enough to go on from. */
export class Undos {
  readonly #options: UndosOptions;
  readonly #steps: Steps<UndoEvent>;
  readonly #running = new Map<string, Promise<void>>();
  /** The replays that nobody here undid at the last look. */
  #elsewhere: ReadonlySet<string> = new Set();
  readonly #halted = new AbortController();

  constructor(options: UndosOptions) {
    this.#options = options;
    this.#steps = new Steps(options.log);
  }

  /** Calls a listener after every step of every undoing. @returns how to stop that */
  onStep(listener: StepListener<UndoEvent>): () => void {
    return this.#steps.on(listener);
  }

  /**
   * Stores that a replay is being undone, and begins.
   *
   * @param askedBy the user who asked for it
   * @returns false when nothing was begun: it has not ended, or is being undone or was
   */
  async begin(replay: Replay, askedBy: string): Promise<boolean> {
    const { undoStore, clock, log } = this.#options;
    const undoing = await undoStore.begin(replay, askedBy, clock.now()).catch((error: unknown) => {
      void this.#takeIfBegun(replay.plan);
      throw error;
    });
    if (!undoing) return false;
    log.info({ ...factsOf(undoing), by: askedBy, posts: undoing.undo.posts }, 'undoing a replay');
    this.#take(undoing);
    return true;
  }

  /** Where the store's last answer was lost, nobody knows whether it was begun: as soon as the store says so, it goes on. */
  async #takeIfBegun(key: ReplayKey): Promise<void> {
    const doubt = 'nobody can say whether the undoing of a replay was begun';
    const replay = await storedAfterAll(key, { ...this.#options, signal: this.#halted.signal, doubt });
    if (replay?.undo?.kind === 'under-way') this.#take({ ...replay, undo: replay.undo });
  }

  /** Takes up what an earlier run of the process left unfinished. */
  async resumeAll(): Promise<void> {
    const { undoStore, log } = this.#options;
    const { undoings, unreadable } = await undoStore.underWay();
    for (const { id, serverId, cause } of unreadable) {
      await undoStore.giveUp({ id, serverId });
      log.error({ replay: id, server: serverId, err: cause }, 'a replay that is being undone cannot be read: given up');
    }
    for (const undoing of undoings) this.#take(undoing);
  }

  /**
   * Takes up what another process of the bot began and may go on with no more. Called now and then: what was under way
   * elsewhere the last time, and still is. Where both go on, what one has deleted the other finds gone. What cannot be read
   * here a newer version of the bot may have written: it is left to that one.
   */
  async takeUpStranded(): Promise<void> {
    const { undoings } = await this.#options.undoStore.underWay();
    const others = undoings.filter(({ plan }) => !this.#running.has(plan.id));
    const stranded = others.filter(({ plan }) => this.#elsewhere.has(plan.id));
    this.#elsewhere = new Set(others.map(({ plan }) => plan.id));
    for (const undoing of stranded) this.#take(undoing);
  }

  /** Deletes no further post; resolves when the request on its way has been answered and stored. */
  async halt(): Promise<void> {
    this.#halted.abort();
    await Promise.all(this.#running.values());
  }

  #take(undoing: Undoing): void {
    const { id } = undoing.plan;
    if (this.#running.has(id)) return;
    this.#steps.tell(undoing, { kind: 'begun' });
    this.#running.set(
      id,
      this.#run(undoing).finally(() => this.#running.delete(id)),
    );
  }

  /** What failed is begun again: whatever was deleted by then is deleted. */
  async #run(undoing: Undoing): Promise<void> {
    const { clock, log } = this.#options;
    const { signal } = this.#halted;
    while (!signal.aborted) {
      try {
        return await this.#undo(undoing);
      } catch (error) {
        log.error({ ...factsOf(undoing), err: error, againIn: STORE_RETRY_WAIT }, 'could not go on undoing a replay');
        await clock.wait(STORE_RETRY_WAIT, signal);
      }
    }
  }

  async #undo(undoing: Undoing): Promise<void> {
    const { deleters, undoStore } = this.#options;
    const { plan, undo } = undoing;
    const lost = await this.#findLost(undoing);
    if (lost.kind !== 'looked') return this.#stop(undoing, undo, lost);
    // Where nothing was opened for its posts, there are none.
    if (!isStaged(lost.replay)) return this.#end(undoing, undo);
    const deleter = deleters.of(lost.replay, undo.askedBy, 'undo');
    const posts = await undoStore.postsOf(plan);
    // One that was found counts, too; begun again, fewer are left.
    const counted = { ...undo, posts: undo.posts + Math.max(0, posts.length - undo.left) };
    for (const [index, messageId] of posts.entries()) {
      const outcome = await this.#certainly(() => deleter.delete(messageId));
      const left = posts.length - index;
      if (outcome.kind !== 'deleted' && outcome.kind !== 'all-gone') {
        return this.#stop(undoing, { ...counted, left }, outcome);
      }
      if (outcome.kind === 'all-gone') {
        await undoStore.removePostsOf(plan);
        break;
      }
      await undoStore.removePost(plan.serverId, messageId);
      this.#steps.tell({ ...undoing, undo: { ...counted, left: left - 1 } }, { kind: 'deleted' });
    }
    const outcome = await this.#certainly(() => deleter.leave());
    if (outcome.kind !== 'given-up') await this.#end(undoing, counted);
  }

  /**
   * A replay that was stopped while nobody could say whether a post had arrived, or a place for its posts been opened, may
   * have made one more than it knows.
   */
  async #findLost(undoing: Undoing): Promise<{ kind: 'looked'; replay: Replay } | Undeleted> {
    const { plan, state } = undoing;
    let replay: Replay = undoing;
    if (state.next >= plan.outline.comments.length) return { kind: 'looked', replay };
    const post = await this.#readable(plan, state.next);
    if (!post) return { kind: 'looked', replay };
    const outcome = await this.#certainly(async () => {
      const seen = await this.#lookFor(undoing, post);
      if (seen.kind === 'rate-limited') return seen;
      if (seen.kind === 'unseen') return { kind: 'unclear', cause: seen.cause };
      // Where nobody can look, what is known can still be deleted.
      if (seen.kind === 'posted' || seen.kind === 'opened') replay = await this.#noteFound(undoing, post, seen);
      return { kind: 'deleted' };
    });
    return outcome.kind === 'held' || outcome.kind === 'given-up' ? outcome : { kind: 'looked', replay };
  }

  /** Without knowing what a lost post says nobody can look for it: what is known can still be deleted. */
  async #readable(plan: ReplayKey, position: number): Promise<Post | undefined> {
    try {
      return await this.#options.replayStore.post(plan, position);
    } catch (error) {
      if (error instanceof UnreadableError) return undefined;
      throw error;
    }
  }

  #lookFor(replay: Undoing, post: Post): Promise<LookOutcome | FindOutcome> {
    const { stage, replayStore } = this.#options;
    const { serverId, anchor } = replay.plan;
    if (isStaged(replay)) return stage.look(replay, post, replay.lastMessageId ?? anchor);
    return stage.find(replay, post, async (channelId) => !(await replayStore.isStage(serverId, channelId)));
  }

  /**
   * What is newer than the next replay's anchor is that one's. By schedule a replay has the channel's newest message for an
   * anchor, which may be the lost post itself.
   */
  async #noteFound(replay: Undoing, post: Post, found: Found): Promise<Replay> {
    const { undoStore } = this.#options;
    const { plan } = replay;
    const next = await undoStore.nextAnchor(replay);
    const newest = 'messageId' in found ? found.messageId : found.stageChannelId;
    if (next !== undefined && BigInt(newest) > BigInt(next)) return replay;
    const stageChannelId = 'stageChannelId' in found ? found.stageChannelId : replay.stageChannelId;
    if (stageChannelId !== null) await undoStore.setStage(plan, stageChannelId);
    if ('messageId' in found) {
      await undoStore.addPost(plan, { position: replay.state.next, comment: post.comment, messageId: found.messageId });
    }
    return { ...replay, stageChannelId };
  }

  #certainly(attempt: () => Promise<DeletionOutcome>): Promise<Deletion> {
    return certainly(attempt, { clock: this.#options.clock, waits: RETRY_WAITS, signal: this.#halted.signal });
  }

  /** Leaves it to a person, or to the next run of the process. */
  async #stop(undoing: Undoing, { askedBy, askedAt, posts, left }: UndoUnderWay, why: Undeleted): Promise<void> {
    if (why.kind === 'given-up') return;
    const { undoStore, log } = this.#options;
    const { obstacle } = why;
    const held = await undoStore.set(undoing, { kind: 'held', askedBy, askedAt, posts, left, obstacle });
    log.warn({ ...factsOf(undoing), left, obstacle }, 'could not delete all posts of a replay');
    if (held) this.#steps.tell(held, { kind: 'held' });
  }

  async #end(undoing: Undoing, { askedBy, askedAt, posts }: UndoUnderWay): Promise<void> {
    const { undoStore, log } = this.#options;
    const done = await undoStore.set(undoing, { kind: 'done', askedBy, askedAt, posts });
    log.info({ ...factsOf(undoing), posts }, 'replay undone');
    if (done) this.#steps.tell(done, { kind: 'done' });
  }
}

/** What had been lost sight of. */
type Found = Extract<LookOutcome | FindOutcome, { kind: 'posted' | 'opened' }>;

function factsOf({ plan }: Replay) {
  return { replay: plan.id, server: plan.serverId, channel: plan.channelId };
}
