/** One schedule: what a server wants replayed when and where, and how its runs went. */
import { z } from 'zod';
import { PermissionName, Venue } from '../replay/permission.ts';
import { ContentLanguage, Pace } from '../replay/post.ts';
import { Recurrence } from './recurrence.ts';

const Time = z.number().int();

/** What is settled when a schedule is made and never changes. */
export const Schedule = z
  .object({
    serverId: z.string(),
    /** What it is known by in its server: 1 to 24 letters, digits, `-` and `_`, so that a run's replay has room for more. */
    id: z.string().regex(/^[\w-]{1,24}$/),
    channelId: z.string(),
    /** What the channel was called then, for where it cannot be shown by its id. */
    channelName: z.string(),
    /** Where the posts go: to the channel, or to a ThreadChannel of their own. */
    venue: Venue,
    recurrence: Recurrence,
    /** Null for the thread that was not replayed in the server for longest. */
    threadId: z.string().nullable(),
    /** Null for what the server's settings say then. */
    language: ContentLanguage.nullable(),
    pace: Pace.nullable(),
    madeBy: z.string(),
    /** Milliseconds since the Unix epoch. */
    madeAt: Time,
  })
  .readonly();
export type Schedule = z.infer<typeof Schedule>;

/** Why a run does not begin, as yet or at all. */
export const Hindrance = z.discriminatedUnion('kind', [
  /** A replay runs in the channel. */
  z.object({ kind: z.literal('occupied') }),
  /** The server has as many replays as it may have. */
  z.object({ kind: z.literal('too-many-replays') }),
  /** Discord did not say what the bot may do there. */
  z.object({ kind: z.literal('discord-failed') }),
  z.object({ kind: z.literal('bot-lacks-permissions'), permissions: z.array(PermissionName).readonly() }),
  /** The thread is hidden or was removed. */
  z.object({ kind: z.literal('no-such-thread') }),
  /** The server sees no thread at all. */
  z.object({ kind: z.literal('no-threads') }),
  /** The server has muted everybody who speaks. */
  z.object({ kind: z.literal('nothing-to-play') }),
  /** Each post of the forum needs a tag, and none fits. */
  z.object({ kind: z.literal('forum-needs-tag') }),
  /** The channel does not take what would be posted, as it is set up. */
  z.object({ kind: z.literal('refused'), code: z.string() }),
  /** A fault of ours; the log has it. */
  z.object({ kind: z.literal('unexpected') }),
  /** The bot was away. */
  z.object({ kind: z.literal('missed') }),
]);
export type Hindrance = z.infer<typeof Hindrance>;

/** How the last run that was to be went. Its time is the one that was planned, milliseconds since the Unix epoch. */
export const PastRun = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('begun'), run: Time, replayId: z.string() }),
  z.object({ kind: z.literal('skipped'), run: Time, because: Hindrance }),
]);
export type PastRun = z.infer<typeof PastRun>;

/** How a schedule stands. Times are milliseconds since the Unix epoch. */
export const ScheduleState = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('planned'),
    /** What was to be up to here has begun, or was skipped. */
    settled: Time,
    /** The run that is next. It is known by this time, whenever it begins. */
    run: Time,
    /** When it is to begin: then, or later because of quiet hours. */
    due: Time,
    /** Why it has not begun though it is due. */
    hindrance: Hindrance.nullable(),
    last: PastRun.nullable(),
  }),
  /** Its channel is gone, and nothing will be replayed any more. */
  z.object({
    kind: z.literal('off'),
    since: Time,
    /** Whether the one who made it was told, or could not be. */
    told: z.boolean(),
    last: PastRun.nullable(),
  }),
]);
export type ScheduleState = z.infer<typeof ScheduleState>;

/** A schedule as stored. `revision` grows with every stored state; only the holder of the newest may store the next. */
export type StoredSchedule = { readonly schedule: Schedule; readonly state: ScheduleState; readonly revision: number };

/** What the replay of a run is known by: whoever begins a run, however often, begins one replay. */
export function replayIdOf({ id }: Schedule, run: number): string {
  return `${id}-${Math.floor(run / 60_000).toString(36)}`;
}
