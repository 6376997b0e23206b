import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gapAt } from '../../src/replay/pace.ts';
import { Pace } from '../../src/replay/post.ts';
import {
  BEGIN_WITHIN,
  Control,
  canBePassedOver,
  initialState,
  isInFlight,
  isJustPressed,
  LATE_AFTER,
  LONGEST_REST,
  leftOf,
  leftOfRest,
  MAX_WEBHOOKS_REPLACED,
  MOST_RESENT,
  type PauseReason,
  REQUEST_TIMEOUT,
  RETRY_WAITS,
  type ReplayEvent,
  ReplayState,
  SETTLE,
  standsStill,
  step,
} from '../../src/replay/state.ts';

const readings = [0, 5_000, 7_000];
const comments = [0, 1, 2];
/** Of a thread whose first comment takes three posts. */
const inParts = { readings: [0, 5_000, 0, 0, 7_000], comments: [0, 1, 1, 1, 2] };
const now = 1_000_000;
const posted: ReplayEvent = { kind: 'posted', messageId: '1' };
const DAY = 86_400_000;

/** Events that need nothing beside their names, and those in full. */
type Happening = ReplayEvent | 'unclear' | 'absent' | 'not-found' | 'unseen' | 'webhook-gone' | 'restarted' | Control;

/** The state after events, each at `at`; `due` is whenever the state has it. */
function follow(state: ReplayState, happenings: readonly (Happening | 'due')[], at = now): ReplayState {
  return happenings.reduce<ReplayState>((before, happening) => {
    if (happening === 'due') return before.kind === 'waiting' ? take(before, dueOf(before), at) : before;
    return take(before, typeof happening === 'string' ? { kind: happening } : happening, at);
  }, state);
}

function take(state: ReplayState, event: ReplayEvent, at = now): ReplayState {
  return step(state, event, { now: at, readings, comments });
}

function dueOf(state: ReplayState): ReplayEvent {
  return { kind: 'due', due: state.kind === 'waiting' ? state.due : 0 };
}

/** A replay from its start on. */
function play(...happenings: (Happening | 'due')[]): ReplayState {
  return follow(initialState(now, 'natural'), happenings);
}

