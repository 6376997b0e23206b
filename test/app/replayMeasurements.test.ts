import { beforeEach, describe, expect, it } from 'vitest';
import { replayMeasurements } from '../../src/app/replayMeasurements.ts';
import type { ReplayEvent, ReplayState } from '../../src/replay/state.ts';
import type { Measurement } from '../../src/runtime/measurements.ts';
import { planOf, replayOf, uneventful } from '../support/plans.ts';

const common = { next: 1, ...uneventful };
const waiting: ReplayState = { kind: 'waiting', ...common, due: 0, wait: 0, skippable: true };
const sending: ReplayState = { kind: 'sending', ...common, since: 0, afterwards: 'go-on' };
const doubtful: ReplayState = {
  kind: 'doubtful',
  ...{ ...common, since: 0, lookAfter: 0, settledAfter: 0, unseen: 0, afterwards: 'go-on' },
};
const paused: ReplayState = {
  kind: 'paused',
  ...{ ...common, remaining: 0, reason: { kind: 'webhook-limit' }, doubtfulSince: null },
};
const ended: ReplayState = { kind: 'ended', ...common, reason: 'stopped' };

const posted: ReplayEvent = { kind: 'posted', messageId: '7' };
const opened: ReplayEvent = { kind: 'opened', stageChannelId: '8' };

describe('what is counted of a replay', () => {
  let measured: Measurement[];

  beforeEach(() => {
    measured = [];
  });

  /** Everything that one step is counted as. */
  const step = (before: ReplayState, event: ReplayEvent, after: ReplayState) => {
    replayMeasurements((measurement) => measured.push(measurement))(
      replayOf(planOf('1'), { state: after }),
      event,
      before,
    );
    return measured;
  };

  it('a post that was answered is an attempt that succeeded, and is there', () => {
    expect(step(sending, posted, waiting)).toEqual([{ kind: 'post' }, { kind: 'post-attempt', outcome: 'posted' }]);
  });

  it('a post whose answer was lost is an attempt whose end is unclear', () => {
    expect(step(sending, { kind: 'unclear' }, doubtful)).toEqual([{ kind: 'post-attempt', outcome: 'unclear' }]);
  });

  it('a look that finds the post avoids a repeat, and the post is there', () => {
    expect(step(doubtful, posted, waiting)).toEqual([{ kind: 'post' }, { kind: 'look', outcome: 'repeat-avoided' }]);
  });

  it('a look that finds what was opened avoids a repeat, and makes no post', () => {
    expect(step(doubtful, opened, waiting)).toEqual([{ kind: 'look', outcome: 'repeat-avoided' }]);
    expect(step(sending, opened, waiting).slice(1)).toEqual([{ kind: 'post-attempt', outcome: 'opened' }]);
  });

  it.each([
    [{ kind: 'not-found' }, 'absent'],
    [{ kind: 'unseen' }, 'failed'],
    [{ kind: 'rate-limited', for: 5, refused: true }, 'failed'],
  ] as const)('a look that ends with %o is counted as %s', (event, outcome) => {
    expect(step(doubtful, event, doubtful)).toEqual([{ kind: 'look', outcome }]);
  });

  it.each([
    [{ kind: 'absent' }, 'absent'],
    [{ kind: 'rate-limited', for: 5, refused: true }, 'rate-limited'],
    [{ kind: 'webhook-gone' }, 'webhook-gone'],
    [{ kind: 'blocked', reason: { kind: 'locked' } }, 'blocked'],
  ] as const)('an attempt that ends with %o is counted as %s', (event, outcome) => {
    expect(step(sending, event, waiting)).toEqual([{ kind: 'post-attempt', outcome }]);
  });

  it('a pause and an end are counted by why, once, and not again when a restart takes them up', () => {
    step(waiting, { kind: 'blocked', reason: { kind: 'webhook-limit' } }, paused);
    step(paused, { kind: 'change-pace', pace: 'slow' }, paused);
    step(paused, { kind: 'restarted' }, paused);
    step(paused, { kind: 'stop' }, ended);
    step(ended, { kind: 'restarted' }, ended);
    expect(measured).toEqual([
      { kind: 'replay-paused', reason: 'webhook-limit' },
      { kind: 'replay-ended', reason: 'stopped' },
    ]);
  });

  it('the passing of time and what people wish are nothing that is counted', () => {
    expect(step(waiting, { kind: 'due', due: 0 }, sending)).toEqual([]);
    expect(step(doubtful, { kind: 'skip' }, doubtful)).toEqual([]);
    expect(step(sending, { kind: 'restarted' }, doubtful)).toEqual([]);
  });
});
