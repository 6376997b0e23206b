import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BEGIN_WITHIN,
  Control,
  initialState,
  LATE_AFTER,
  MAX_WEBHOOKS_REPLACED,
  REQUEST_TIMEOUT,
  RETRY_WAITS,
  type ReplayEvent,
  type ReplayState,
  SETTLE,
  step,
} from '../../src/replay/state.ts';

const gaps = [0, 5_000, 7_000];
const now = 1_000_000;
const posted: ReplayEvent = { kind: 'posted', messageId: '1' };

/** Plays events one after the other, each at `now`. */
function stateAfter(...events: (ReplayEvent | ReplayEvent['kind'])[]): ReplayState {
  return events.reduce<ReplayState>(
    (state, event) => step(state, typeof event === 'string' ? ({ kind: event } as ReplayEvent) : event, { now, gaps }),
    initialState(now),
  );
}

describe('a replay', () => {
  it('posts the first line at once and waits the gap before the next', () => {
    expect(stateAfter('due')).toMatchObject({ kind: 'sending', next: 0, since: now });
    expect(stateAfter('due', posted)).toMatchObject({ kind: 'waiting', next: 1, due: now + 5_000 });
  });

  it('does not post before its time', () => {
    expect(stateAfter('due', posted, 'due')).toMatchObject({ kind: 'waiting', next: 1 });
  });

  it('ends when the last line is posted', () => {
    const last = stateAfter('due', posted, 'skip', 'due', posted, 'skip', 'due', posted);
    expect(last).toMatchObject({ kind: 'ended', next: 3, reason: 'finished' });
  });

  it('keeps what is left of the gap while it is paused', () => {
    const waiting = stateAfter('due', posted);
    const paused = step(waiting, { kind: 'pause' }, { now: now + 2_000, gaps });
    expect(paused).toMatchObject({ kind: 'paused', remaining: 3_000, reason: { kind: 'by-hand' } });
    expect(step(paused, { kind: 'resume' }, { now: now + 60_000, gaps })).toMatchObject({ due: now + 63_000 });
  });

  it('pauses after the post on its way when asked meanwhile, and keeps the whole next gap', () => {
    expect(stateAfter('due', 'pause', posted)).toMatchObject({ kind: 'paused', next: 1, remaining: 5_000 });
  });

  it('goes on when resumed before the post on its way has arrived', () => {
    expect(stateAfter('due', 'pause', 'resume', posted)).toMatchObject({ kind: 'waiting', next: 1 });
  });

  it('stops after the post on its way, counting it', () => {
    expect(stateAfter('due', 'stop', posted)).toMatchObject({ kind: 'ended', next: 1, reason: 'stopped' });
  });

  it('brings the next line now when skipped, but never before a rate limit allows it', () => {
    expect(stateAfter('due', posted, 'skip')).toMatchObject({ kind: 'waiting', due: now });
    expect(stateAfter('due', { kind: 'rate-limited', for: 900, refused: false }, 'skip')).toMatchObject({
      kind: 'waiting',
      due: now + 900,
    });
  });

  it('looks into the channel when an answer is lost, and goes on if the post is there', () => {
    expect(stateAfter('due', 'unclear')).toMatchObject({ kind: 'doubtful', next: 0, lookAt: now });
    expect(stateAfter('due', 'unclear', posted)).toMatchObject({ kind: 'waiting', next: 1 });
  });

  it('repeats a lost post only when it is still absent after it had time to arrive', () => {
    const early = stateAfter('due', 'unclear', { kind: 'not-found', lookedAt: now });
    expect(early).toMatchObject({ kind: 'doubtful', lookAt: now + SETTLE });
    const slow: ReplayEvent = { kind: 'not-found', lookedAt: now + SETTLE - 1 };
    expect(step(early, slow, { now: now + SETTLE + 5_000, gaps })).toMatchObject({ kind: 'doubtful' });
    const late = step(early, { kind: 'not-found', lookedAt: now + SETTLE }, { now: now + SETTLE, gaps });
    expect(late).toMatchObject({ kind: 'waiting', next: 0, failures: 1, due: now + SETTLE + RETRY_WAITS[0] });
  });

  it('pauses after five failures, and starts counting anew when resumed', () => {
    let state = stateAfter('due');
    for (const wait of RETRY_WAITS) {
      state = step(state, { kind: 'absent' }, { now, gaps });
      expect(state).toMatchObject({ kind: 'waiting', due: now + wait });
      state = step(state, { kind: 'due' }, { now: now + wait, gaps });
    }
    const paused = step(state, { kind: 'absent' }, { now, gaps });
    expect(paused).toMatchObject({ kind: 'paused', reason: { kind: 'unreachable' } });
    expect(step(paused, { kind: 'resume' }, { now, gaps })).toMatchObject({ kind: 'waiting', failures: 0 });
  });

  it('looks again when looking fails, and before all else when resumed after it gave up', () => {
    let state = stateAfter('due', 'unclear');
    for (const wait of RETRY_WAITS) {
      state = step(state, { kind: 'unseen' }, { now, gaps });
      expect(state).toMatchObject({ kind: 'doubtful', lookAt: now + wait });
    }
    const paused = step(state, { kind: 'unseen' }, { now, gaps });
    expect(paused).toMatchObject({ kind: 'paused', doubtfulSince: now });
    expect(step(paused, { kind: 'resume' }, { now, gaps })).toMatchObject({ kind: 'doubtful', next: 0 });
  });

  it('keeps to a stop that was answered, whatever is asked while the post is on its way', () => {
    const stopping = stateAfter('due', 'stop');
    for (const kind of ['resume', 'skip', 'pause', 'stop'] as const) {
      expect(step(stopping, { kind }, { now, gaps })).toBe(stopping);
    }
    expect(step(stopping, posted, { now, gaps })).toMatchObject({ kind: 'ended', reason: 'stopped' });
  });

  it('replaces a vanished webhook three times, then pauses', () => {
    let state = stateAfter('due');
    for (let times = 0; times < MAX_WEBHOOKS_REPLACED; times += 1) {
      state = step(state, { kind: 'webhook-gone' }, { now, gaps });
      expect(state).toMatchObject({ kind: 'waiting', next: 0, webhooksReplaced: times + 1 });
      state = step(state, { kind: 'due' }, { now, gaps });
    }
    const paused = step(state, { kind: 'webhook-gone' }, { now, gaps });
    expect(paused).toMatchObject({ kind: 'paused', reason: { kind: 'webhook-vanishes' } });
    expect(step(paused, { kind: 'resume' }, { now, gaps })).toMatchObject({ kind: 'waiting', webhooksReplaced: 0 });
  });

  it('says what blocks it, and ends when its channel is gone', () => {
    const reason = { kind: 'missing-permission', permission: 'ManageWebhooks' } as const;
    expect(stateAfter('due', { kind: 'blocked', reason })).toMatchObject({
      kind: 'paused',
      reason,
      doubtfulSince: null,
    });
    expect(stateAfter('due', { kind: 'gone', reason: 'channel-gone' })).toMatchObject({
      kind: 'ended',
      reason: 'channel-gone',
    });
  });

  it('continues its gap after a restart, and asks first when its turn passed long ago', () => {
    const waiting = stateAfter('due', posted);
    expect(step(waiting, { kind: 'restarted' }, { now: now + 60_000, gaps })).toBe(waiting);
    const late = step(waiting, { kind: 'restarted' }, { now: now + 5_001 + LATE_AFTER, gaps });
    expect(late).toMatchObject({ kind: 'paused', reason: { kind: 'late' }, remaining: 0 });
  });

  it('looks first after a restart that came between a request and its answer', () => {
    expect(stateAfter('due', 'restarted')).toMatchObject({ kind: 'doubtful', next: 0 });
    const longAgo = step(stateAfter('due'), { kind: 'restarted' }, { now: now + LATE_AFTER + 1, gaps });
    expect(step(longAgo, posted, { now, gaps })).toMatchObject({ kind: 'paused', next: 1, reason: { kind: 'late' } });
  });

  it('asks first too when the process slept through its turn', () => {
    const waiting = stateAfter('due', posted);
    const late = step(waiting, { kind: 'due' }, { now: now + 5_001 + LATE_AFTER, gaps });
    expect(late).toMatchObject({ kind: 'paused', next: 1, reason: { kind: 'late' } });
  });

  it('does what was asked of it before a restart, however long that took', () => {
    for (const [wish, outcome] of [
      ['stop', { kind: 'ended', reason: 'stopped' }],
      ['pause', { kind: 'paused', reason: { kind: 'by-hand' } }],
    ] as const) {
      const found = step(stateAfter('due', wish), { kind: 'restarted' }, { now: now + LATE_AFTER + 1, gaps });
      expect(step(found, posted, { now, gaps })).toMatchObject(outcome);
    }
  });

  it('found on its way is repeated only when no other process can still be at it', () => {
    const found = step(stateAfter('due'), { kind: 'restarted' }, { now: now + 100, gaps });
    expect(found).toMatchObject({ lookAt: now + 100, settled: now + BEGIN_WITHIN + REQUEST_TIMEOUT + SETTLE });
    const later = step(stateAfter('due'), { kind: 'restarted' }, { now: now + 60_000, gaps });
    expect(later).toMatchObject({ lookAt: now + 60_000, settled: now + 60_000 + SETTLE });
  });

  it('obeys a limit without counting it, unless Discord had to say so', () => {
    const held = stateAfter('due', { kind: 'rate-limited', for: 700, refused: false });
    expect(held).toMatchObject({ kind: 'waiting', due: now + 700, failures: 0 });
    const refused = stateAfter('due', { kind: 'rate-limited', for: 700, refused: true });
    expect(refused).toMatchObject({ kind: 'waiting', due: now + RETRY_WAITS[0], failures: 1 });
    const long = stateAfter('due', { kind: 'rate-limited', for: 3_600_000, refused: true });
    expect(long).toMatchObject({ kind: 'waiting', due: now + 3_600_000 });
    const looking = stateAfter('due', 'unclear', { kind: 'rate-limited', for: 90_000, refused: true });
    expect(looking).toMatchObject({ kind: 'doubtful', lookAt: now + 90_000, unseen: 1 });
  });

  it('waits, pauses or ends when what a post needs is not to be had', () => {
    expect(stateAfter('absent')).toMatchObject({ kind: 'waiting', failures: 1, due: now + RETRY_WAITS[0] });
    const reason = { kind: 'webhook-limit' } as const;
    expect(stateAfter({ kind: 'blocked', reason })).toMatchObject({ kind: 'paused', reason, doubtfulSince: null });
    expect(stateAfter({ kind: 'gone', reason: 'server-gone' })).toMatchObject({ kind: 'ended', reason: 'server-gone' });
  });

  it('counts looks that failed apart from posts that did', () => {
    const blind = stateAfter('due', 'unclear', 'unseen', 'unseen', 'unseen', 'unseen');
    const seen = step(blind, { kind: 'not-found', lookedAt: now + SETTLE }, { now: now + SETTLE, gaps });
    expect(seen).toMatchObject({ kind: 'waiting', failures: 1 });
  });

  it('never skips, repeats or revives, whatever happens in whatever order', () => {
    const events: fc.Arbitrary<ReplayEvent> = fc.oneof(
      fc.constantFrom<ReplayEvent>(
        { kind: 'due' },
        posted,
        { kind: 'unclear' },
        { kind: 'absent' },
        { kind: 'unseen' },
        { kind: 'webhook-gone' },
        { kind: 'restarted' },
        { kind: 'not-found', lookedAt: now },
        { kind: 'rate-limited', for: 500, refused: false },
        { kind: 'rate-limited', for: 500, refused: true },
        { kind: 'blocked', reason: { kind: 'webhook-limit' } },
        { kind: 'gone', reason: 'server-gone' },
      ),
      fc.constantFrom(...Control.options).map((kind) => ({ kind })),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(events, fc.nat(20_000)), { maxLength: 60 }), (happenings) => {
        let state = initialState(now);
        let time = now;
        for (const [event, passed] of happenings) {
          time += passed;
          const next = step(state, event, { now: time, gaps });
          const made = event.kind === 'posted' && (state.kind === 'sending' || state.kind === 'doubtful');
          expect(next.next - state.next).toBe(made ? 1 : 0);
          if (state.kind === 'ended') expect(next).toBe(state);
          if (event.kind === 'stop')
            expect(next.kind === 'ended' || ('afterwards' in next && next.afterwards === 'stop')).toBe(true);
          state = next;
        }
      }),
    );
  });
});