describe('a step of a replay', () => {
  it('the first post is made at once, and the next waits its gap', () => {
    expect(play('due')).toMatchObject({ kind: 'sending', next: 0, since: now });
    expect(play('due', posted)).toMatchObject({ kind: 'waiting', next: 1, due: now + 5_000, wait: 5_000 });
  });

  it('a replay ends when its last post is made', () => {
    const last = play('due', posted, 'skip', 'due', posted, 'skip', 'due', posted);
    expect(last).toMatchObject({ kind: 'ended', next: 3, reason: 'finished' });
  });

  it('the end of a wait that was paused meanwhile means nothing to the wait that follows', () => {
    const waiting = play('due', posted);
    const resumed = follow(follow(waiting, ['pause'], now + 1_000), ['resume'], now + 2_000);
    expect(take(resumed, dueOf(waiting), now + 5_000)).toBe(resumed);
  });

  it('what is left of a gap is kept while a replay is paused', () => {
    const paused = follow(play('due', posted), ['pause'], now + 2_000);
    expect(paused).toMatchObject({ kind: 'paused', remaining: 3_000, reason: { kind: 'by-hand' } });
    expect(follow(paused, ['resume'], now + 60_000)).toMatchObject({ due: now + 63_000, wait: 3_000 });
    expect(follow(paused, ['skip'], now + 60_000)).toMatchObject({ due: now + 60_000, wait: 0 });
  });

  it('a pause while a post is on its way begins after it, with the whole next gap left', () => {
    expect(play('due', 'pause', posted)).toMatchObject({ kind: 'paused', next: 1, remaining: 5_000 });
    expect(play('due', 'pause', 'resume', posted)).toMatchObject({ kind: 'waiting', next: 1 });
  });

  it('a stop while a post is on its way counts that post', () => {
    expect(play('due', 'stop', posted)).toMatchObject({ kind: 'ended', next: 1, reason: 'stopped' });
  });

  it('a stop that was answered is kept, whatever is asked while the post is on its way', () => {
    const stopping = play('due', 'stop');
    for (const kind of ['resume', 'skip', 'pause', 'stop'] as const) expect(follow(stopping, [kind])).toBe(stopping);
    expect(follow(stopping, [posted])).toMatchObject({ kind: 'ended', reason: 'stopped' });
  });

  it('a skip brings the next post now', () => {
    expect(play('due', posted, 'skip')).toMatchObject({ kind: 'waiting', due: now, wait: 0 });
  });

  it('a skip means nothing where a rate limit or a failure asks for the wait: what it promises could not be kept', () => {
    const limited = play('due', { kind: 'rate-limited', for: 900, refused: false });
    expect(limited).toMatchObject({ kind: 'waiting', due: now + 900, skippable: false });
    expect(follow(limited, ['skip'])).toBe(limited);
    const failed = play('due', 'absent');
    expect(follow(failed, ['skip'])).toBe(failed);
  });

  it('a lost answer is followed by a look at once, and by the next post if the post is there', () => {
    expect(play('due', 'unclear')).toMatchObject({ kind: 'doubtful', next: 0, lookAfter: 0, settledAfter: SETTLE });
    expect(play('due', 'unclear', posted)).toMatchObject({ kind: 'waiting', next: 1 });
  });

  it('a lost post is repeated at once when it is still absent after it had time to arrive, and not before', () => {
    const early = play('due', 'unclear', 'not-found');
    expect(early).toMatchObject({ kind: 'doubtful', lookAfter: SETTLE, settledAfter: SETTLE });
    const late = follow(early, ['not-found'], now + SETTLE);
    expect(late).toMatchObject({ kind: 'waiting', next: 0, failures: 1, due: now + SETTLE, wait: 0 });
  });

  it('five lost answers in a row, each absent, pause a replay', () => {
    let state = play('due');
    for (let lost = 1; lost < 5; lost += 1) state = follow(state, ['unclear', 'not-found', 'not-found', 'due']);
    expect(follow(state, ['unclear', 'not-found', 'not-found'])).toMatchObject({
      kind: 'paused',
      reason: { kind: 'unreachable' },
      doubtfulSince: null,
    });
  });

  it('five certain failures pause a replay, and the count begins anew when it is resumed', () => {
    let state = play('due');
    for (const wait of RETRY_WAITS) {
      state = follow(state, ['absent']);
      expect(state).toMatchObject({ kind: 'waiting', due: now + wait, wait, skippable: false });
      state = follow(state, ['due'], now + wait);
    }
    const paused = follow(state, ['absent']);
    expect(paused).toMatchObject({ kind: 'paused', reason: { kind: 'unreachable' } });
    expect(follow(paused, ['resume'])).toMatchObject({ kind: 'waiting', failures: 0 });
  });

  it('a look that failed is made again, and a resume after the last looks before all else', () => {
    let state = play('due', 'unclear');
    for (const wait of RETRY_WAITS) {
      state = follow(state, ['unseen']);
      expect(state).toMatchObject({ kind: 'doubtful', lookAfter: wait });
    }
    const paused = follow(state, ['unseen']);
    expect(paused).toMatchObject({ kind: 'paused', doubtfulSince: now });
    expect(follow(paused, ['resume'])).toMatchObject({ kind: 'doubtful', next: 0, lookAfter: 0, settledAfter: SETTLE });
  });

  it('after looks that failed absence proves something only once the post had as long again to arrive', () => {
    const lostFor = 20_000;
    const blind = follow(play('due', 'unclear'), ['unseen'], now + lostFor);
    expect(blind).toMatchObject({ lookAfter: RETRY_WAITS[0], settledAfter: lostFor });
    expect(follow(blind, ['not-found'], now + lostFor + RETRY_WAITS[0])).toMatchObject({
      kind: 'doubtful',
      lookAfter: lostFor - RETRY_WAITS[0],
    });
    expect(follow(play('due', 'unclear'), ['unseen'], now + DAY)).toMatchObject({ settledAfter: MOST_RESENT });
    expect(follow(play('due', 'unclear'), ['unseen'], now - DAY)).toMatchObject({ settledAfter: SETTLE });
  });

  it('looks that failed are counted apart from posts that did', () => {
    const blind = play('due', 'unclear', 'unseen', 'unseen', 'unseen', 'unseen');
    expect(follow(blind, ['not-found'], now + SETTLE)).toMatchObject({ kind: 'waiting', failures: 1 });
  });

  it('a vanished webhook is replaced three times, then a person is asked', () => {
    let state = play('due');
    for (let times = 0; times < MAX_WEBHOOKS_REPLACED; times += 1) {
      state = follow(state, ['webhook-gone']);
      expect(state).toMatchObject({ kind: 'waiting', next: 0, wait: 0, webhooksReplaced: times + 1 });
      state = follow(state, ['due']);
    }
    const paused = follow(state, ['webhook-gone']);
    expect(paused).toMatchObject({ kind: 'paused', reason: { kind: 'webhook-vanishes' } });
    expect(follow(paused, ['resume'])).toMatchObject({ kind: 'waiting', webhooksReplaced: 0 });
  });

  it('what blocks a post pauses the replay with its reason, and a channel that is gone ends it', () => {
    const reason = { kind: 'missing-permission', permission: 'ManageWebhooks' } as const;
    const paused = { kind: 'paused', reason, doubtfulSince: null };
    expect(play('due', { kind: 'blocked', reason })).toMatchObject(paused);
    expect(play({ kind: 'blocked', reason })).toMatchObject(paused);
    const ended = { kind: 'ended', reason: 'channel-gone' } as const;
    expect(play('due', { kind: 'gone', reason: 'channel-gone' })).toMatchObject(ended);
    expect(play({ kind: 'gone', reason: 'channel-gone' })).toMatchObject(ended);
  });

  it('a post that what it needs is not to be had for is tried again', () => {
    expect(play('absent')).toMatchObject({ kind: 'waiting', failures: 1, due: now + RETRY_WAITS[0] });
  });

  it('what blocks a look pauses the replay, and a resume looks before all else', () => {
    const reason = { kind: 'missing-permission', permission: 'ReadMessageHistory' } as const;
    const paused = play('due', 'unclear', { kind: 'blocked', reason });
    expect(paused).toMatchObject({ kind: 'paused', reason, doubtfulSince: now });
    expect(follow(paused, ['resume'], now + DAY)).toMatchObject({
      kind: 'doubtful',
      lookAfter: 0,
      settledAfter: SETTLE,
    });
  });

  it('a limit of our own count is obeyed without being counted, one of Discord’s counts as a failure', () => {
    const held = play('due', { kind: 'rate-limited', for: 700, refused: false });
    expect(held).toMatchObject({ kind: 'waiting', due: now + 700, failures: 0 });
    const refused = play('due', { kind: 'rate-limited', for: 700, refused: true });
    expect(refused).toMatchObject({ kind: 'waiting', due: now + RETRY_WAITS[0], failures: 1 });
    const long = play('due', { kind: 'rate-limited', for: 3_600_000, refused: true });
    expect(long).toMatchObject({ kind: 'waiting', due: now + 3_600_000 });
    const looking = play('due', 'unclear', { kind: 'rate-limited', for: 90_000, refused: true });
    expect(looking).toMatchObject({ kind: 'doubtful', lookAfter: 90_000, settledAfter: SETTLE, unseen: 1 });
    const heldLook = play('due', 'unclear', { kind: 'rate-limited', for: 300, refused: false });
    expect(heldLook).toMatchObject({ kind: 'doubtful', lookAfter: 300, unseen: 0 });
  });

  it('after a restart a gap goes on, and a turn that passed long ago asks first', () => {
    const waiting = play('due', posted);
    expect(follow(waiting, ['restarted'], now + 60_000)).toBe(waiting);
    expect(follow(waiting, ['restarted'], now + 5_000 + LATE_AFTER)).toBe(waiting);
    const late = follow(waiting, ['restarted'], now + 5_001 + LATE_AFTER);
    expect(late).toMatchObject({ kind: 'paused', reason: { kind: 'late' }, remaining: 0 });
  });

  it('a turn that passed while the process was there, as in a sleep of the machine, is taken without asking', () => {
    expect(follow(play('due', posted), ['due'], now + 8 * 3_600_000)).toMatchObject({ kind: 'sending', next: 1 });
  });

  it('a restart between a request and its answer looks first, and asks afterwards when that was long ago', () => {
    expect(play('due', 'restarted')).toMatchObject({ kind: 'doubtful', next: 0, lookAfter: 0 });
    const longAgo = follow(play('due'), ['restarted'], now + LATE_AFTER + 1);
    expect(follow(longAgo, [posted])).toMatchObject({ kind: 'paused', next: 1, reason: { kind: 'late' } });
  });

  it('what was asked before a restart is done, however long that took', () => {
    for (const [wish, outcome] of [
      ['stop', { kind: 'ended', reason: 'stopped' }],
      ['pause', { kind: 'paused', reason: { kind: 'by-hand' } }],
    ] as const) {
      const found = follow(play('due', wish), ['restarted'], now + LATE_AFTER + 1);
      expect(follow(found, [posted])).toMatchObject(outcome);
    }
  });

  it('a post found on its way is repeated only when no other process can still be at it, whatever the clock says', () => {
    const givenUpWithin = BEGIN_WITHIN + REQUEST_TIMEOUT;
    const found = (later: number) => follow(play('due'), ['restarted'], now + later);
    expect(found(100)).toMatchObject({ lookAfter: 0, settledAfter: givenUpWithin - 100 + SETTLE });
    expect(found(60_000)).toMatchObject({ settledAfter: SETTLE });
    expect(found(-DAY)).toMatchObject({ settledAfter: givenUpWithin + SETTLE });
  });

  it('a restart takes no time from a doubt that has more to wait', () => {
    const blind = follow(play('due', 'unclear'), ['unseen'], now + 30_000);
    expect(follow(blind, ['restarted'], now + 31_000)).toMatchObject({ lookAfter: 0, settledAfter: 30_000 });
  });

  it('one crash, and each lost answer, silences a channel for 15 seconds at most', () => {
    /** Milliseconds until the post is repeated, from the moment it was stored as on its way. */
    const silence = (doubt: ReplayState, since: number): number => {
      let waited = since;
      for (let state = doubt; isInFlight(state); ) {
        if (state.kind === 'doubtful') waited += state.lookAfter;
        state = follow(state, ['not-found'], now + waited);
      }
      return waited;
    };
    for (const later of [0, 500, 3_000, 7_000]) {
      expect(silence(follow(play('due'), ['restarted'], now + later), later)).toBeLessThanOrEqual(15_000);
    }
    let state = play('due');
    for (let lost = 0; lost < 4; lost += 1) {
      const given = follow(state, ['unclear'], now + BEGIN_WITHIN + REQUEST_TIMEOUT);
      expect(silence(given, BEGIN_WITHIN + REQUEST_TIMEOUT)).toBeLessThanOrEqual(15_000);
      state = follow(given, ['not-found', 'not-found', 'due']);
    }
  });
});

