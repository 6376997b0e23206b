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
const Duration = z.number().int().min(0);
const Position = z.number().int().min(0);

/** Why a replay stands still until somebody resumes it. */
export const PauseReason = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('by-hand') }),
  z.object({ kind: z.literal('late') }),
  z.object({ kind: z.literal('missing-permission'), permission: PermissionName }),
  z.object({ kind: z.literal('webhook-limit') }),
  z.object({ kind: z.literal('server-webhook-limit') }),
  z.object({ kind: z.literal('webhook-vanishes') }),
  z.object({ kind: z.literal('unreachable') }),
  z.object({ kind: z.literal('blocked-by-automod') }),
  z.object({ kind: z.literal('title-blocked-by-automod') }),
  z.object({ kind: z.literal('harmful-link') }),
  z.object({ kind: z.literal('locked') }),
  z.object({ kind: z.literal('thread-channel-limit') }),
  z.object({ kind: z.literal('tag-required') }),
  z.object({ kind: z.literal('rejected'), code: z.number() }),
]);
export type PauseReason = z.infer<typeof PauseReason>;

/** Why a replay is over. */
export const EndReason = z.enum(['finished', 'stopped', 'channel-gone', 'server-gone', 'thread-removed']);
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
  /**
   * The next post is due at `due`, `wait` after that was decided: a clock that is set back makes no wait longer. A person
   * may skip it, unless a rate limit or a failure asks for it.
   */
  z.object({ kind: z.literal('waiting'), ...common, due: Time, wait: Duration, skippable: z.boolean() }),
  /** The request for the next post may be on its way since `since`. */
  z.object({ kind: z.literal('sending'), ...common, since: Time, afterwards: Afterwards }),
  /**
   * Whether the request begun at `since` was accepted is unknown: look into the channel after `lookAfter`. Until
   * `settledAfter` it may still be carried out, so its absence proves nothing before. Both count from the moment this
   * state was reached, in time that has really passed: what a clock says that may be set is no evidence.
   */
  z.object({
    kind: z.literal('doubtful'),
    ...common,
    since: Time,
    lookAfter: Duration,
    settledAfter: Duration,
    /** How often in a row a look failed. */
    unseen: z.number().int().min(0),
    afterwards: Afterwards,
  }),
  /** Somebody must resume it: after `remaining` more of the gap, or by looking first if `doubtfulSince` is set. */
  z.object({
    kind: z.literal('paused'),
    ...common,
    remaining: Duration,
    reason: PauseReason,
    doubtfulSince: Time.nullable(),
  }),
  z.object({ kind: z.literal('ended'), ...common, reason: EndReason }),
]);
export type ReplayState = z.infer<typeof ReplayState>;

/** What can happen to a replay. The cause of a trouble, where one is known, is for the log. */
export type ReplayEvent =
  /** The wait for the post that is due at `due` is over. */
  | { kind: 'due'; due: number }
  /** The post was accepted, or found in the channel. */
  | { kind: 'posted'; messageId: string }
  /** The answer to the post was lost, or was not Discord's: nobody can say whether it was accepted. */
  | { kind: 'unclear'; cause?: string }
  /** The post was certainly not made: it was never sent. */
  | { kind: 'absent'; cause?: string }
  /** A look into the channel, begun when its time had come, did not find the post. */
  | { kind: 'not-found' }
  /** A look into the channel failed. */
  | { kind: 'unseen'; cause?: string }
  /** The post, or the look, was not made and must not be for `for` milliseconds more; `refused` if Discord had to say so. */
  | { kind: 'rate-limited'; for: number; refused: boolean }
  /** The webhook no longer exists; the post was not made. */
  | { kind: 'webhook-gone' }
  /** The post, or the look, is refused until a person acts. */
  | { kind: 'blocked'; reason: PauseReason }
  | { kind: 'gone'; reason: Extract<EndReason, 'channel-gone' | 'server-gone' | 'thread-removed'> }
  /** The post is passed over: its server does not want to hear who speaks. */
  | { kind: 'muted' }
  /** Another run of the process takes the replay up. */
  | { kind: 'restarted' }
  | { kind: Control };

/** What a person can ask of a replay. */
export const Control = z.enum(['pause', 'resume', 'skip', 'stop']);
export type Control = z.infer<typeof Control>;

/**
 * How long each repetition waits after a failure that is certain, and each look after one that failed, milliseconds; when
 * all are used up the replay pauses.
 */
export const RETRY_WAITS = [2_000, 6_000, 16_000, 36_000] as const;

