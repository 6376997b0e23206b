/**
 * The states of one replay and the moves between them: a pure function of (state, event).
 *
 * A post is recorded twice, as `sending` before its request and with its message's id after it, because executing a
 * webhook has no nonce (`discord-api-docs resources/webhook`): whoever finds `sending` without an answer must look into
 * the channel before repeating anything.
 */
import { z } from 'zod';
import { PermissionName } from './permission.ts';

const Time = z.number().int();
const Position = z.number().int().min(0);

/** Why a replay stands still until somebody resumes it. */
export const PauseReason = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('by-hand') }),
  z.object({ kind: z.literal('late') }),
  z.object({ kind: z.literal('missing-permission'), permission: PermissionName }),
  z.object({ kind: z.literal('webhook-limit') }),
  z.object({ kind: z.literal('webhook-vanishes') }),
  z.object({ kind: z.literal('unreachable') }),
  z.object({ kind: z.literal('rejected'), code: z.number() }),
]);
export type PauseReason = z.infer<typeof PauseReason>;

/** Why a replay is over. */
export const EndReason = z.enum(['finished', 'stopped', 'channel-gone', 'server-gone']);
export type EndReason = z.infer<typeof EndReason>;

/** What to do once the post on its way has been accounted for; a pause is named after its {@link PauseReason}. */
const Afterwards = z.enum(['go-on', 'pause-by-hand', 'pause-late', 'stop']);

const common = {
  /** The position in the script of the next post to be made. */
  next: Position,
  /** How often in a row that post has been tried in vain. */
  failures: z.number().int().min(0),
  /** How often a vanished webhook has been replaced since somebody last resumed this replay. */
  webhooksReplaced: z.number().int().min(0),
};

/** Where a replay stands. Times are milliseconds since the Unix epoch, durations milliseconds. */
export const ReplayState = z.discriminatedUnion('kind', [
  /** The next post is due at `due`; a rate limit or a failure forbids it before `notBefore`. */
  z.object({ kind: z.literal('waiting'), ...common, due: Time, notBefore: Time }),
  /** The request for the next post may be on its way since `since`. */
  z.object({ kind: z.literal('sending'), ...common, since: Time, afterwards: Afterwards }),
  /**
   * Whether the request begun at `since` was accepted is unknown: look into the channel at `lookAt`. Until `settled` it
   * may still be on its way, so its absence proves nothing before.
   */
  z.object({
    kind: z.literal('doubtful'),
    ...common,
    since: Time,
    lookAt: Time,
    settled: Time,
    /** How often in a row a look failed. */
    unseen: z.number().int().min(0),
    afterwards: Afterwards,
  }),
  /** Somebody must resume it: after `remaining` more of the gap, or by looking first if `doubtfulSince` is set. */
  z.object({
    kind: z.literal('paused'),
    ...common,
    remaining: z.number().int().min(0),
    reason: PauseReason,
    doubtfulSince: Time.nullable(),
  }),
  z.object({ kind: z.literal('ended'), ...common, reason: EndReason }),
]);
export type ReplayState = z.infer<typeof ReplayState>;

/** What can happen to a replay. */
export type ReplayEvent =
  /** The next post's time has come. */
  | { kind: 'due' }
  /** The post was accepted, or found in the channel. */
  | { kind: 'posted'; messageId: string }
  /** The answer to the post was lost: a timeout, a 5xx, a reset connection. */
  | { kind: 'unclear' }
  /** The post was certainly not made. */
  | { kind: 'absent' }
  /** A look into the channel, begun at `lookedAt`, did not find the post. */
  | { kind: 'not-found'; lookedAt: number }
  /** A look into the channel failed. */
  | { kind: 'unseen' }
  /** The post was not made and must not be for `for` milliseconds more; `refused` if Discord had to say so. */
  | { kind: 'rate-limited'; for: number; refused: boolean }
  /** The webhook no longer exists; the post was not made. */
  | { kind: 'webhook-gone' }
  /** The post, or the look, is refused until a person acts. */
  | { kind: 'blocked'; reason: PauseReason }
  | { kind: 'gone'; reason: Extract<EndReason, 'channel-gone' | 'server-gone'> }
  | { kind: 'restarted' }
  | { kind: Control };

/** What a person can ask of a replay. */
export const Control = z.enum(['pause', 'resume', 'skip', 'stop']);
export type Control = z.infer<typeof Control>;

/** How long each repetition waits after a failure, milliseconds; when all are used up the replay pauses. */
export const RETRY_WAITS = [2_000, 6_000, 16_000, 36_000] as const;

/** How long after it was stored as on its way a post may still be begun, milliseconds. */
export const BEGIN_WITHIN = 3_000;