const MINUTE = 60_000;

/** A replay whose lines people ask for, from its start on. */
function playByHand(...happenings: (Happening | 'due')[]): ReplayState {
  return follow(initialState(now, 'step'), happenings);
}

const changed = (state: ReplayState, pace: Pace, at = now) => take(state, { kind: 'change-pace', pace }, at);

describe('a step of a replay that must first have its place', () => {
  const opened: ReplayEvent = { kind: 'opened', stageChannelId: '7' };

  it('the first post is due at once where its place was opened, at every pace, and counts its own failures', () => {
    for (const pace of Pace.options) {
      const state = follow(initialState(now, pace), ['due', 'absent', 'due', opened], now + 5_000);
      expect(state).toMatchObject({
        kind: 'waiting',
        next: 0,
        failures: 0,
        due: now + 5_000,
        wait: 0,
        skippable: true,
      });
    }
  });

  it('the same goes for a place that was found again after its answer was lost', () => {
    expect(play('due', 'unclear', opened)).toMatchObject({ kind: 'waiting', next: 0, wait: 0 });
  });

  it('what was asked for meanwhile is done once its place was opened', () => {
    expect(play('due', 'stop', opened)).toMatchObject({ kind: 'ended', reason: 'stopped', next: 0 });
    expect(play('due', 'pause', opened)).toMatchObject({ kind: 'paused', next: 0, remaining: 0 });
  });

  it('a place that was opened means nothing where none was to be', () => {
    for (const state of [play(), play('pause'), play('due', posted), play('stop')])
      expect(take(state, opened)).toBe(state);
  });
});

