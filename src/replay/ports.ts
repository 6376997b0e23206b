/** What a replay needs from the world outside: somewhere to post, and somewhere to remember. */

import type { PersonaKey } from '../thread/identity.ts';
import type { Post } from './post.ts';
import type { Replay, ReplayKey, ReplayPlan, ScriptedPlan, StagedReplay, Undoing } from './replay.ts';
import type { EndReason, PauseReason, ReplayState } from './state.ts';
import type { DeletionObstacle, Undo } from './undo.ts';

/** What keeps a post from being made, or looked for. */
export type Obstacle =
  | { kind: 'rate-limited'; for: number; refused: boolean }
  | { kind: 'blocked'; reason: PauseReason }
  | { kind: 'gone'; reason: Extract<EndReason, 'channel-gone' | 'server-gone'> };

/** How an attempt to post ended: `absent` when it was certainly not made, `unclear` when nobody can say. A cause is for the log. */
export type PostOutcome =
  | { kind: 'posted'; messageId: string }
  | { kind: 'absent'; cause?: string }
  | { kind: 'unclear'; cause?: string }
  | { kind: 'webhook-gone' }
  | Obstacle;

/**
 * How an attempt to open the place for a replay's posts ended, as {@link PostOutcome}: a forum's post is opened by the first
 * post of the replay, a ThreadChannel by itself.
 */
export type OpenOutcome =
  | { kind: 'opened'; stageChannelId: string }
  | { kind: 'posted'; messageId: string; stageChannelId: string }
  | Exclude<PostOutcome, { kind: 'posted' }>;

/** Whether everything that the next post needs is there; `absent` when nobody can say. */
export type ReadyOutcome = { kind: 'ready' } | { kind: 'absent'; cause?: string } | Obstacle;

/** What a look into the channel for a post showed; `unseen` when looking itself failed. */
export type LookOutcome =
  | { kind: 'posted'; messageId: string }
  | { kind: 'absent' }
  | { kind: 'unseen'; cause?: string }
  | Obstacle;

/** What a look for the place that was perhaps opened showed, as {@link LookOutcome}. */
export type FindOutcome =
  | { kind: 'opened'; stageChannelId: string }
  | { kind: 'posted'; messageId: string; stageChannelId: string }
  | Exclude<LookOutcome, { kind: 'posted' }>;

/** The channel as a replay sees it. Expected failures are outcomes, never exceptions. */
export type Stage = {
  /** Gets ready what the posts of a script need (the personas' faces), so that none has to wait for it. */
  prepare(plan: ReplayPlan): Promise<void>;
  /** Gets ready all that the next post needs, so that {@link post} or {@link open} is one request and nothing else. */
  ready(replay: Replay, post: Post): Promise<ReadyOutcome>;
  /** Makes one attempt to open the place for the posts, as {@link post} makes one to post. */
  open(replay: Replay, post: Post): Promise<OpenOutcome>;
  /**
   * Looks for the place that was perhaps opened.
   *
   * @param isFree whether a place can be this replay's: two may look alike
   */
  find(replay: Replay, post: Post, isFree: (channelId: string) => Promise<boolean>): Promise<FindOutcome>;
  /** Makes one attempt to post; never repeats a request by itself, and gives it up REQUEST_TIMEOUT after the call. */
  post(replay: StagedReplay, post: Post): Promise<PostOutcome>;
  /**
   * Looks for a post whose answer was lost.
   *
   * @param after the id of the post before it, or the plan's anchor before the first
   */
  look(replay: StagedReplay, post: Post, after: string): Promise<LookOutcome>;
  /** What keeps the channel out of reach; undefined when nothing does, or nobody can say. */
  obstacle(replay: Replay): Promise<Obstacle | undefined>;
  /** Shows that somebody is typing, where that is possible. */
  typing(replay: StagedReplay): Promise<void>;
};

/** Those a replay plays for. */
export type Audience = {
  /** Whether a server wants to hear a persona. */
  hears(serverId: string, persona: PersonaKey): Promise<boolean>;
};

/** A stored replay that nobody can read: damaged, or written by another version of the bot. */
export type UnreadableReplay = ReplayKey & { readonly cause: unknown };

/** How often a replay was stored: what shows that somebody goes on with it. */
export type Standing = ReplayKey & { readonly revision: number };

/** Stored replays; those that cannot be read were given up: they count as ended and shown from now on. */
export type StoredReplays = { readonly replays: readonly Replay[]; readonly unreadable: readonly UnreadableReplay[] };

/** What is stored cannot be read, however often it is tried: it is damaged, or was written by another version of the bot. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';

  /** @param what in the words of the log */
  constructor(what: string, options?: ErrorOptions) {
    super(`${what} cannot be read`, options);
  }
}

/** A post that is there: which of the script, which comment it is or is a part of, and its message. */
export type MadePost = { position: number; comment: number; messageId: string };

