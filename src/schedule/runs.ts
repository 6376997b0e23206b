/**
 * What becomes of a schedule's runs as time passes: pure functions of a state and a moment, in milliseconds since the Unix
 * epoch. Of two that look at one run, both find the same.
 */
import type { QuietHours } from './quietHours.ts';
import { outsideQuiet } from './quietHours.ts';
import { nextTime, type Recurrence } from './recurrence.ts';
import type { Hindrance, PastRun, ScheduleState } from './schedule.ts';

type Planned = Extract<ScheduleState, { kind: 'planned' }>;

/** How late a run may begin, milliseconds; later it is skipped. */
export const LATEST = 3_600_000;

/** Runs that were to be earlier are skipped all at once, milliseconds: after a week with every day of it. */
const LONG_AGO = 8 * 24 * 3_600_000;

/** What is known when a schedule is looked at. */
export type Moment = { readonly now: number; readonly quiet: QuietHours | 'off' };

/** What is to be done about a schedule now: nothing, to store another state, or to begin its run. */
export type Duty =
  | { readonly kind: 'rest' }
  | { readonly kind: 'store'; readonly state: Planned }
  | { readonly kind: 'begin'; readonly run: Planned };

/** The state of a schedule that was made at a moment. */
export function firstState(recurrence: Recurrence, now: number): Planned {
  return planned(recurrence, now, null);
}

/** Says what is to be done about a schedule. */
export function dutyOf(recurrence: Recurrence, stored: Planned, { now, quiet }: Moment): Duty {
  const state = asOf(recurrence, stored, now);
  if (state.due > now) return { kind: 'rest' };
  const due = outsideQuiet(quiet, state.due);
  if (isPast(due, now)) return { kind: 'store', state: passOver(recurrence, state, { now, quiet }) };
  // A run that was late when the quiet hours came waits for their end as well.
  const begins = due > now ? due : outsideQuiet(quiet, now);
  return begins > now ? { kind: 'store', state: { ...state, due: begins } } : { kind: 'begin', run: state };
}

/** The state once a run has begun, or was given up. */
export function settle(recurrence: Recurrence, { run }: Planned, last: PastRun): Planned {
  return planned(recurrence, run, last);
}

/** The state of a run that is due and cannot begin as yet; the same object where that was known. */
export function hinder(state: Planned, hindrance: Hindrance): Planned {
  return state.hindrance?.kind === hindrance.kind ? state : { ...state, hindrance };
}

/**
 * The state once quiet hours were changed: a run that waits for the end of the old ones waits for that of the new ones, if
 * they are now. The same object where nothing waits.
 */
export function waitAnew(state: Planned, { now, quiet }: Moment): Planned {
  return state.due === state.run ? state : { ...state, due: outsideQuiet(quiet, Math.max(state.run, now)) };
}

/** How a schedule stands to people: when its next run begins, or what that waits for. */
export type Standing =
  | { readonly kind: 'off' }
  | { readonly kind: 'planned'; readonly run: number }
  /** Quiet hours are then, or now; it begins at their end. */
  | { readonly kind: 'quiet'; readonly run: number; readonly begins: number }
  /** It is due, and tried again and again, at the latest before `until`. */
  | { readonly kind: 'hindered'; readonly run: number; readonly because: Hindrance; readonly until: number };

/** How a schedule stands at a moment. */
export function standingOf(recurrence: Recurrence, stored: ScheduleState, { now, quiet }: Moment): Standing {
  if (stored.kind === 'off') return { kind: 'off' };
  const { run, due, hindrance } = asOf(recurrence, stored, now);
  const begins = outsideQuiet(quiet, Math.max(due, now));
  if (due <= now && begins === now && hindrance)
    return { kind: 'hindered', run, because: hindrance, until: outsideQuiet(quiet, due) + LATEST };
  return begins > now && begins !== run ? { kind: 'quiet', run, begins } : { kind: 'planned', run };
}

/**
 * A schedule as it is at a moment. Where what was settled lies in the future, the clock was set back since, or had been
 * wrong: what is due by the clock as it is now comes next. A run that has begun is known by its time, and begins once.
 */
export function asOf(recurrence: Recurrence, state: Planned, now: number): Planned {
  return state.settled > now + LATEST ? planned(recurrence, now - LATEST, state.last) : state;
}

function planned(recurrence: Recurrence, settled: number, last: PastRun | null): Planned {
  const run = nextTime(recurrence, settled);
  return { kind: 'planned', settled, run, due: run, hindrance: null, last };
}

function isPast(due: number, now: number): boolean {
  return now - due >= LATEST;
}

/** Skips a run, and with it all that were to be since and are as late: of the last of them is told. */
function passOver(recurrence: Recurrence, state: Planned, { now, quiet }: Moment): Planned {
  const because = state.hindrance ?? { kind: 'missed' as const };
  let skipped: PastRun = { kind: 'skipped', run: state.run, because };
  // There may be years of them, if the clock was wrong.
  let next = planned(recurrence, Math.max(state.run, now - LONG_AGO), skipped);
  while (isPast(outsideQuiet(quiet, next.run), now)) {
    skipped = { kind: 'skipped', run: next.run, because: { kind: 'missed' } };
    next = planned(recurrence, next.run, skipped);
  }
  return next;
}