describe('a step of a replay at pace step', () => {
  const resting = playByHand('due', posted);

  it('the first post is made at once, and the next waits until somebody asks for it, however long that takes', () => {
    expect(resting).toMatchObject({ kind: 'resting', next: 1, since: now });
    expect(follow(resting, ['skip'], now + DAY)).toMatchObject({ kind: 'waiting', due: now + DAY, wait: 0 });
    expect(follow(resting, ['skip', 'due', posted], now + DAY)).toMatchObject({ kind: 'resting', next: 2 });
  });

  it('a replay ends when its last post is made, without a rest', () => {
    const second = follow(resting, ['skip', 'due', posted], now + MINUTE);
    expect(follow(second, ['skip', 'due', posted], now + 2 * MINUTE)).toMatchObject({
      kind: 'ended',
      reason: 'finished',
    });
  });

  it('the parts of a text come together: a replay rests only where another begins', () => {
    const parts = { now, ...inParts };
    const pass = (state: ReplayState, event: ReplayEvent) => step(state, event, parts);
    let state = pass(pass(resting, { kind: 'skip' }), { kind: 'due', due: now });
    for (const next of [2, 3]) {
      state = pass(state, posted);
      expect(state).toMatchObject({ kind: 'waiting', next, wait: 0 });
      state = pass(state, { kind: 'due', due: now });
    }
    expect(pass(state, posted)).toMatchObject({ kind: 'resting', next: 4 });
  });

  it('presses within one second count once, the post between them or not', () => {
    const pressed = follow(resting, ['skip'], now + MINUTE);
    const next = follow(pressed, ['due', posted], now + MINUTE + 200);
    expect(next).toMatchObject({ kind: 'resting', next: 2 });
    expect(follow(next, ['skip'], now + MINUTE + 999)).toBe(next);
    expect(isJustPressed(next, now + MINUTE + 999)).toBe(true);
    expect(follow(next, ['skip'], now + MINUTE + 1_000)).toMatchObject({ kind: 'waiting', next: 2 });
    const resumed = follow(follow(resting, ['pause']), ['skip', 'due', posted], now + MINUTE);
    expect(follow(resumed, ['skip'], now + MINUTE + 500)).toBe(resumed);
  });

  it('the first press counts as soon as a post is there, and a press counts though the clock was set back', () => {
    expect(follow(resting, ['skip'])).toMatchObject({ kind: 'waiting' });
    const next = follow(follow(resting, ['skip'], now + MINUTE), ['due', posted], now + MINUTE);
    expect(follow(next, ['skip'], now - DAY)).toMatchObject({ kind: 'waiting', next: 2 });
  });

  it('a restart leaves a rest alone, however long the absence', () => {
    expect(follow(resting, ['restarted'], now + 365 * DAY)).toBe(resting);
  });

  it('a line that was asked for long before a restart is looked for, and then the replay rests without asking', () => {
    const sending = follow(resting, ['skip', 'due'], now + MINUTE);
    const found = follow(sending, ['restarted'], now + DAY);
    expect(follow(found, [posted], now + DAY)).toMatchObject({ kind: 'resting', next: 2 });
  });

  it('a rest that nobody ends ends the replay, and its end means nothing to a later one', () => {
    expect(take(resting, { kind: 'unpressed', since: now })).toMatchObject({ kind: 'ended', reason: 'unpressed' });
    const later = follow(resting, ['skip', 'due', posted], now + DAY);
    expect(take(later, { kind: 'unpressed', since: now }, now + 7 * DAY)).toBe(later);
    expect(take(play('due', posted), { kind: 'unpressed', since: now })).toMatchObject({ kind: 'waiting' });
  });

  it('a rest lasts seven days and never more, whatever the clock says', () => {
    expect(leftOfRest({ since: now }, now)).toBe(LONGEST_REST);
    expect(leftOfRest({ since: now }, now + DAY)).toBe(6 * DAY);
    expect(leftOfRest({ since: now }, now - 365 * DAY)).toBe(LONGEST_REST);
    expect(leftOfRest({ since: now }, now + 365 * DAY)).toBe(0);
  });

  it('a rest can be stopped, and a pause of it goes back to it, or on at once where that is asked for', () => {
    expect(follow(resting, ['stop'])).toMatchObject({ kind: 'ended', reason: 'stopped' });
    expect(take(resting, { kind: 'gone', reason: 'channel-gone' })).toMatchObject({ kind: 'ended' });
    const paused = follow(resting, ['pause'], now + MINUTE);
    expect(paused).toMatchObject({ kind: 'paused', remaining: null, reason: { kind: 'by-hand' } });
    expect(follow(paused, ['resume'], now + DAY)).toMatchObject({ kind: 'resting', next: 1, since: now + DAY });
    expect(follow(paused, ['skip'], now + DAY)).toMatchObject({ kind: 'waiting', wait: 0 });
    expect(follow(playByHand('due', 'pause', posted), ['resume'])).toMatchObject({ kind: 'resting', next: 1 });
  });

  it('what was asked for and could not be posted is posted when the replay is resumed, without being asked for again', () => {
    const blocked = follow(resting, ['skip', 'due', { kind: 'blocked', reason: { kind: 'webhook-limit' } }]);
    expect(follow(blocked, ['resume'])).toMatchObject({ kind: 'waiting', next: 1, wait: 0 });
  });

  it('a line that is passed over does not have to be asked for twice', () => {
    expect(follow(resting, ['skip', { kind: 'muted' }])).toMatchObject({ kind: 'waiting', next: 2, wait: 0 });
  });
});