/** The replays that must survive a crash. */
export type ReplayStore = {
  /**
   * Stores a new replay, or does not: `taken` when its id is known or its channel has one that has not ended, `too-many`
   * when its server has `most` of those.
   */
  add(plan: ScriptedPlan, state: ReplayState, most: number): Promise<'added' | 'taken' | 'too-many'>;
  /**
   * Stores the state that follows `revision` and, if the step made one, the post at `position`, and where posts go if that
   * was opened, in one transaction.
   *
   * @returns false when another process has stored a newer state
   */
  save(
    replay: ReplayKey,
    revision: number,
    state: ReplayState,
    made?: MadePost,
    stageChannelId?: string,
  ): Promise<boolean>;
  setControlMessage(replay: ReplayKey, messageId: string): Promise<void>;
  /** Notes that the control message shows the replay's end, or what became of it since, as far as it can. */
  setEndShown(replay: ReplayKey, revision: number): Promise<void>;
  /** The replays of this process's servers whose control messages do not show yet that they have ended. */
  endedUnshown(): Promise<StoredReplays>;
  /** The same, but only how often each was stored. */
  unshownEnds(): Promise<readonly Standing[]>;
  /** All replays of this process's servers that have not ended, the oldest first. */
  unfinished(): Promise<StoredReplays>;
  /** The same, but only how often each was stored: little enough to be asked for again and again. */
  standings(): Promise<readonly Standing[]>;
  /** Those of a server, or of a thread in it, as far as they can be read. */
  unfinishedOf(serverId: string, threadId?: string): Promise<Replay[]>;
  /** A replay of this server, ended or not. @throws UnreadableError for one that nobody can read */
  find(serverId: string, id: string): Promise<Replay | undefined>;
  /**
   * The post at a position of a replay's script.
   *
   * @throws UnreadableError when there is none, or nobody can read it
   */
  post(key: ReplayKey, position: number): Promise<Post>;
  /** The script of a replay; empty when there is no such replay. */
  script(key: ReplayKey): Promise<readonly Post[]>;
  /** The replay that was the last to be started in this channel, wherever it plays, ended or not. */
  latestStartedIn(serverId: string, channelId: string): Promise<Replay | undefined>;
  /** The replay that was the last to play in this channel, wherever it was started, ended or not. */
  latestPlayedIn(serverId: string, channelId: string): Promise<Replay | undefined>;
  /** The replay that plays in this channel and has not ended. */
  inChannel(serverId: string, channelId: string): Promise<Replay | undefined>;
  /** The replays that are controlled from this channel and have not ended, the oldest first. */
  controlledFrom(serverId: string, channelId: string): Promise<Replay[]>;
  /** Whether a replay of this server plays in this channel, or did. */
  isStage(serverId: string, channelId: string): Promise<boolean>;
};

/**
 * How an attempt to delete a post ended: `deleted` also when it was gone before, `unclear` when nobody can say. A cause is
 * for the log.
 */
export type DeletionOutcome =
  | { kind: 'deleted' }
  /** The channel is gone, and every post with it. */
  | { kind: 'all-gone' }
  | { kind: 'rate-limited'; for: number }
  | { kind: 'unclear'; cause?: string | undefined }
  | { kind: 'blocked'; obstacle: DeletionObstacle };

/** Deletes posts of one replay. Expected failures are outcomes, never exceptions. */
export type PostDeleter = {
  /** Makes one attempt to delete a post, and touches no other message. */
  delete(messageId: string): Promise<DeletionOutcome>;
  /** Leaves the channel once it is empty: a ThreadChannel that was opened for the posts is archived. */
  leave(): Promise<DeletionOutcome>;
};

/** Makes deleters. */
export type PostDeleters = {
  /**
   * @param askedBy the user whose wish it is
   * @param wish how much of the replay is to go
   */
  of(replay: StagedReplay, askedBy: string, wish: 'undo' | 'one-post'): PostDeleter;
};

/** What must survive a crash of the undoing of replays. */
export type UndoStore = {
  /**
   * Notes that a replay is being undone, unless it has not ended, or somebody else undoes it or has.
   *
   * @returns the replay as it is now; undefined when nothing was noted
   */
  begin(replay: Replay, askedBy: string, askedAt: number): Promise<Undoing | undefined>;
  /**
   * Notes what has become of it.
   *
   * @returns the replay as it is now; undefined when it was no longer under way
   */
  set(undoing: Undoing, undo: Undo): Promise<Replay | undefined>;
  /** All of this process's servers that are under way, with how many posts are left now, and those that cannot be read. */
  underWay(): Promise<{ readonly undoings: readonly Undoing[]; readonly unreadable: readonly UnreadableReplay[] }>;
  /** Leaves one that cannot be read as it is, for good. */
  giveUp(replay: ReplayKey): Promise<void>;
  /** The ids of the posts that a replay still has, the newest first. */
  postsOf(replay: ReplayKey): Promise<string[]>;
  /** Notes where the posts are, which had been lost sight of. */
  setStage(replay: ReplayKey, stageChannelId: string): Promise<void>;
  /** Adds a post that had been lost sight of. */
  addPost(replay: ReplayKey, post: MadePost): Promise<void>;
  /** Forgets a post that is no longer there. */
  removePost(serverId: string, messageId: string): Promise<void>;
  /** Forgets all posts of a replay. */
  removePostsOf(replay: ReplayKey): Promise<void>;
  /**
   * The anchor of the replay that was the next to play where this one played, of any in the server where that is unknown;
   * undefined when it is the latest.
   */
  nextAnchor(replay: Replay): Promise<string | undefined>;
};
