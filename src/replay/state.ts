/**
 * The states of one replay and the moves between them: a pure function of (state, event).
 *
 * A post is recorded twice, as `sending` before its request and with its message's id after it, because executing a
 * webhook has no nonce (`discord-api-docs resources/webhook`): whoever finds `sending` without an answer must look into
 * the channel before repeating anything.
 */
import { z } from 'zod';
import { gapAt, gapChanged } from './pace.ts';
import { PermissionName } from './permission.ts';
import { Pace } from './post.ts';

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
  z.object({ kind: z.literal('unreadable-line') }),
  z.object({ kind: z.literal('locked') }),
  z.object({ kind: z.literal('thread-channel-limit') }),
  z.object({ kind: z.literal('tag-required') }),
  z.object({ kind: z.literal('rejected'), code: z.number() }),
]);
export type PauseReason = z.infer<typeof PauseReason>;

/** Why a replay is over. */
export const EndReason = z.enum(['finished', 'stopped', 'unpressed', 'channel-gone', 'server-gone', 'thread-removed']);
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
  /** How fast it goes on; people change that while it plays. */
  pace: Pace,
  /** When somebody last had the next post come at pace `step`; null before. */
  pressedAt: Time.nullable().default(null),
  /** The positions of the posts that people let it pass over because they could not be shown, in order. */
  passedOver: z.array(Position).readonly().default([]),
};