describe('a change of pace', () => {
  const waiting = play('due', posted);

  it('the gap that is running shrinks and grows with the pace, and those after it have the new one', () => {
    const slow = changed(waiting, 'slow', now + 2_000);
    expect(slow).toMatchObject({ kind: 'waiting', pace: 'slow', due: now + 6_800, wait: 4_800, skippable: true });
    expect(changed(slow, 'natural', now + 2_000)).toMatchObject({ pace: 'natural', due: now + 5_000, wait: 3_000 });
    expect(changed(waiting, 'fast', now + 2_000)).toMatchObject({ due: now + 3_200, wait: 1_200 });
    expect(changed(waiting, 'instant', now + 2_000)).toMatchObject({ due: now + 2_000, wait: 0 });
    const next = follow(changed(waiting, 'fast', now + 2_000), ['due', posted], now + 3_200);
    expect(next).toMatchObject({ next: 2, wait: 2_800 });
  });

  it('at pace step a running gap becomes a rest, and from a rest the time that was rested counts as read', () => {
    const resting = changed(waiting, 'step', now + 2_000);
    expect(resting).toMatchObject({ kind: 'resting', pace: 'step', since: now + 2_000 });
    expect(changed(resting, 'slow', now + 3_000)).toMatchObject({ kind: 'waiting', wait: 7_000, skippable: true });
    expect(changed(resting, 'natural', now + DAY)).toMatchObject({ kind: 'waiting', due: now + DAY, wait: 0 });
    expect(changed(resting, 'natural', now - DAY)).toMatchObject({ kind: 'waiting', wait: 5_000 });
  });

  it('while a post is on its way a change of pace acts on the gap after it', () => {
    expect(follow(changed(play('due'), 'slow'), [posted])).toMatchObject({ kind: 'waiting', wait: 8_000 });
    expect(follow(changed(play('due', 'unclear'), 'step'), [posted])).toMatchObject({ kind: 'resting', next: 1 });
    expect(follow(changed(playByHand('due'), 'fast'), [posted])).toMatchObject({ kind: 'waiting', wait: 2_000 });
  });

  it('a paused replay goes on at the pace that it was given meanwhile', () => {
    const paused = follow(waiting, ['pause'], now + 2_000);
    expect(follow(changed(paused, 'slow'), ['resume'])).toMatchObject({ kind: 'waiting', wait: 4_800 });
    const resting = changed(paused, 'step');
    expect(follow(resting, ['resume'])).toMatchObject({ kind: 'resting' });
    expect(follow(changed(resting, 'fast'), ['resume'])).toMatchObject({ kind: 'waiting', wait: 2_000 });
  });

  it('what is due stays due, and what Discord asks for is waited out, at every pace', () => {
    const late = follow(waiting, ['restarted'], now + DAY);
    expect(follow(changed(late, 'step'), ['resume'])).toMatchObject({ kind: 'waiting', wait: 0 });
    const held = play('due', { kind: 'rate-limited', for: 900, refused: false });
    for (const pace of Pace.options.filter((other) => other !== 'natural')) {
      expect(changed(held, pace)).toEqual({ ...held, pace });
      expect(changed(play(), pace)).toEqual({ ...play(), pace });
    }
  });

  it('the same pace changes nothing, and neither does any where a replay has ended', () => {
    expect(changed(waiting, 'natural')).toBe(waiting);
    const ended = play('due', posted, 'stop');
    expect(changed(ended, 'slow')).toBe(ended);
  });
});