// On what evidence each of the next four rests: `docs/decisions/2026-11-26-lost-answers.md`.

/** How long after it was stored as on its way a post may still be begun, milliseconds. */
export const BEGIN_WITHIN = 1_500;

/** How long a request waits for its answer before that counts as lost, milliseconds. */
export const REQUEST_TIMEOUT = 5_000;

/** How long after its answer was lost a request may still be carried out by Discord, milliseconds. */
export const SETTLE = 8_000;

/** How much longer it may take at most where Discord could not be reached meanwhile, milliseconds. */
export const MOST_RESENT = 60_000;

/** How often a vanished webhook is replaced before a person is asked. */
export const MAX_WEBHOOKS_REPLACED = 3;

/** A replay that is taken up longer after its turn than this (milliseconds) asks before it goes on. */
export const LATE_AFTER = 10 * 60_000;

/** The state of a replay that has not posted anything: its first post is due at once. */
export function initialState(now: number): ReplayState {
  return { kind: 'waiting', next: 0, failures: 0, webhooksReplaced: 0, due: now, wait: 0, skippable: true };
}

/** Whether nothing more will happen in this state until a person acts. */
export function isAtRest(state: ReplayState): boolean {
  return state.kind === 'paused' || state.kind === 'ended';
}

/** Whether a post may be on its way. */
export function isInFlight(state: ReplayState): state is InFlight {
  return state.kind === 'sending' || state.kind === 'doubtful';
}

/** Milliseconds until the next post is due: never more than the whole wait, whatever the clock says. */
export function leftOf({ due, wait }: Pick<In<'waiting'>, 'due' | 'wait'>, now: number): number {
  return Math.min(wait, Math.max(0, due - now));
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
  switch (event.kind) {
    case 'due':
      // Meanwhile somebody may have paused and resumed: then another wait has begun.
      return event.due === state.due ? { ...progress(state), kind: 'sending', since: now, afterwards: 'go-on' } : state;
    case 'pause':
      return pause(state, { kind: 'by-hand' }, leftOf(state, now));
    case 'muted':
      return passOver(state, moment);
    case 'skip':
      return state.skippable ? { ...state, due: now, wait: 0 } : state;
    case 'stop':
      return end(state, 'stopped');
    case 'restarted':
      return now - state.due > LATE_AFTER ? pause(state, { kind: 'late' }) : state;
    case 'gone':
      return end(state, event.reason);
    default:
      return stepNotMade({ ...state, afterwards: 'go-on' }, event, moment) ?? state;
  }
}

/** What follows comes at once: the wait before what is passed over has been waited. */
function passOver(state: In<'waiting'>, { now, gaps }: Moment): ReplayState {
  const passed = { ...progress(state), next: state.next + 1, failures: 0 };
  if (gaps[passed.next] === undefined) return end(passed, 'finished');
  return { ...passed, kind: 'waiting', due: now, wait: 0, skippable: true };
}

function stepSending(state: In<'sending'>, event: ReplayEvent, moment: Moment): ReplayState {
  switch (event.kind) {
    case 'unclear':
      return doubt(state, SETTLE);
    case 'restarted':
      return doubtAfterRestart(state, moment.now, 0);
    case 'webhook-gone':
      return state.webhooksReplaced < MAX_WEBHOOKS_REPLACED
        ? hold({ ...state, webhooksReplaced: state.webhooksReplaced + 1 }, moment.now, 0)
        : pauseUnlessStopped(state, { kind: 'webhook-vanishes' }, null);
    default:
      return stepNotMade(state, event, moment) ?? stepInFlight(state, event, moment);
  }
}

/** What follows when the next post was certainly not made; undefined for an event that does not say so. */
function stepNotMade(state: ToBeMade, event: ReplayEvent, { now }: Moment): ReplayState | undefined {
  switch (event.kind) {
    case 'rate-limited':
      return event.refused ? retry(state, now, event.for) : hold(state, now, event.for);
    case 'absent':
      return retry(state, now);
    case 'blocked':
      return pauseUnlessStopped(state, event.reason, null);
    default:
      return undefined;
  }
}

