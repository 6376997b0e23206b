/** One replay: what was asked for, the posts it makes, and where it stands. */
import { z } from 'zod';
import { Language } from '../thread/bilingual.ts';
import { BilingualLine } from '../thread/model.ts';
import { Discussion } from './discussion.ts';
import { FaceNumber } from './face.ts';
import { gapAt } from './pace.ts';
import { ContentLanguage, Notify, Post } from './post.ts';
import { leftOf, type ReplayState } from './state.ts';
import type { Undo, UndoUnderWay } from './undo.ts';

/** What is settled when a replay starts and never changes, but for the script. */
const Settled = z.object({
  /**
   * What it is known by, here and in the ids of its buttons: 1 to 40 letters, digits, `-` and `_`. It means nothing, but
   * nothing that starts a replay may ever use one twice: Discord may bring one interaction twice.
   */
  id: z.string().regex(/^[\w-]{1,40}$/),
  /** A snowflake older than every message of this replay: from here on the channel is looked through for its first. */
  anchor: z.string().regex(/^\d{1,20}$/),
  serverId: z.string(),
  /** The channel that it is for: its posts go there, or to what is opened there for them. */
  channelId: z.string(),
  /** Whether that is a ThreadChannel; undefined of replays from before that was noted. */
  isThreadChannel: z.boolean().optional(),
  /** What is opened for its posts; null where they go to the channel itself. */
  discussion: Discussion.nullable().default(null),
  /** Where the command was given; its control message is there, or, if null, among its posts: a forum holds no messages. */
  controlChannelId: z.string().nullable(),
  threadId: z.string(),
  title: BilingualLine,
  language: ContentLanguage,
  /** The language of the control message's sentences. */
  speech: Language,
  /** Whether its posts carry the button that translates them. */
  translate: z.boolean(),
  notify: Notify,
  startedBy: z.string(),
  /** Whether it was a schedule of theirs that started it. */
  bySchedule: z.boolean().default(false),
  /** Milliseconds since the Unix epoch. */
  startedAt: z.number().int(),
  /** The number of its thread's last comment. */
  lastComment: z.number().int().min(0),
  /** The choices it was started with, so that it can be started again. */
  from: z.number().int().min(0),
  persona: z.string().nullable(),
});

/** A plan with its script, as it is stored. */
export const ScriptedPlan = Settled.extend({ script: z.array(Post).min(1).readonly() }).readonly();
export type ScriptedPlan = z.infer<typeof ScriptedPlan>;

/** What is known of a script all the time: what its posts say stays in the store until it is their turn. */
const Outline = z
  .object({
    /** The comment of each post. */
    comments: z.array(z.number().int().min(0)).readonly(),
    /** The reading time of each, milliseconds. */
    readings: z.array(z.number().int().min(0)).readonly(),
    /** The faces of all who speak, each once. */
    faces: z.array(FaceNumber).readonly(),
    /** The name of whoever speaks first. */
    speaker: z.string().optional(),
  })
  .readonly();
type Outline = z.infer<typeof Outline>;

/** A plan without the script: thousands of replays may play at a time, and a script may be long. */
export const ReplayPlan = Settled.extend({ outline: Outline }).readonly();
export type ReplayPlan = z.infer<typeof ReplayPlan>;

/** What a plan is while its replay plays. */
export function outlined({ script, ...plan }: ScriptedPlan): ReplayPlan {
  return { ...plan, outline: outlineOf(script) };
}

/** What is known of a script all the time. */
export function outlineOf(script: readonly Post[]): Outline {
  return {
    comments: script.map(({ comment }) => comment),
    readings: script.map(({ reading }) => reading),
    faces: [...new Set(script.map(({ face }) => face))],
    speaker: script[0]?.username,
  };
}

/** What a replay is found by, wherever all servers' replays are: its server leads to it. */
export type ReplayKey = Pick<ReplayPlan, 'serverId' | 'id'>;

/** A replay as stored. `revision` grows with every stored state; only the holder of the newest may store the next. */
export type Replay = {
  readonly plan: ReplayPlan;
  readonly state: ReplayState;
  /** The channel or ThreadChannel that its posts go to; null until it has been opened. */
  readonly stageChannelId: string | null;
  readonly revision: number;
  /** The id of the last post made, or null before the first. */
  readonly lastMessageId: string | null;
  /** The control message, or null until the command has been answered. */
  readonly controlMessageId: string | null;
  /** What became of the wish to undo it; undefined as long as nobody had that. */
  readonly undo?: Undo | undefined;
};

/** A replay that is being undone. */
export type Undoing = Replay & { readonly undo: UndoUnderWay };

/** A replay whose posts have a place to go to. */
export type StagedReplay = Replay & { readonly stageChannelId: string };

/** Whether there is a place for a replay's posts; otherwise it is still to be opened. */
export function isStaged(replay: Replay): replay is StagedReplay {
  return replay.stageChannelId !== null;
}

/** Where a replay's control message is, or is to be; null while there is no such place. */
export function controlChannelOf({ plan, stageChannelId }: Pick<Replay, 'plan' | 'stageChannelId'>): string | null {
  return plan.controlChannelId ?? stageChannelId;
}

/** Whether the next post of a replay may notify members. */
export function notifies({ plan, lastMessageId }: Pick<Replay, 'plan' | 'lastMessageId'>): boolean {
  return plan.notify === 'all' || (plan.notify === 'first' && lastMessageId === null);
}

/**
 * Milliseconds the gaps from the next post to the last add up to; what is left of the running gap counts instead of the
 * whole. Undefined where it is up to those who press `Next`.
 */
export function timeLeft({ plan, state }: Pick<Replay, 'plan' | 'state'>, now: number): number | undefined {
  if (state.pace === 'step') return undefined;
  const later = plan.outline.readings
    .slice(state.next + 1)
    .reduce((sum, reading) => sum + (gapAt(state.pace, reading) ?? 0), 0);
  switch (state.kind) {
    case 'waiting':
      return leftOf(state, now) + later;
    case 'paused':
      return (state.remaining ?? 0) + later;
    case 'resting':
    case 'sending':
    case 'doubtful':
      return later;
    case 'ended':
      return 0;
  }
}