describe('a line that Discord refuses', () => {
  const refused = (reason: PauseReason) => play('due', posted, 'skip', 'due', { kind: 'blocked', reason });
  const passOver = (state: ReplayState, position: number) => take(state, { kind: 'pass-over', position });

  it.each<PauseReason>([
    { kind: 'blocked-by-automod' },
    { kind: 'harmful-link' },
    { kind: 'rejected', code: 50_035 },
    { kind: 'unreadable-line' },
  ])('a line can be passed over once people have seen why it is refused: %j', (reason) => {
    const passed = passOver(refused(reason), 1);
    expect(passed).toMatchObject({ kind: 'waiting', next: 2, wait: 0, passedOver: [1] });
    expect(follow(passed, ['due', posted])).toMatchObject({ kind: 'ended', reason: 'finished', passedOver: [1] });
  });

  it('a line that takes several posts is passed over with all that is left of it', () => {
    const passOverAt = (next: number) =>
      step({ ...refused({ kind: 'harmful-link' }), next }, { kind: 'pass-over', position: next }, { now, ...inParts });
    expect(passOverAt(1)).toMatchObject({ kind: 'waiting', next: 4, wait: 0, passedOver: [1, 2, 3] });
    expect(passOverAt(2)).toMatchObject({ kind: 'waiting', next: 4, wait: 0, passedOver: [2, 3] });
    expect(passOverAt(4)).toMatchObject({ kind: 'ended', reason: 'finished', next: 5, passedOver: [4] });
  });

  it('a line that nobody can read may be passed over though it may be in the channel: nobody could look for it', () => {
    const reason: PauseReason = { kind: 'unreadable-line' };
    const paused = play('due', posted, 'skip', 'due', 'unclear', { kind: 'blocked', reason });
    expect(paused).toMatchObject({ kind: 'paused', doubtfulSince: now });
    expect(passOver(paused, 1)).toMatchObject({ kind: 'waiting', next: 2, passedOver: [1] });
  });

  it('nobody passes over a line that they have not seen refused', () => {
    const first = refused({ kind: 'blocked-by-automod' });
    const next = follow(passOver(first, 1), ['due', { kind: 'blocked', reason: { kind: 'blocked-by-automod' } }]);
    expect(next).toMatchObject({ kind: 'paused', next: 2 });
    expect(passOver(next, 1)).toBe(next);
    expect(passOver(next, 2)).toMatchObject({ kind: 'ended', reason: 'finished', passedOver: [1, 2] });
  });

  it.each<ReplayState>([
    refused({ kind: 'webhook-limit' }),
    follow(play('due', posted), ['pause']),
    play('due', posted),
    play('due', posted, 'skip', 'due'),
    // It may be in the channel: whoever resumes looks first.
    play('due', posted, 'skip', 'due', 'unclear', { kind: 'blocked', reason: { kind: 'rejected', code: 50_035 } }),
  ])('no other line can be passed over: %j', (state) => {
    expect(passOver(state, 1)).toBe(state);
  });
});