function stepDoubtful(state: In<'doubtful'>, event: ReplayEvent, moment: Moment): ReplayState {
  switch (event.kind) {
    case 'not-found': {
      const unsettled = unsettledAfterLook(state);
      return unsettled > 0
        ? { ...state, lookAfter: unsettled, settledAfter: unsettled, unseen: 0 }
        : repeatAtOnce(state, moment.now);
    }
    case 'unseen':
      return lookLater(state, Math.max(unsettledAfterLook(state), stillToBeSent(state, moment.now)));
    case 'rate-limited':
      return event.refused
        ? lookLater(state, unsettledAfterLook(state), event.for)
        : { ...state, lookAfter: event.for, settledAfter: unsettledAfterLook(state) };
    case 'blocked':
      return pauseUnlessStopped(state, event.reason, state.since);
    case 'restarted':
      return doubtAfterRestart(state, moment.now, state.settledAfter);
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
      return gap === undefined ? end(made, 'finished') : goOn(made, now, { wait: gap, skippable: true });
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
      const resumed = { ...progress(state), webhooksReplaced: 0, afterwards: 'go-on' } as const;
      if (state.doubtfulSince !== null) return doubt({ ...resumed, since: state.doubtfulSince }, SETTLE);
      return goOn(resumed, now, { wait: event.kind === 'skip' ? 0 : state.remaining, skippable: true });
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
function retry(state: ToBeMade, now: number, atLeast = 0): ReplayState {
  const wait = RETRY_WAITS[state.failures];
  return wait === undefined ? unreachable(state, null) : hold(failedAgain(state), now, Math.max(wait, atLeast));
}

/** Posts again what is certainly not in the channel: the doubt was wait enough. Gives up as often as {@link retry}. */
function repeatAtOnce(state: ToBeMade, now: number): ReplayState {
  return state.failures < RETRY_WAITS.length ? hold(failedAgain(state), now, 0) : unreachable(state, null);
}

/** Looks again after a wait that grows likewise. */
function lookLater(state: In<'doubtful'>, settledAfter: number, atLeast = 0): ReplayState {
  const wait = RETRY_WAITS[state.unseen];
  return wait === undefined
    ? unreachable(state, state.since)
    : { ...state, unseen: state.unseen + 1, lookAfter: Math.max(wait, atLeast), settledAfter };
}

/** Milliseconds for which absence proves nothing yet once a look has been made: one begins `lookAfter` into its state. */
function unsettledAfterLook({ lookAfter, settledAfter }: In<'doubtful'>): number {
  return Math.max(0, settledAfter - lookAfter);
}

/**
 * When a look failed, Discord may be out of reach. What the operating system could not hand over then it hands over later,
 * in intervals that double: once Discord is back, the request may come as late again as it has been lost already.
 */
function stillToBeSent({ since }: In<'doubtful'>, now: number): number {
  return Math.min(MOST_RESENT, Math.max(0, now - since));
}

function failedAgain(state: ToBeMade): ToBeMade {
  return { ...state, failures: state.failures + 1 };
}

/** Nobody may skip a wait that Discord, or its silence, asks for. */
function hold(state: ToBeMade, now: number, wait: number): ReplayState {
  return goOn(state, now, { wait, skippable: false });
}

/** From a settled post to what was to follow it. */
function goOn(state: ToBeMade, now: number, { wait, skippable }: { wait: number; skippable: boolean }): ReplayState {
  switch (state.afterwards) {
    case 'go-on':
      return { ...progress(state), kind: 'waiting', due: now + wait, wait, skippable };
    case 'pause-by-hand':
      return pause(state, { kind: 'by-hand' }, skippable ? wait : 0);
    case 'pause-late':
      return pause(state, { kind: 'late' });
    case 'stop':
      return end(state, 'stopped');
  }
}

/** Whoever made the request has lost its answer, and has given it up. */
function doubt(state: Doubted, settledAfter: number): In<'doubtful'> {
  const { since, afterwards } = state;
  return { ...progress(state), kind: 'doubtful', since, lookAfter: 0, settledAfter, unseen: 0, afterwards };
}

/**
 * Whoever made the request may still be waiting for its answer: another process that plays the replay by mistake. How much
 * of its time is left is known by the clock alone, which may have been set: no more than that time depends on it.
 *
 * @param settledAfter what an earlier doubt would have waited
 */
function doubtAfterRestart(state: InFlight, now: number, settledAfter: number): In<'doubtful'> {
  const late = state.afterwards === 'go-on' && now - state.since > LATE_AFTER;
  const age = Math.max(0, now - state.since);
  const untilGivenUp = Math.max(0, BEGIN_WITHIN + REQUEST_TIMEOUT - age);
  return doubt(late ? { ...state, afterwards: 'pause-late' } : state, Math.max(untilGivenUp + SETTLE, settledAfter));
}

function unreachable(state: ToBeMade, doubtfulSince: number | null): ReplayState {
  return pauseUnlessStopped({ ...state, failures: 0 }, { kind: 'unreachable' }, doubtfulSince);
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
