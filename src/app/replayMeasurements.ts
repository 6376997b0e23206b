/** What there is to count in a replay's steps. */
import type { StepListener } from '../replay/steps.ts';
import type { Measure, Measurement } from '../runtime/measurements.ts';

type PostOutcome = Extract<Measurement, { kind: 'post-attempt' }>['outcome'];
type LookOutcome = Extract<Measurement, { kind: 'look' }>['outcome'];

/** The events that an attempt to post ends with; wishes and the passing of time are none. */
const ATTEMPTS: ReadonlySet<string> = new Set<PostOutcome>([
  ...(['posted', 'opened', 'unclear', 'absent', 'rate-limited', 'webhook-gone', 'blocked', 'gone'] as const),
]);

/** The events that a look ends with: a post that a look finds would otherwise have been made again. */
const LOOKS: ReadonlyMap<string, LookOutcome> = new Map<string, LookOutcome>([
  ['posted', 'repeat-avoided'],
  ['opened', 'repeat-avoided'],
  ['not-found', 'absent'],
  ...(['unseen', 'unclear', 'rate-limited', 'webhook-gone', 'blocked', 'gone'] as const).map(
    (event): [string, LookOutcome] => [event, 'failed'],
  ),
]);

/** A listener that measures the steps of all replays. */
export function replayMeasurements(measure: Measure): StepListener {
  return ({ state }, { kind: event }, before) => {
    if (event === 'posted') measure({ kind: 'post' });
    if (before.kind === 'sending' && isAttempt(event)) measure({ kind: 'post-attempt', outcome: event });
    const look = before.kind === 'doubtful' ? LOOKS.get(event) : undefined;
    if (look) measure({ kind: 'look', outcome: look });
    if (state.kind === before.kind) return;
    if (state.kind === 'paused') measure({ kind: 'replay-paused', reason: state.reason.kind });
    if (state.kind === 'ended') measure({ kind: 'replay-ended', reason: state.reason });
  };
}

function isAttempt(event: string): event is PostOutcome {
  return ATTEMPTS.has(event);
}