const events: fc.Arbitrary<ReplayEvent | 'due'> = fc.oneof(
  fc.constantFrom<ReplayEvent | 'due'>(
    'due',
    { kind: 'due', due: now },
    posted,
    { kind: 'opened', stageChannelId: '7' },
    { kind: 'unclear' },
    { kind: 'absent' },
    { kind: 'unseen' },
    { kind: 'not-found' },
    { kind: 'webhook-gone' },
    { kind: 'restarted' },
    { kind: 'rate-limited', for: 500, refused: false },
    { kind: 'rate-limited', for: 500, refused: true },
    { kind: 'blocked', reason: { kind: 'webhook-limit' } },
    { kind: 'gone', reason: 'server-gone' },
  ),
  fc.constantFrom(...Control.options).map((kind) => ({ kind })),
  fc.constantFrom(...Pace.options).map((pace) => ({ kind: 'change-pace' as const, pace })),
  fc.nat(3).map((position) => ({ kind: 'pass-over' as const, position })),
  fc.constantFrom<ReplayEvent>(
    { kind: 'muted' },
    { kind: 'unpressed', since: now },
    { kind: 'blocked', reason: { kind: 'harmful-link' } },
  ),
);

/** What happens, and how far the clock says it is from what happened before: it leaps now and then. */
const happenings = fc.array(
  fc.tuple(
    events,
    fc.oneof(
      { weight: 3, arbitrary: fc.nat(400) },
      { weight: 5, arbitrary: fc.nat(20_000) },
      fc.integer({ min: -DAY, max: DAY }),
    ),
  ),
  { maxLength: 60 },
);

const paces = fc.constantFrom(...Pace.options);

/** Every step that a replay takes through them. */
function* stepsThrough(all: readonly (readonly [ReplayEvent | 'due', number])[], pace: Pace = 'natural') {
  let state: ReplayState = initialState(now, pace);
  let time = now;
  for (const [happening, passed] of all) {
    time += passed;
    const event = happening === 'due' ? dueOf(state) : happening;
    const next = take(state, event, time);
    yield { before: state, event, next, time };
    state = next;
  }
}