/** How long a request waits for its answer before that counts as lost, milliseconds. */
export const REQUEST_TIMEOUT = 6_000;

/** How long after its answer was lost a request may still be carried out by Discord, milliseconds. */
export const SETTLE = 8_000;

/** How often a vanished webhook is replaced before a person is asked. */
export const MAX_WEBHOOKS_REPLACED = 3;

/** A replay whose turn passed longer ago than this (milliseconds) asks before it goes on. */
export const LATE_AFTER = 10 * 60_000;

/** The state of a replay that has not posted anything: its first post is due at once. */
export function initialState(now: number): ReplayState {
  return { kind: 'waiting', next: 0, failures: 0, webhooksReplaced: 0, due: now, notBefore: now };
}

/** Whether nothing more will happen in this state until a person acts. */
export function isAtRest(state: ReplayState): boolean {
  return state.kind === 'paused' || state.kind === 'ended';
}

/** What a step needs to know besides state and event. */
export type Moment = {
  /** Milliseconds since the Unix epoch. */
  now: number;
  /** Milliseconds before each post of the script, one entry a post. */
  gaps: readonly number[];
};

/** The state after an event. An event that means nothing in a state leaves it as it is (the very same object). */
export function step(state: ReplayState, event: ReplayEvent, moment: Moment): ReplayState {
  switch (state.kind) {
    case 'waiting':
      return stepWaiting(state, event, moment);
    case 'sending':
      return stepSending(state, event, moment);
    case 'doubtful':
      return stepDoubtful(state, event, moment);
    case 'paused':
      return stepPaused(state, event, moment.now);
    case 'ended':
      return state;
  }
}

type In<Kind extends ReplayState['kind']> = Extract<ReplayState, { kind: Kind }>;

function stepWaiting(state: In<'waiting'>, event: ReplayEvent, moment: Moment): ReplayState {
  const { now } = moment;
  const late = now - state.due > LATE_AFTER;
  switch (event.kind) {
    case 'due':
      if (late) return pause(state, { kind: 'late' });
      return now < state.due ? state : { ...progress(state), kind: 'sending', since: now, afterwards: 'go-on' };
    case 'pause':
      return pause(state, { kind: 'by-hand' }, Math.max(0, state.due - now));
    case 'skip':
      return { ...state, due: Math.max(now, state.notBefore) };
    case 'stop':
      return end(state, 'stopped');
    case 'restarted':
      return late ? pause(state, { kind: 'late' }) : state;
    case 'gone':
      return end(state, event.reason);
    default:
      return stepNotMade({ ...state, afterwards: 'go-on' }, event, moment) ?? state;
  }
}

function stepSending(state: In<'sending'>, event: ReplayEvent, moment: Moment): ReplayState {
  switch (event.kind) {
    case 'unclear':
      return doubt(state, moment.now);
    case 'restarted':
      return doubtAfterRestart(state, moment.now);
    case 'webhook-gone':
      return state.webhooksReplaced < MAX_WEBHOOKS_REPLACED
        ? retryAt({ ...state, webhooksReplaced: state.webhooksReplaced + 1 }, moment.now)
        : pauseUnlessStopped(state, { kind: 'webhook-vanishes' }, null);
    default:
      return stepNotMade(state, event, moment) ?? stepInFlight(state, event, moment);
  }
}

/** What follows when the next post was certainly not made; undefined for an event that does not say so. */
function stepNotMade(state: ToBeMade, event: ReplayEvent, { now }: Moment): ReplayState | undefined {
  switch (event.kind) {
    case 'rate-limited':
      return event.refused ? retryLater(state, now, event.for) : retryAt(state, now + event.for);
    case 'absent':
      return retryLater(state, now);
    case 'blocked':
      return pauseUnlessStopped(state, event.reason, null);
    default:
      return undefined;
  }
}

function stepDoubtful(state: In<'doubtful'>, event: ReplayEvent, moment: Moment): ReplayState {
  switch (event.kind) {
    case 'not-found':
      return event.lookedAt < state.settled
        ? { ...state, lookAt: state.settled, unseen: 0 }
        : retryLater(state, moment.now);
    case 'unseen':
      return lookLater(state, moment.now);
    case 'rate-limited':
      return event.refused ? lookLater(state, moment.now, event.for) : { ...state, lookAt: moment.now + event.for };
    case 'blocked':
      return pauseUnlessStopped(state, event.reason, state.since);
    case 'restarted':
      return doubtAfterRestart(state, moment.now);
    default:
      return stepInFlight(state, event, moment);
  }
}

type InFlight = In<'sending' | 'doubtful'>;
type ToBeMade = Progress & Pick<InFlight, 'afterwards'>;
type Doubted = ToBeMade & Pick<InFlight, 'since'>;

