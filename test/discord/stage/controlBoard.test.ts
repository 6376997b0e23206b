import { SnowflakeUtil } from 'discord.js';
import { pino } from 'pino';
import { beforeEach, describe, expect, it } from 'vitest';
import { ControlBoard } from '../../../src/discord/stage/controlBoard.ts';
import type { Replay } from '../../../src/replay/replay.ts';
import type { PauseReason, ReplayEvent, ReplayState } from '../../../src/replay/state.ts';
import type { StepListener } from '../../../src/replay/steps.ts';
import { FakeClock, settled } from '../../support/fakeClock.ts';
import { planOf, uneventful } from '../../support/plans.ts';

const byHand: PauseReason = { kind: 'by-hand' };
const unreachable: PauseReason = { kind: 'unreachable' };

const waiting = (next: number): ReplayState => ({
  kind: 'waiting',
  next,
  ...uneventful,
  due: 0,
  wait: 0,
  skippable: true,
});
const paused = (reason: PauseReason): ReplayState => {
  return { kind: 'paused', next: 1, ...uneventful, remaining: 0, reason, doubtfulSince: null };
};
const finished: ReplayState = { kind: 'ended', next: 3, ...uneventful, reason: 'finished' };

/** Minutes after the control message was sent, as a message's id tells it. */
const idAt = (minutes: number) => String(SnowflakeUtil.generate({ timestamp: Date.UTC(2026, 0, 1, 0, minutes) }));

describe('the board of control messages', () => {
  let clock: FakeClock;
  /** The requests for edits, in order: what they show, and how they are answered. */
  let edits: { body: string; answer: PromiseWithResolvers<void> }[];
  let endsNoted: string[];
  let board: ControlBoard;
  let tell: StepListener;
  let revision: number;
  /** What another process stored. */
  let stored: Replay | undefined;

  beforeEach(() => {
    clock = new FakeClock();
    edits = [];
    endsNoted = [];
    revision = 0;
    stored = undefined;
    const unused = () => Promise.reject(new Error('The board asks for this only where it does not know the message.'));
    const editMessage = (_channelId: string, _messageId: string, body: object) => {
      const answer = Promise.withResolvers<void>();
      edits.push({ body: JSON.stringify(body), answer });
      return answer.promise;
    };
    board = new ControlBoard({
      api: { editMessage, sendMessage: unused, messagesAfter: unused },
      replays: {
        onStep: (listener) => {
          tell = listener;
          return () => undefined;
        },
        showOn: unused,
        checkReach: unused,
      },
      replayStore: { find: async () => stored, setEndShown: async (id) => void endsNoted.push(id) },
      clock,
      log: pino({ level: 'silent' }),
    });
  });

  const replayIn = (state: ReplayState, minutes = 1): Replay => {
    revision += 1;
    return { plan: planOf('1'), state, revision, lastMessageId: idAt(minutes), controlMessageId: idAt(0) };
  };
  const posted: ReplayEvent = { kind: 'posted', messageId: '10' };
  /** So many posts are there. */
  const post = (number: number, minutes?: number) => tell(replayIn(waiting(number), minutes), posted);
  const answerAll = async () => {
    for (const { answer } of edits) answer.resolve();
    await settled();
  };
  const shown = () => edits.map(({ body }) => /The post|Comment \d of \d|\d comments/.exec(body)?.[0]);

  it('shows progress that comes soon after the last a little later, all of it in one edit', async () => {
    post(1);
    await clock.advance(1_000);
    post(2);
    await clock.advance(3_999);
    expect(shown()).toEqual([]);
    await clock.advance(1);
    expect(shown()).toEqual(['Comment 1 of 2']);
    await answerAll();
    post(3);
    await clock.advance(4_999);
    expect(shown()).toHaveLength(1);
    await clock.advance(1);
    expect(shown()).toEqual(['Comment 1 of 2', 'Comment 2 of 2']);
  });

  it('shows progress at once where the last is long ago, and nothing where nothing happened', async () => {
    await clock.advance(20_000);
    post(0);
    await clock.advance(20_000);
    await answerAll();
    await clock.advance(20_000);
    expect(edits).toHaveLength(1);
    post(1);
    await settled();
    expect(shown()).toEqual(['2 comments', 'The post']);
  });

  it('shows progress no later than five seconds after it was made, though the clock was set back', async () => {
    post(0);
    await clock.advance(5_000);
    await answerAll();
    clock.leap(-3_600_000);
    post(1);
    await clock.advance(5_000);
    expect(shown()).toEqual(['2 comments', 'The post']);
  });

  it('lets nothing that matters wait for progress', async () => {
    post(1);
    tell(replayIn(paused(unreachable)), { kind: 'absent' });
    await settled();
    expect(edits).toHaveLength(1);
    await answerAll();
    await clock.advance(60_000);
    expect(edits).toHaveLength(1);
  });

  it('leaves what a person asked for to the answer they get', async () => {
    tell(replayIn(paused(byHand)), { kind: 'pause' });
    await clock.advance(60_000);
    expect(edits).toEqual([]);
    board.show(replayIn(paused(byHand)));
    await settled();
    expect(edits).toHaveLength(1);
  });

  it('edits a message that is almost an hour old when the state changes, and not for progress', async () => {
    post(1, 54);
    await clock.advance(5_000);
    await answerAll();
    expect(shown()).toEqual(['The post']);
    post(2, 55);
    await clock.advance(60_000);
    expect(edits).toHaveLength(1);
    tell(replayIn(finished, 56), posted);
    await settled();
    expect(shown()).toEqual(['The post', 'Comment 2 of 2']);
  });

  it('notes that an end is shown only when it is, not when what came before it was', async () => {
    board.show(replayIn(waiting(1)));
    tell(replayIn(finished), posted);
    edits[0]?.answer.resolve();
    await settled();
    expect(edits).toHaveLength(2);
    expect(endsNoted).toEqual([]);

    edits[1]?.answer.reject(new Error('connection reset'));
    await clock.advance(60_000);
    expect(endsNoted).toEqual([]);
    edits[2]?.answer.resolve();
    await settled();
    expect(endsNoted).toEqual(['1']);
  });

  it('shows the end that another process stored while this one still showed its own progress', async () => {
    post(1);
    await clock.advance(5_000);
    await settled();
    stored = replayIn(finished);
    await answerAll();
    await answerAll();
    expect(edits.at(-1)?.body).toContain('The end');
    expect(endsNoted).toEqual(['1']);
  });

  it('shows what has become of a replay since it was answered about, and nothing where nothing has', async () => {
    const answered = replayIn(waiting(1));
    await board.showLaterThan(answered);
    expect(edits).toEqual([]);
    stored = replayIn(finished);
    await board.showLaterThan(answered);
    await answerAll();
    expect(edits.map(({ body }) => body.includes('The end'))).toEqual([true]);
  });
});