describe('whatever happens in whatever order, and whatever the clock says', () => {
  it('no post is skipped or repeated but what is to be, nothing is revived, and a stop is kept', () => {
    fc.assert(
      fc.property(happenings, paces, (all, pace) => {
        for (const { before, event, next } of stepsThrough(all, pace)) {
          const isMade = event.kind === 'posted' && isInFlight(before);
          const isLeftOut =
            (event.kind === 'muted' && before.kind === 'waiting') ||
            (event.kind === 'pass-over' && canBePassedOver(before) && event.position === before.next);
          expect(next.next - before.next).toBe(isMade || isLeftOut ? 1 : 0);
          expect(next.passedOver).toEqual(
            event.kind === 'pass-over' && isLeftOut ? [...before.passedOver, before.next] : before.passedOver,
          );
          if (before.kind === 'ended') expect(next).toBe(before);
          if (event.kind === 'stop')
            expect(next.kind === 'ended' || ('afterwards' in next && next.afterwards === 'stop')).toBe(true);
        }
      }),
    );
  });

  it('a post whose answer was lost is repeated only after the whole time in which it may still arrive', () => {
    fc.assert(
      fc.property(happenings, (all) => {
        let doubtedFor = 0;
        for (const { before, event, next } of stepsThrough(all)) {
          if (before.kind !== 'doubtful' || event.kind === 'restarted') doubtedFor = 0;
          else if (['not-found', 'unseen', 'rate-limited'].includes(event.kind)) doubtedFor += before.lookAfter;
          const repeats = before.kind === 'doubtful' && event.kind === 'not-found' && next.kind !== 'doubtful';
          if (repeats) expect(doubtedFor).toBeGreaterThanOrEqual(SETTLE);
        }
      }),
    );
  });

  it('nothing is ever due later than the longest gap, or the longest wait after a failure', () => {
    const longest = Math.max(...readings.map((reading) => gapAt('slow', reading) ?? 0), ...RETRY_WAITS);
    fc.assert(
      fc.property(happenings, paces, fc.integer({ min: -DAY, max: DAY }), (all, pace, leap) => {
        for (const { next, time } of stepsThrough(all, pace)) {
          if (next.kind === 'waiting') expect(leftOf(next, time + leap)).toBeLessThanOrEqual(longest);
          if (next.kind === 'paused') expect(next.remaining).toBeLessThanOrEqual(longest);
          if (next.kind === 'doubtful') expect(next.lookAfter).toBeLessThanOrEqual(Math.max(longest, MOST_RESENT));
        }
      }),
    );
  });

  it('at pace step no line comes that nobody asked for, and two presses within a second ask for one', () => {
    const eventsByHand = happenings.map((all) =>
      all.filter(([event]) => event === 'due' || event.kind !== 'change-pace'),
    );
    fc.assert(
      fc.property(eventsByHand, (all) => {
        let asked = 1;
        let askedAt = Number.NEGATIVE_INFINITY;
        for (const { before, event, next, time } of stepsThrough(all, 'step')) {
          expect(['paused', 'resting', 'sending', 'doubtful', 'ended', 'waiting']).toContain(next.kind);
          const asks = event.kind === 'skip' && next.kind === 'waiting' && ['resting', 'paused'].includes(before.kind);
          if (asks && before.kind === 'resting') expect(time < askedAt || time - askedAt >= 1_000).toBe(true);
          if (asks) [asked, askedAt] = [before.next + 1, time];
          // What is left out was asked for, and what follows it comes in its place.
          if (event.kind === 'muted' || event.kind === 'pass-over') asked += next.next - before.next;
          if (next.kind === 'sending') expect(next.next).toBeLessThan(asked);
        }
      }),
    );
  });

  it('a change of pace makes nothing but the pace and the gap another, and a way there and back leaves what is due', () => {
    fc.assert(
      fc.property(happenings, paces, fc.array(paces, { maxLength: 5 }), (all, pace, changes) => {
        for (const { next, time } of stepsThrough(all, pace)) {
          const after = changes.reduce((state, to) => changed(state, to, time), next);
          const { next: position, failures, webhooksReplaced, passedOver } = next;
          expect(after).toMatchObject({ next: position, failures, webhooksReplaced, passedOver });
          expect(standsStill(after)).toBe(standsStill(next));
          expect(isInFlight(after)).toBe(isInFlight(next));
          if (next.kind === 'waiting' && leftOf(next, time) === 0)
            expect(after).toMatchObject({ kind: 'waiting', due: next.due });
          if (next.kind !== 'ended') expect(after.pace).toBe(changes.at(-1) ?? next.pace);
        }
      }),
    );
  });

  it('a skip that changes something brings the next post now', () => {
    fc.assert(
      fc.property(happenings, (all) => {
        for (const { before, event, next, time } of stepsThrough(all)) {
          if (event.kind === 'skip' && next !== before && next.kind === 'waiting') expect(leftOf(next, time)).toBe(0);
        }
      }),
    );
  });

  it('every state can be stored and read back', () => {
    fc.assert(
      fc.property(happenings, paces, (all, pace) => {
        for (const { next } of stepsThrough(all, pace)) {
          expect(ReplayState.parse(JSON.parse(JSON.stringify(next)))).toEqual(next);
        }
      }),
    );
  });
});
