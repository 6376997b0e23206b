/** What a replay needs from the world outside: somewhere to post, and somewhere to remember. */

import type { PersonaKey } from '../thread/identity.ts';
import type { Post } from './post.ts';
import type { Replay, ReplayPlan } from './replay.ts';
import type { EndReason, PauseReason, ReplayState } from './state.ts';

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

/** Whether everything that the next post needs is there; `absent` when nobody can say. */
export type ReadyOutcome = { kind: 'ready' } | { kind: 'absent'; cause?: string } | Obstacle;

/** What a look into the channel for a post showed; `unseen` when looking itself failed. */
export type LookOutcome =
  | { kind: 'posted'; messageId: string }
  | { kind: 'absent' }
  | { kind: 'unseen'; cause?: string }
  | Obstacle;

/** The channel as a replay sees it. Expected failures are outcomes, never exceptions. */
export type Stage = {
  /** Gets ready what the posts of a script need (the personas' faces), so that none has to wait for it. */
  prepare(plan: ReplayPlan): Promise<void>;
  /** Gets ready all that the next post needs, so that {@link post} is one request and nothing else. */
  ready(plan: ReplayPlan, post: Post): Promise<ReadyOutcome>;
  /**
   * Makes one attempt to post; never repeats a request by itself, and gives it up REQUEST_TIMEOUT after the call.
   *
   * @param notifies whether members may be notified of it
   */
  post(plan: ReplayPlan, post: Post, notifies: boolean): Promise<PostOutcome>;
  /**
   * Looks for a post whose answer was lost.
   *
   * @param after the id of the post before it, or the plan's anchor before the first
   */
  look(plan: ReplayPlan, post: Post, after: string): Promise<LookOutcome>;
  /** What keeps the channel out of reach; undefined when nothing does, or nobody can say. */
  obstacle(plan: ReplayPlan): Promise<Obstacle | undefined>;
  /** Shows that somebody is typing, where that is possible. */
  typing(plan: ReplayPlan): Promise<void>;
};

/** Those a replay plays for. */
export type Audience = {
  /** Whether a server wants to hear a persona. */
  hears(serverId: string, persona: PersonaKey): Promise<boolean>;
};

/** The replays that must survive a crash. */
export type ReplayStore = {
  /**
   * Stores a new replay, or does not: `taken` when its id is known or its channel has one that has not ended, `too-many`
   * when its server has `most` of those.
   */
  add(plan: ReplayPlan, state: ReplayState, most: number): Promise<'added' | 'taken' | 'too-many'>;
  /**
   * Stores the state that follows `revision` and, if the step made one, the post at `position`, in one transaction.
   *
   * @returns false when another process has stored a newer state
   */
  save(
    id: string,
    revision: number,
    state: ReplayState,
    made?: { position: number; comment: number; messageId: string },
  ): Promise<boolean>;
  setControlMessage(id: string, messageId: string): Promise<void>;
  /** Notes that the control message shows the replay's end, as far as it can. */
  setEndShown(id: string): Promise<void>;
  /** The replays whose control messages do not show yet that they have ended. */
  endedUnshown(): Promise<Replay[]>;
  /** All replays that have not ended, the oldest first. */
  unfinished(): Promise<Replay[]>;
  /** Those of a thread in a server. */
  unfinishedOf(serverId: string, threadId: string): Promise<Replay[]>;
  /** A replay of this server, ended or not. */
  find(serverId: string, id: string): Promise<Replay | undefined>;
  /** The replay of this channel that has not ended. */
  inChannel(serverId: string, channelId: string): Promise<Replay | undefined>;
};
