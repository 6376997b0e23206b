import { SnowflakeUtil } from 'discord.js';
import { pino } from 'pino';
import { beforeEach, describe, expect, it } from 'vitest';
import { ControlBoard } from '../../../src/discord/stage/controlBoard.ts';
import { UnreadableError } from '../../../src/replay/ports.ts';
import type { Replay } from '../../../src/replay/replay.ts';
import type { PauseReason, ReplayEvent, ReplayState } from '../../../src/replay/state.ts';
import type { Undo } from '../../../src/replay/undo.ts';
import type { UndoEvent } from '../../../src/replay/undos.ts';
import { FakeClock, settled } from '../../support/fakeClock.ts';
import { planOf, replayOf, uneventful } from '../../support/plans.ts';

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
  /** The messages that were sent, and whether sending fails. */
  let sendings: { channelId: string; body: object }[];
  let sendFails: boolean;
  let board: ControlBoard;
  /** Whether posts wait for requests that can be made. */
  let isBusy: boolean;
  let tell: (replay: Replay, event: ReplayEvent) => void;
  let tellUndo: (replay: Replay, event: UndoEvent) => void;
  let revision: number;
  /** What another process stored. */
  let stored: Replay | undefined;
  /** The replays whose ends no control message is known to show. */
  let leftUnshown: Replay[];
  /** Those of them that nobody can read. */
  let unreadableIds: string[];
  /** Lines of the log. */
  let told: string[];

  beforeEach(() => {
    clock = new FakeClock();
    edits = [];
    [endsNoted, sendings, sendFails, isBusy] = [[], [], false, false];
    revision = 0;
    stored = undefined;
    [leftUnshown, unreadableIds, told] = [[], [], []];
    const unused = () => Promise.reject(new Error('The board asks for this only where it does not know the message.'));
    const editMessage = (_channelId: string, _messageId: string, body: object) => {
      const answer = Promise.withResolvers<void>();
      edits.push({ body: JSON.stringify(body), answer });
      return answer.promise;
    };
    board = new ControlBoard({
      api: {
        ...{ editMessage, messagesAfter: unused, setArchived: unused },
        sendMessage: async (channelId, body) => {
          sendings.push({ channelId, body });
          if (sendFails) throw new Error('ECONNRESET');
          return { id: '77', channel_id: channelId };
        },
      },
      replays: {
        onStep: (listener) => {
          tell = (replay, event) => void listener(replay, event, replay.state);
          return () => undefined;
        },
        showOn: unused,
        checkReach: unused,
      },
      undos: {
        onStep: (listener) => {
          tellUndo = (replay, event) => void listener(replay, event, replay.state);
          return () => undefined;
        },
      },
      replayStore: {
        find: async (_, id) => {
          if (unreadableIds.includes(id)) throw new UnreadableError(`replay ${id}`);
          return stored;
        },
        setEndShown: async ({ id }) => void endsNoted.push(id),
        unshownEnds: async () =>
          leftUnshown.map(({ plan: { serverId, id }, revision }) => ({ serverId, id, revision })),
      },
      budget: {
        get isBusy() {
          return isBusy;
        },
      },
      clock,
      log: pino({}, { write: (line) => told.push(line) }),
    });
  });

  const replayIn = (state: ReplayState, minutes = 1, id = '1'): Replay => {
    revision += 1;
    return replayOf(planOf(id), { state, revision, lastMessageId: idAt(minutes), controlMessageId: idAt(0) });
  };
  const posted: ReplayEvent = { kind: 'posted', messageId: '10' };
  /** So many posts are there. */
  const post = (number: number, minutes?: number) => tell(replayIn(waiting(number), minutes), posted);
  const answerAll = async () => {
    for (const { answer } of edits) answer.resolve();
    await settled();
  };
  const shown = () => edits.map(({ body }) => /The post|Comment \d of \d|\d comments/.exec(body)?.[0]);

  it('the control message that no answer shows is sent so that Discord takes it once, however often', async () => {
    const replay = replayOf(planOf('1'), { controlMessageId: null });
    expect([await board.announce(replay), await board.announce(replay)]).toEqual(['77', '77']);
    expect(sendings[0]?.body).toMatchObject({ nonce: expect.any(String), enforce_nonce: true });
    expect(sendings[1]).toEqual(sendings[0]);
    await board.announce(replayOf(planOf('2'), { controlMessageId: null }));
    expect(Object(sendings[2]?.body).nonce).not.toBe(Object(sendings[0]?.body).nonce);
  });

  it('a control message that cannot be sent keeps nobody waiting, and none is sent where there is no place for it yet', async () => {
    sendFails = true;
    expect(await board.announce(replayOf(planOf('1'), { controlMessageId: null }))).toBeUndefined();
    sendFails = false;
    const plan = planOf('2', { controlChannelId: null });
    const inForum = { ...replayOf(plan, { controlMessageId: null }), stageChannelId: null };
    expect(await board.announce(inForum)).toBeUndefined();
    expect(sendings).toHaveLength(1);
  });

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

  it('shows the progress of many replays less often, all of it in the end, and what matters at once', async () => {
    const ids = Array.from({ length: 300 }, (_, number) => String(number + 1));
    for (const id of ids) tell(replayIn(waiting(1), 1, id), posted);
    await clock.advance(10_000);
    expect(edits.length).toBeGreaterThan(20);
    expect(edits.length).toBeLessThanOrEqual(50);
    await answerAll();
    const before = edits.length;
    tell(replayIn(paused(unreachable), 1, '300'), { kind: 'absent' });
    await settled();
    expect(edits).toHaveLength(before + 1);
    await clock.advance(55_000);
    expect(edits).toHaveLength(300);
    await answerAll();
    // Once the crowd is gone a single replay is shown as often as ever.
    tell(replayIn(waiting(2), 1, '7'), posted);
    await clock.advance(5_000);
    expect(edits).toHaveLength(301);
  });

  it('shows the progress of one among many as soon as it is alone, however long it would have waited', async () => {
    const ids = Array.from({ length: 1_000 }, (_, number) => String(number + 1));
    for (const id of ids) tell(replayIn(waiting(1), 1, id), posted);
    await clock.advance(5_000);
    for (const id of ids.slice(0, -1)) tell(replayIn(finished, 1, id), posted);
    await settled();
    await answerAll();
    const before = edits.length;
    expect(before).toBeLessThan(1_010);
    await clock.advance(1_000);
    expect(edits).toHaveLength(before + 1);
    expect(shown().at(-1)).toBe('The post');
  });

  it('holds progress back for a minute at most while posts wait for requests, and nothing that matters', async () => {
    isBusy = true;
    post(1);
    tell(replayIn(waiting(1), 1, '2'), posted);
    await clock.advance(64_999);
    expect(edits).toEqual([]);
    tell(replayIn(paused(unreachable), 1, '2'), { kind: 'absent' });
    await settled();
    expect(edits).toHaveLength(1);
    await clock.advance(5_001);
    expect(shown()).toHaveLength(2);
  });

  it('shows progress that posts held back as soon as they need no more', async () => {
    isBusy = true;
    post(1);
    await clock.advance(20_000);
    isBusy = false;
    await clock.advance(5_000);
    expect(edits).toHaveLength(1);
  });

  it('shows progress five seconds after something that mattered was shown, not sooner', async () => {
    post(1);
    await clock.advance(3_000);
    tell(replayIn(paused(unreachable)), { kind: 'absent' });
    await settled();
    await answerAll();
    post(2);
    await clock.advance(4_999);
    expect(edits).toHaveLength(1);
    await clock.advance(1);
    expect(edits).toHaveLength(2);
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

  it('shows at once that a replay is being undone and that it is, and how far that is now and then', async () => {
    const undone = (undo: Undo): Replay => ({ ...replayIn(finished), undo });
    const common = { askedBy: 'person', askedAt: 0, posts: 3 };
    tellUndo(undone({ kind: 'under-way', ...common, left: 3 }), { kind: 'begun' });
    await answerAll();
    tellUndo(undone({ kind: 'under-way', ...common, left: 2 }), { kind: 'deleted' });
    tellUndo(undone({ kind: 'under-way', ...common, left: 1 }), { kind: 'deleted' });
    await clock.advance(4_999);
    expect(edits).toHaveLength(1);
    await clock.advance(1);
    await answerAll();
    tellUndo(undone({ kind: 'done', ...common }), { kind: 'done' });
    await answerAll();
    const said = ['Undoing: 0 of 3 posts deleted', 'Undoing: 2 of 3 posts deleted', 'Undone: 3 posts deleted'];
    expect(said.filter((text, at) => edits[at]?.body.includes(text))).toEqual(said);
    expect(edits).toHaveLength(3);
  });

  it('shows nothing but begin and end of an undoing on a message that is almost an hour old', async () => {
    clock.leap(Date.UTC(2026, 0, 1, 0, 55) - clock.now());
    const common = { askedBy: 'person', askedAt: 0, posts: 3 };
    tellUndo({ ...replayIn(finished), undo: { kind: 'under-way', ...common, left: 3 } }, { kind: 'begun' });
    await answerAll();
    tellUndo({ ...replayIn(finished), undo: { kind: 'under-way', ...common, left: 2 } }, { kind: 'deleted' });
    await clock.advance(60_000);
    expect(edits).toHaveLength(1);
    tellUndo({ ...replayIn(finished), undo: { kind: 'done', ...common } }, { kind: 'done' });
    await settled();
    expect(edits).toHaveLength(2);
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

  it('shows an end again once an edit whose answer was lost before it can no longer be carried out, and notes it then', async () => {
    board.show(replayIn(waiting(1)));
    await settled();
    edits[0]?.answer.reject(new Error('connection reset'));
    await settled();
    tell(replayIn(finished), posted);
    await clock.advance(5_000);
    await answerAll();
    expect(shown()).toEqual(['The post', 'Comment 2 of 2']);
    expect(endsNoted).toEqual([]);
    await clock.advance(2_999);
    expect(edits).toHaveLength(2);
    await clock.advance(1);
    await answerAll();
    expect(shown()).toEqual(['The post', 'Comment 2 of 2', 'Comment 2 of 2']);
    expect(endsNoted).toEqual(['1']);
    await clock.advance(600_000);
    expect(edits).toHaveLength(3);
  });

  it('shows again what a person was answered with meanwhile, which an edit whose answer was lost may have hidden', async () => {
    board.show(replayIn(waiting(1)));
    await settled();
    edits[0]?.answer.reject(new Error('connection reset'));
    await clock.advance(5_000);
    await answerAll();
    tell(replayIn(paused(byHand)), { kind: 'pause' });
    await clock.advance(3_000);
    await answerAll();
    expect(edits.map(({ body }) => body.includes('Paused'))).toEqual([false, false, true]);
  });

  it('shows nothing again where nothing has happened since an edit whose answer was lost', async () => {
    tell(replayIn(finished), posted);
    await settled();
    edits[0]?.answer.reject(new Error('connection reset'));
    await clock.advance(5_000);
    await answerAll();
    expect(endsNoted).toEqual(['1']);
    await clock.advance(600_000);
    expect(edits).toHaveLength(2);
  });

  it('shows an end of the run before again, whose last edit may still be on its way, and nothing again where none was shown', async () => {
    tell(replayIn(waiting(1), 1, '2'), { kind: 'restarted' });
    tell(replayIn(finished), { kind: 'restarted' });
    await clock.advance(7_999);
    await answerAll();
    expect(edits).toHaveLength(1);
    await clock.advance(1);
    await answerAll();
    expect(shown()).toEqual(['Comment 2 of 2', 'Comment 2 of 2']);
    expect(endsNoted).toEqual(['1']);
    await clock.advance(600_000);
    expect(edits).toHaveLength(2);
  });

  it('shows an end that another process left unshown, once it was found so twice, and none that this one is about to show', async () => {
    stored = replayIn(finished);
    leftUnshown = [stored];
    await board.showLeftUnshown();
    await settled();
    expect(edits).toEqual([]);
    await board.showLeftUnshown();
    await settled();
    expect(shown()).toEqual(['Comment 2 of 2']);
    await board.showLeftUnshown();
    await board.showLeftUnshown();
    await answerAll();
    expect(edits).toHaveLength(1);
    expect(endsNoted).toEqual(['1']);
  });

  it('shows an end that another process left unshown of a replay that this one had begun', async () => {
    tell(replayIn(waiting(1)), posted);
    await clock.advance(5_000);
    await answerAll();
    stored = replayIn(finished);
    leftUnshown = [stored];
    for (let looks = 0; looks < 2; looks += 1) await board.showLeftUnshown();
    await answerAll();
    expect(shown()).toEqual(['The post', 'Comment 2 of 2']);
    expect(endsNoted).toEqual(['1']);
  });

  it('an end that cannot be read keeps no other from being shown, and is told of once', async () => {
    const [unreadable, other] = [replayIn(finished, 1, '1'), replayIn(finished, 1, '2')];
    leftUnshown = [unreadable, other];
    stored = other;
    unreadableIds = ['1'];
    for (let looks = 0; looks < 5; looks += 1) await board.showLeftUnshown();
    await answerAll();
    expect(endsNoted).toEqual(['2']);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('cannot be read');
  });

  it('waits once more where another process stored something later of an end that was unshown', async () => {
    leftUnshown = [replayIn(finished)];
    await board.showLeftUnshown();
    stored = replayIn(finished);
    leftUnshown = [stored];
    await board.showLeftUnshown();
    await settled();
    expect(edits).toEqual([]);
  });
});