/** Where a replay stands. Times are milliseconds since the Unix epoch, durations milliseconds. */
export const ReplayState = z.discriminatedUnion('kind', [
  /**
   * The next post is due at `due`, `wait` after that was decided: a clock that is set back makes no wait longer. A person
   * may skip it, unless a rate limit or a failure asks for it.
   */
  z.object({ kind: z.literal('waiting'), ...common, due: Time, wait: Duration, skippable: z.boolean() }),
  /** At pace `step`: the next post waits, since `since`, until somebody presses `Next`. */
  z.object({ kind: z.literal('resting'), ...common, since: Time }),
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
  /**
   * Somebody must resume it: after `remaining` more of the gap, to rest first if that is null, or by looking first if
   * `doubtfulSince` is set.
   */
  z.object({
    kind: z.literal('paused'),
    ...common,
    remaining: Duration.nullable(),
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
  | { kind: 'posted'; messageId: string; stageChannelId?: string }
  /** The place for the posts was opened, or found: they can begin. */
  | { kind: 'opened'; stageChannelId: string }
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
  /** In the rest that began at `since` nobody pressed `Next` for as long as one may last. */
  | { kind: 'unpressed'; since: number }
  /** Another run of the process takes the replay up. */
  | { kind: 'restarted' }
  | Wish;

/** What a person can ask of any replay that has not ended. */
export const Control = z.enum(['pause', 'resume', 'skip', 'stop']);
export type Control = z.infer<typeof Control>;

/** What a person can ask of a replay. */
export type Wish =
  | { kind: Control }
  | { kind: 'change-pace'; pace: Pace }
  /** The line whose post at this position cannot be shown ({@link canBePassedOver}) is to be left out, with all that is left of it. */
  | { kind: 'pass-over'; position: number };

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

/** How long after somebody pressed `Next` whoever else does means the same line, milliseconds. */
const SAME_PRESS = 1_000;

/** How long a replay rests before it ends because nobody presses `Next`, milliseconds. */
export const LONGEST_REST = 7 * 24 * 3_600_000;

/** The state of a replay that has not posted anything: its first post is due at once. */
export function initialState(now: number, pace: Pace): ReplayState {
  const begun = { next: 0, failures: 0, webhooksReplaced: 0, pace, pressedAt: null, passedOver: [] };
  return { kind: 'waiting', ...begun, due: now, wait: 0, skippable: true };
}

/** Whether nothing at all will happen in this state until a person acts. */
export function standsStill(state: ReplayState): boolean {
  return state.kind === 'paused' || state.kind === 'ended';
}

/** Whether it is paused, or will be once the post on its way is accounted for. */
export function isPaused(state: ReplayState): boolean {
  return state.kind === 'paused' || (isInFlight(state) && state.afterwards === 'pause-by-hand');
}

/** Whether a post may be on its way. */
export function isInFlight(state: ReplayState): state is InFlight {
  return state.kind === 'sending' || state.kind === 'doubtful';
}

/** How much later than it should come the next step of a replay may be stored, milliseconds: the store may be slow, or away. */
const STEP_LATE = 60_000;

/**
 * How long a replay stands still at most while somebody plays it, milliseconds; longer only while Discord lets nobody post.
 * Where it stands still without a player, nobody is kept from anything by one more.
 */
export function patienceWith(state: ReplayState): number {
  if (state.kind === 'waiting') return state.wait + STEP_LATE;
  if (state.kind === 'doubtful') return Math.max(state.lookAfter, state.settledAfter) + STEP_LATE;
  return state.kind === 'sending' ? STEP_LATE : 0;
}

/** Milliseconds until the next post is due: never more than the whole wait, whatever the clock says. */
export function leftOf({ due, wait }: Pick<In<'waiting'>, 'due' | 'wait'>, now: number): number {
  return Math.min(wait, Math.max(0, due - now));
}

/** Milliseconds for which a replay will go on resting if nobody presses `Next`. */
export function leftOfRest({ since }: Pick<In<'resting'>, 'since'>, now: number): number {
  return leftOf({ due: since + LONGEST_REST, wait: LONGEST_REST }, now);
}

/**
 * Whether Discord refuses the next post, perhaps for what it says, or nobody can read it: people may let it be passed over.
 * One that may be in the channel already is looked for instead, as long as it is known what to look for.
 */
export function canBePassedOver(state: ReplayState): state is In<'paused'> {
  if (state.kind !== 'paused') return false;
  const { kind } = state.reason;
  return kind === 'unreadable-line' || (state.doubtfulSince === null && LINE_REFUSED.has(kind));
}

const LINE_REFUSED: ReadonlySet<PauseReason['kind']> = new Set(['blocked-by-automod', 'harmful-link', 'rejected']);

/** Whether somebody has just pressed `Next`: whoever presses it now as well saw the same line. */
export function isJustPressed({ pressedAt }: ReplayState, now: number): boolean {
  return pressedAt !== null && now >= pressedAt && now - pressedAt < SAME_PRESS;
}

/** What a step needs to know besides state and event. */
export type Moment = {
  /** Milliseconds since the Unix epoch. */
  now: number;
  /** The reading time of each post of the script, milliseconds. */
  readings: readonly number[];
  /** The comment of each: the posts of one are one line. */
  comments: readonly number[];
};

/** The state after an event. An event that means nothing in a state leaves it as it is (the very same object). */
export function step(state: ReplayState, event: ReplayEvent, moment: Moment): ReplayState {
  if (event.kind === 'change-pace') return changePace(state, event.pace, moment);
  switch (state.kind) {
    case 'waiting':
      return stepWaiting(state, event, moment);
    case 'resting':
      return stepResting(state, event, moment.now);
    case 'sending':
      return stepSending(state, event, moment);
    case 'doubtful':
      return stepDoubtful(state, event, moment);
    case 'paused':
      return stepPaused(state, event, moment);
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

/**
 * The whole line, or what is left of one that takes several posts. What follows comes at once: the wait before what is passed
 * over has been waited.
 */
function passOver(state: Progress, { now, readings, comments }: Moment): ReplayState {
  const passed = { ...progress(state), next: state.next + lineFrom(state.next, comments).length, failures: 0 };
  return readings[passed.next] === undefined ? end(passed, 'finished') : wait(passed, now, 0);
}

/** The positions of the posts from one on that are the same line as it. */
function lineFrom(first: number, comments: Moment['comments']): number[] {
  const end = comments.findIndex((comment, at) => at > first && comment !== comments[first]);
  return comments.slice(first, end < 0 ? undefined : end).map((_, part) => first + part);
}

function stepResting(state: In<'resting'>, event: ReplayEvent, now: number): ReplayState {
  switch (event.kind) {
    case 'skip':
      return isJustPressed(state, now) ? state : wait({ ...state, pressedAt: now }, now, 0);
    case 'pause':
      return pause(state, { kind: 'by-hand' }, null);
    case 'stop':
      return end(state, 'stopped');
    case 'unpressed':
      return event.since === state.since ? end(state, 'unpressed') : state;
    case 'gone':
      return end(state, event.reason);
    default:
      return state;
  }
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

function stepInFlight(state: InFlight, event: ReplayEvent, { now, readings }: Moment): ReplayState {
  switch (event.kind) {
    case 'posted': {
      const made = { ...state, next: state.next + 1, failures: 0 };
      const reading = readings[made.next];
      if (reading === undefined) return end(made, 'finished');
      return goOn(made, now, { gap: gapAt(state.pace, reading), skippable: true });
    }
    case 'opened':
      return goOn({ ...state, failures: 0 }, now, { gap: 0, skippable: true });
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

function stepPaused(state: In<'paused'>, event: ReplayEvent, moment: Moment): ReplayState {
  const { now } = moment;
  switch (event.kind) {
    case 'resume':
    case 'skip': {
      const resumed = { ...progress(state), webhooksReplaced: 0, afterwards: 'go-on' } as const;
      if (state.doubtfulSince !== null) return doubt({ ...resumed, since: state.doubtfulSince }, SETTLE);
      if (event.kind === 'resume') return goOn(resumed, now, { gap: state.remaining, skippable: true });
      return wait({ ...resumed, pressedAt: state.pace === 'step' ? now : state.pressedAt }, now, 0);
    }
    case 'pass-over':
      return canBePassedOver(state) && event.position === state.next
        ? passOver({ ...state, passedOver: [...state.passedOver, ...lineFrom(state.next, moment.comments)] }, moment)
        : state;
    case 'stop':
      return end(state, 'stopped');
    case 'gone':
      return end(state, event.reason);
    default:
      return state;
  }
}

/** Acts on the gap that is running; on a wait that Discord, or its silence, asks for nobody has a say. */
function changePace(state: ReplayState, pace: Pace, { now, readings }: Moment): ReplayState {
  if (state.kind === 'ended' || state.pace === pace) return state;
  switch (state.kind) {
    case 'waiting': {
      const left = state.skippable ? leftOf(state, now) : 0;
      return left > 0 ? waitOrRest({ ...state, pace }, now, gapChanged(left, state.pace, pace)) : { ...state, pace };
    }
    case 'resting': {
      // Whoever rested has read meanwhile.
      const gap = gapAt(pace, readings[state.next] ?? 0) ?? 0;
      return wait({ ...state, pace }, now, Math.max(0, gap - Math.max(0, now - state.since)));
    }
    case 'paused':
      return { ...state, pace, remaining: remainingAt(pace, state, readings) };
    case 'sending':
    case 'doubtful':
      return { ...state, pace };
  }
}

/** What a paused replay has left of its gap at another pace: what is due stays due. */
function remainingAt(pace: Pace, { next, remaining, pace: before }: In<'paused'>, readings: Moment['readings']) {
  if (remaining === null) return gapAt(pace, readings[next] ?? 0);
  return remaining > 0 ? gapChanged(remaining, before, pace) : 0;
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
function hold(state: ToBeMade, now: number, gap: number): ReplayState {
  return goOn(state, now, { gap, skippable: false });
}

/** From a settled post to what was to follow it, after a gap that people may skip, or may not. */
function goOn(
  state: ToBeMade,
  now: number,
  { gap, skippable }: { gap: number | null; skippable: boolean },
): ReplayState {
  switch (state.afterwards) {
    case 'go-on':
      return waitOrRest(state, now, gap, skippable);
    case 'pause-by-hand':
      return pause(state, { kind: 'by-hand' }, skippable ? gap : 0);
    case 'pause-late':
      // A replay that rests anyway has nobody to ask.
      return gap === null ? waitOrRest(state, now, gap) : pause(state, { kind: 'late' });
    case 'stop':
      return end(state, 'stopped');
  }
}

function waitOrRest(state: Progress, now: number, gap: number | null, skippable = true): ReplayState {
  return gap === null ? { ...progress(state), kind: 'resting', since: now } : wait(state, now, gap, skippable);
}

function wait(state: Progress, now: number, gap: number, skippable = true): In<'waiting'> {
  return { ...progress(state), kind: 'waiting', due: now + gap, wait: gap, skippable };
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

type Progress = Pick<ReplayState, keyof typeof common>;

function progress({ next, failures, webhooksReplaced, pace, pressedAt, passedOver }: Progress): Progress {
  return { next, failures, webhooksReplaced, pace, pressedAt, passedOver };
}

function pause(state: Progress, reason: PauseReason, remaining: number | null = 0): In<'paused'> {
  return { ...progress(state), kind: 'paused', remaining, reason, doubtfulSince: null };
}

function end(state: Progress, reason: EndReason): In<'ended'> {
  return { ...progress(state), kind: 'ended', reason };
}