function stepInFlight(state: InFlight, event: ReplayEvent, { now, gaps }: Moment): ReplayState {
  switch (event.kind) {
    case 'posted': {
      const made = { ...state, next: state.next + 1, failures: 0 };
      const gap = gaps[made.next];
      return gap === undefined ? end(made, 'finished') : goOn(made, now + gap, now, gap);
    }
    case 'gone':
      return end(state, event.reason);
    case 'pause':
      return then(state, 'pause-by-hand');
    case 'resume':
    case 'skip':
      return then(state, 'go-on');
    case 'stop':
      return then(state, 'stop');
    default:
      return state;
  }
}

/** Changes what follows the post on its way, but for a stop: that has been promised. */
function then(state: InFlight, afterwards: InFlight['afterwards']): ReplayState {
  return state.afterwards === 'stop' || state.afterwards === afterwards ? state : { ...state, afterwards };
}

function stepPaused(state: In<'paused'>, event: ReplayEvent, now: number): ReplayState {
  switch (event.kind) {
    case 'resume':
    case 'skip': {
      const resumed = { ...progress(state), webhooksReplaced: 0 };
      if (state.doubtfulSince !== null) {
        return doubt({ ...resumed, since: state.doubtfulSince, afterwards: 'go-on' }, now);
      }
      const remaining = event.kind === 'skip' ? 0 : state.remaining;
      return { ...resumed, kind: 'waiting', due: now + remaining, notBefore: now };
    }
    case 'stop':
      return end(state, 'stopped');
    case 'gone':
      return end(state, event.reason);
    default:
      return state;
  }
}

/** Tries again after a wait that grows with every failure, `atLeast` what Discord asked for; gives up after the last. */
function retryLater(state: ToBeMade, now: number, atLeast = 0): ReplayState {
  const wait = RETRY_WAITS[state.failures];
  return wait === undefined
    ? pauseUnlessStopped({ ...state, failures: 0 }, { kind: 'unreachable' }, null)
    : retryAt({ ...state, failures: state.failures + 1 }, now + Math.max(wait, atLeast));
}

/** The same for a look. */
function lookLater(state: In<'doubtful'>, now: number, atLeast = 0): ReplayState {
  const wait = RETRY_WAITS[state.unseen];
  return wait === undefined
    ? pauseUnlessStopped({ ...state, failures: 0 }, { kind: 'unreachable' }, state.since)
    : { ...state, unseen: state.unseen + 1, lookAt: now + Math.max(wait, atLeast) };
}

function retryAt(state: ToBeMade, due: number): ReplayState {
  return goOn(state, due, due, 0);
}

/** From a settled post to what was to follow it. */
function goOn(state: ToBeMade, due: number, notBefore: number, remaining: number): ReplayState {
  switch (state.afterwards) {
    case 'go-on':
      return { ...progress(state), kind: 'waiting', due, notBefore };
    case 'pause-by-hand':
      return pause(state, { kind: 'by-hand' }, remaining);
    case 'pause-late':
      return pause(state, { kind: 'late' });
    case 'stop':
      return end(state, 'stopped');
  }
}

/** Whoever made the request has lost its answer, and has given it up. */
function doubt(state: Doubted, now: number, settled = now + SETTLE): In<'doubtful'> {
  const { since, afterwards } = state;
  return { ...progress(state), kind: 'doubtful', since, lookAt: now, settled, unseen: 0, afterwards };
}

/** Whoever made the request may still be waiting for its answer: another process that plays the replay by mistake. */
function doubtAfterRestart(state: InFlight, now: number): In<'doubtful'> {
  const late = state.afterwards === 'go-on' && now - state.since > LATE_AFTER;
  const settled = Math.max(now, state.since + BEGIN_WITHIN + REQUEST_TIMEOUT) + SETTLE;
  return doubt(late ? { ...state, afterwards: 'pause-late' } : state, now, settled);
}

function pauseUnlessStopped(state: ToBeMade, reason: PauseReason, doubtfulSince: number | null): ReplayState {
  return state.afterwards === 'stop' ? end(state, 'stopped') : { ...pause(state, reason), doubtfulSince };
}

type Progress = Pick<ReplayState, 'next' | 'failures' | 'webhooksReplaced'>;

function progress({ next, failures, webhooksReplaced }: Progress): Progress {
  return { next, failures, webhooksReplaced };
}

function pause(state: Progress, reason: PauseReason, remaining = 0): In<'paused'> {
  return { ...progress(state), kind: 'paused', remaining, reason, doubtfulSince: null };
}

function end(state: Progress, reason: EndReason): In<'ended'> {
  return { ...progress(state), kind: 'ended', reason };
}
