import { pino } from 'pino';
import { beforeEach, describe, expect, it } from 'vitest';
import { type PostOutcome, type ReplayStore, UnreadableError } from '../../src/replay/ports.ts';
import type { Pace } from '../../src/replay/post.ts';
import { Replays } from '../../src/replay/replays.ts';
import { LATE_AFTER } from '../../src/replay/state.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { FakeClock, settled } from '../support/fakeClock.ts';
import { everybody, FakeStage } from '../support/fakeStage.ts';
import { planOf, postOf } from '../support/plans.ts';

const readings = [0, 5_000, 7_000];
const lines = ['one', 'two', 'three'];

describe('the replays of a process', () => {
  let clock: FakeClock;
  let stage: FakeStage;
  let store: Store;
  let replays: Replays;
  /** Lines of the log. */
  let told: string[];

  const build = (replayStore: ReplayStore = store.replays) =>
    new Replays({
      stage,
      audience: everybody,
      replayStore,
      clock,
      log: pino({}, { write: (line) => told.push(line) }),
    });
  const plan = (id: string) => planOf(id, { script: lines.map((line, place) => postOf(line, place, readings[place])) });
  const start = async (id = '1') => {
    const outcome = await replays.start(plan(id), 'natural');
    await replays.begin(id, 'control');
    await settled();
    return outcome;
  };
  const state = async (id = '1') => (await store.replays.find('server', id))?.state;

  beforeEach(async () => {
    clock = new FakeClock();
    told = [];
    stage = new FakeStage(clock);
    store = await openStore('sqlite::memory:');
    replays = build();
  });

  it('a channel has one replay at a time, until that has ended', async () => {
    await start();
    expect(await replays.start(plan('2'), 'natural')).toMatchObject({ kind: 'occupied', by: { plan: { id: '1' } } });
    await replays.control('server', '1', { kind: 'stop' });
    expect(await replays.start(plan('2'), 'natural')).toMatchObject({ kind: 'started' });
  });

  it('the posts of a comment are found, however many it takes, and none of a comment that is not in the script', async () => {
    const script = [postOf('one', 0), postOf('two, first', 4), postOf('two, second', 4), postOf('three', 5)];
    await replays.start(planOf('1', { script }), 'natural');
    const replay = await replays.find('server', '1');
    if (!replay) throw new Error('It was not started.');
    expect(await replays.postsOf(replay, 4)).toEqual(script.slice(1, 3));
    expect(await replays.postsOf(replay, 1)).toEqual([]);
  });

  it('the replays that a process plays are counted by their state until they have ended', async () => {
    await start();
    await replays.start(planOf('2', { channelId: 'elsewhere' }), 'natural');
    expect(replays.countByState()).toEqual(new Map([['waiting', 2]]));
    await replays.control('server', '1', { kind: 'pause' });
    expect(replays.countByState()).toEqual(
      new Map([
        ['paused', 1],
        ['waiting', 1],
      ]),
    );
    await replays.control('server', '1', { kind: 'stop' });
    await replays.control('server', '2', { kind: 'stop' });
    expect(replays.countByState()).toEqual(new Map());
  });

  it('a replay that two processes have taken up is counted by the one that plays it', async () => {
    await start();
    const other = build();
    await other.resumeAll();
    await clock.advance(6_000);
    expect(stage.posts).toEqual(['one', 'two']);
    const counts = [...replays.countByState().values(), ...other.countByState().values()];
    expect(counts).toEqual([1]);
  });

  it('an interaction that Discord brings twice starts one replay, and is answered by that one', async () => {
    await start();
    expect(await start()).toMatchObject({ kind: 'started-before', replay: { plan: { id: '1' }, state: { next: 1 } } });
    expect(stage.posts).toEqual(['one']);
    await replays.control('server', '1', { kind: 'stop' });
    expect(await start()).toMatchObject({ kind: 'started-before', replay: { state: { kind: 'ended' } } });
    expect(stage.posts).toEqual(['one']);
  });

  it('a replay that was stored though the answer was lost plays once, and one that was not stored does not', async () => {
    let [answers, stores] = [false, true];
    const lost = new Error('the connection is gone');
    replays = build({
      ...store.replays,
      async add(...added) {
        if (stores) await store.replays.add(...added);
        throw lost;
      },
      async find(...asked) {
        if (!answers) throw lost;
        return store.replays.find(...asked);
      },
    });
    await expect(replays.start(plan('1'), 'natural')).rejects.toBe(lost);
    stores = false;
    await expect(replays.start({ ...plan('2'), channelId: 'other' }, 'natural')).rejects.toBe(lost);
    await clock.advance(12_000);
    expect(stage.posts).toEqual([]);
    answers = true;
    await clock.advance(20_000);
    expect(stage.posts).toEqual(lines);
    expect(await state()).toMatchObject({ kind: 'ended', reason: 'finished' });
  });

  it('a process that ends no longer asks whether a replay was stored', async () => {
    replays = build({
      ...store.replays,
      async add(...added) {
        await store.replays.add(...added);
        throw new Error('the connection is gone');
      },
    });
    await expect(replays.start(plan('1'), 'natural')).rejects.toThrow();
    await replays.halt();
    await clock.advance(60_000);
    expect(stage.posts).toEqual([]);
  });

  it('an interaction that is brought to two processes starts one replay, and nobody is told that it is in the way', async () => {
    const other = build();
    const outcomes = await Promise.all([replays.start(plan('1'), 'natural'), other.start(plan('1'), 'natural')]);
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['started', 'started-before']);
    await Promise.all([replays, other].map((process) => process.begin('1', 'control')));
    await clock.advance(12_000);
    expect(stage.posts).toEqual(lines);
  });

  /** Looks for what others left behind, again and again for so many milliseconds. */
  const lookFor = async (ms: number, process = replays) => {
    for (let passed = 0; passed < ms; passed += 30_000) {
      await process.takeUpStranded(30_000);
      await clock.advance(30_000);
    }
  };

  it('a replay that another process began, and goes on with no more, is taken up when its next step is a minute late', async () => {
    const other = build();
    await other.start(plan('1'), 'natural');
    await other.begin('1', 'control');
    await settled();
    await other.halt();
    // The second line would have been said after five seconds.
    await lookFor(90_000);
    expect(stage.posts).toEqual(['one']);
    await lookFor(60_000);
    expect(stage.posts).toEqual(lines);
  });

  it('a replay that another process goes on with is left to it, and is taken up when that one ends', async () => {
    const other = build();
    await other.start(planOf('1', { script: lines.map((line, place) => postOf(line, place, 100_000)) }), 'slow');
    await other.begin('1', 'control');
    await clock.advance(0);
    for (let looks = 0; stage.posts.length < 2; looks += 1) {
      if (looks > 20) throw new Error('Nobody plays.');
      await lookFor(30_000);
    }
    expect(await other.control('server', '1', { kind: 'pause' })).toMatchObject({ changed: true });
    await other.control('server', '1', { kind: 'resume' });
    await other.halt();
    await lookFor(600_000);
    expect(stage.posts).toEqual(lines);
    expect(stage.looks).toBe(0);
  });

  it('a replay that was lost to another process is taken back when that one ends', async () => {
    const other = build();
    await other.start(plan('1'), 'natural');
    await other.begin('1', 'control');
    await settled();
    await replays.resumeAll();
    // The other one is the first to store a step, so this one leaves the replay to it.
    await other.control('server', '1', { kind: 'skip' });
    await settled();
    await clock.advance(1_000);
    await other.halt();
    await clock.advance(60_000);
    expect(stage.posts).toEqual(['one', 'two']);
    await lookFor(150_000);
    expect(stage.posts).toEqual(lines);
  });

  it('a replay that was paused here, and went on in another process that ended, is taken up where that one left it', async () => {
    await start();
    await replays.control('server', '1', { kind: 'pause' });
    const other = build();
    await other.resumeAll();
    await other.control('server', '1', { kind: 'resume' });
    await settled();
    await other.halt();
    await lookFor(180_000);
    expect(stage.posts).toEqual(lines);
  });

  /** A replay of another process that ended between a request and its answer. */
  const leaveInFlight = async () => {
    let saved = 0;
    const other = build({
      ...store.replays,
      async save(...step) {
        saved += 1;
        if (saved > 1) throw new Error('the database is away');
        return store.replays.save(...step);
      },
    });
    await other.start(plan('1'), 'natural');
    await other.begin('1', 'control');
    await settled();
    await other.halt();
    expect((await state())?.kind).toBe('sending');
  };

  /** This process, whose steps cannot be stored as long as the database is away. */
  const buildWithBreaks = () => {
    const database = { isAway: true };
    replays = build({
      ...store.replays,
      async save(...step) {
        if (database.isAway) throw new Error('the database is away');
        return store.replays.save(...step);
      },
    });
    return database;
  };

  it('a stranded replay that could not be taken up, as the store was away, is taken up by a later look', async () => {
    await leaveInFlight();
    const database = buildWithBreaks();
    await lookFor(180_000);
    expect(stage.posts).toEqual(['one']);
    database.isAway = false;
    await lookFor(180_000);
    expect(stage.posts).toEqual(lines);
  });

  it('a replay whose control failed, as the store was away, is left to whoever goes on with it', async () => {
    await leaveInFlight();
    const database = buildWithBreaks();
    await expect(replays.control('server', '1', { kind: 'pause' })).rejects.toThrow('away');
    database.isAway = false;
    await lookFor(240_000);
    expect(stage.posts).toEqual(lines);
  });

  it('a replay that could not be ended with its thread, as the store was away, does not stand still for ever', async () => {
    await leaveInFlight();
    const database = buildWithBreaks();
    await expect(replays.endAllOf('server', plan('1').threadId)).rejects.toThrow('away');
    database.isAway = false;
    await lookFor(240_000);
    expect(stage.posts).toEqual(lines);
  });

  it('a replay of which another process stores a step during the look is left to that one', async () => {
    const other = build();
    await other.start(plan('1'), 'natural');
    await other.begin('1', 'control');
    await settled();
    await other.control('server', '1', { kind: 'pause' });
    const heard: string[] = [];
    replays = build({
      ...store.replays,
      async find(...asked) {
        await other.control('server', '1', { kind: 'stop' });
        return store.replays.find(...asked);
      },
    });
    replays.onStep((_, { kind }) => {
      heard.push(kind);
    });
    await lookFor(90_000);
    expect((await state())?.kind).toBe('ended');
    expect(heard).toEqual([]);
  });

  it('a stranded replay that cannot be read, such as one of a newer version, keeps no other from being taken up', async () => {
    const other = build();
    for (const id of ['1', '2']) {
      await other.start({ ...plan(id), channelId: id }, 'natural');
      await other.control('server', id, { kind: 'pause' });
    }
    await other.halt();
    replays = build({
      ...store.replays,
      async find(serverId, id) {
        if (id === '1') throw new UnreadableError('replay 1');
        return store.replays.find(serverId, id);
      },
    });
    await lookFor(90_000);
    expect(replays.countByState()).toEqual(new Map([['paused', 1]]));
    // Twice a minute for as long as the process lives.
    await lookFor(600_000);
    expect(told.filter((line) => line.includes('replay 1 cannot be read'))).toHaveLength(1);
  });

  it('what is brought to a process that ends is noted, and played by another', async () => {
    const other = build();
    await other.start(plan('1'), 'natural');
    await other.control('server', '1', { kind: 'pause' });
    await other.halt();
    await replays.halt();
    expect(await replays.control('server', '1', { kind: 'resume' })).toMatchObject({ changed: true });
    await clock.advance(60_000);
    expect(stage.posts).toEqual([]);
    expect(await state()).toMatchObject({ kind: 'waiting' });
  });

  it('two controls at once of what nobody plays here are carried out by one player', async () => {
    const other = build();
    await other.start(plan('1'), 'natural');
    await other.control('server', '1', { kind: 'pause' });
    await other.halt();
    await Promise.all(
      [{ kind: 'resume' } as const, { kind: 'change-pace', pace: 'fast' } as const].map((wish) =>
        replays.control('server', '1', wish),
      ),
    );
    await settled();
    expect(stage.posts).toEqual(['one']);
    await replays.halt();
    await clock.advance(60_000);
    expect(stage.posts).toEqual(['one']);
  });

  it('a replay that both processes look for is played once', async () => {
    const other = build();
    await other.start(plan('1'), 'natural');
    await other.begin('1', 'control');
    for (let second = 0; second < 40; second += 1) {
      for (const process of [replays, other]) await process.takeUpStranded(200_000);
      await clock.advance(1_000);
    }
    expect(stage.posts).toEqual(lines);
    expect((await state())?.kind).toBe('ended');
  });

  it('a control that is brought to two processes is carried out once, and neither says that it meant nothing', async () => {
    await start();
    const other = build();
    await other.resumeAll();
    for (const control of ['pause', 'resume', 'skip'] as const) {
      const outcomes = [
        await replays.control('server', '1', { kind: control }),
        await other.control('server', '1', { kind: control }),
      ];
      expect(outcomes, control).toMatchObject([{ changed: true }, { changed: true }]);
      await settled();
    }
    expect(stage.posts).toEqual(['one', 'two']);
    await clock.advance(6_999);
    expect(stage.posts).toEqual(['one', 'two']);
    const outcomes = [
      await replays.control('server', '1', { kind: 'stop' }),
      await other.control('server', '1', { kind: 'stop' }),
    ];
    expect(outcomes).toMatchObject([{ changed: true }, { changed: true }]);
    await clock.advance(60_000);
    expect(stage.posts).toEqual(['one', 'two']);
  });

  it('a wish at pace step that is brought to two processes is carried out once, and neither says that it meant nothing', async () => {
    await replays.start(plan('1'), 'step');
    await replays.begin('1', 'control');
    await settled();
    const other = build();
    await other.resumeAll();
    for (const wish of [{ kind: 'skip' }, { kind: 'change-pace', pace: 'slow' }] as const) {
      const outcomes = [await replays.control('server', '1', wish), await other.control('server', '1', wish)];
      expect(outcomes, wish.kind).toMatchObject([{ changed: true }, { changed: true }]);
      await settled();
    }
    expect(stage.posts).toEqual(['one', 'two']);
    await clock.advance(11_200);
    expect(stage.posts).toEqual(lines);
  });

  it('a line that is passed over by two processes is passed over once', async () => {
    const other = build();
    stage.next = [() => ({ kind: 'blocked', reason: { kind: 'blocked-by-automod' } })];
    await start();
    await other.resumeAll();
    const wish = { kind: 'pass-over', position: 0 } as const;
    const outcomes = [await replays.control('server', '1', wish), await other.control('server', '1', wish)];
    expect(outcomes).toMatchObject([{ changed: true }, { changed: true }]);
    await clock.advance(20_000);
    expect(stage.posts).toEqual(['two', 'three']);
    expect(await state()).toMatchObject({ kind: 'ended', passedOver: [0] });
  });

  it('a control of a replay that has ended means nothing', async () => {
    await start();
    await replays.control('server', '1', { kind: 'stop' });
    expect(await replays.control('server', '1', { kind: 'resume' })).toMatchObject({
      replay: { state: { kind: 'ended' } },
      changed: false,
    });
    expect(await replays.control('server', 'unknown', { kind: 'resume' })).toBeUndefined();
  });

  it('a server has 25 unfinished replays at most, and is told so as data', async () => {
    const startIn = (channelId: string) => replays.start(planOf(`replay-${channelId}`, { channelId }), 'natural');
    for (let channel = 1; channel <= 25; channel += 1) await startIn(String(channel));
    expect(await startIn('26')).toEqual({ kind: 'too-many', limit: 25 });
    expect(
      await replays.start(planOf('elsewhere', { serverId: 'other', channelId: 'other' }), 'natural'),
    ).toMatchObject({
      kind: 'started',
    });
    await replays.control('server', 'replay-1', { kind: 'stop' });
    expect(await startIn('26')).toMatchObject({ kind: 'started' });
  });

  it('a server that has 25 unfinished replays may start another once one stands still in a channel that is gone', async () => {
    const startIn = async (channelId: string, pace: Pace = 'step') => {
      const outcome = await replays.start({ ...plan(`replay-${channelId}`), channelId }, pace);
      await replays.begin(`replay-${channelId}`, undefined);
      await settled();
      return outcome;
    };
    const asked: (string | null)[] = [];
    let gone: readonly string[] = [];
    stage.obstacle = async ({ stageChannelId }) => {
      asked.push(stageChannelId);
      return gone.includes(stageChannelId ?? '') ? { kind: 'gone', reason: 'channel-gone' } : undefined;
    };
    for (let channel = 1; channel <= 24; channel += 1) await startIn(String(channel));
    await startIn('playing', 'slow');
    await replays.control('server', 'replay-2', { kind: 'pause' });
    expect(asked).toEqual([]);
    expect(await startIn('26')).toEqual({ kind: 'too-many', limit: 25 });
    expect(asked).toHaveLength(24);
    expect(asked).not.toContain('playing');
    gone = ['1', '2'];
    expect(await startIn('26')).toMatchObject({ kind: 'started' });
    for (const id of ['replay-1', 'replay-2'])
      expect(await state(id)).toMatchObject({ kind: 'ended', reason: 'channel-gone' });
    expect(await startIn('27')).toMatchObject({ kind: 'started' });
    expect(await startIn('28')).toMatchObject({ kind: 'too-many' });
  });

  it('a control message of a replay that nobody plays here is noted nowhere', async () => {
    await replays.showOn('unknown', 'control');
    await start();
    await replays.showOn('1', 'another');
    expect(await store.replays.find('server', '1')).toMatchObject({ controlMessageId: 'another' });
  });

  it('no other server can see or control a replay', async () => {
    await start();
    expect(await replays.control('another', '1', { kind: 'stop' })).toBeUndefined();
    expect(await replays.find('another', '1')).toBeUndefined();
    expect(await replays.inChannel('another', 'channel')).toBeUndefined();
  });

  it('the replays of a thread that is removed end in its server, those of another process too', async () => {
    await start();
    const other = build();
    await other.start(planOf('theirs', { channelId: 'theirs' }), 'natural');
    await other.start(planOf('of-another-thread', { channelId: 'elsewhere', threadId: 'another' }), 'natural');
    await other.start(planOf('of-another-server', { channelId: 'abroad', serverId: 'abroad' }), 'natural');
    await replays.endAllOf('server', plan('1').threadId);
    const unfinished = (await store.replays.unfinished()).replays.map((replay) => replay.plan.id);
    expect(unfinished.toSorted()).toEqual(['of-another-server', 'of-another-thread']);
    expect(await replays.find('server', 'theirs')).toMatchObject({
      state: { kind: 'ended', reason: 'thread-removed' },
    });
    // The other process learns of it before it posts.
    await other.begin('theirs', undefined);
    await clock.advance(20_000);
    expect(stage.posts).toEqual(['one']);
  });

  it('a removed thread’s replay ends though another process has just made a step of it', async () => {
    await start();
    const other = build();
    await other.control('server', '1', { kind: 'pause' });
    await replays.endAllOf('server', plan('1').threadId);
    expect((await store.replays.unfinished()).replays).toEqual([]);
  });

  it('a gap goes on after a restart where it was', async () => {
    await start();
    await clock.advance(2_000);
    await replays.halt();
    replays = build();
    await replays.resumeAll();
    await clock.advance(2_999);
    expect(stage.posts).toEqual(['one']);
    await clock.advance(1);
    expect(stage.posts).toEqual(['one', 'two']);
  });

  it('a replay that a crash interrupted between request and answer looks before it posts', async () => {
    stage.next = [
      (accept) => {
        accept();
        return new Promise(() => undefined);
      },
    ];
    await start();
    replays = build();
    await replays.resumeAll();
    await clock.advance(12_000);
    expect(stage.posts).toEqual(lines);
    expect(stage.looks).toBe(1);
  });

  it('a replay that was stored but never begun plays after a restart', async () => {
    await replays.start(plan('1'), 'natural');
    replays = build();
    await replays.resumeAll();
    await clock.advance(12_000);
    expect(stage.posts).toEqual(lines);
  });

  it('a replay whose turn passed long ago is resumed by a person alone', async () => {
    await start();
    await replays.halt();
    await clock.advance(5_001 + LATE_AFTER);
    replays = build();
    await replays.resumeAll();
    await clock.advance(60_000);
    expect(await state()).toMatchObject({ kind: 'paused', reason: { kind: 'late' } });
    await replays.control('server', '1', { kind: 'resume' });
    await clock.advance(7_000);
    expect(stage.posts).toEqual(lines);
  });

  it('two processes that play one replay post every line once', async () => {
    await start();
    const other = build();
    await other.resumeAll();
    await clock.advance(60_000);
    expect(stage.posts).toEqual(lines);
  });

  it('a replay that another process took further is left to it, and seen as that one left it', async () => {
    await start();
    const other = build();
    await other.resumeAll();
    await other.control('server', '1', { kind: 'stop' });
    await clock.advance(60_000);
    expect(stage.posts).toEqual(['one']);
    expect(await replays.find('server', '1')).toMatchObject({ state: { kind: 'ended', reason: 'stopped' } });
  });

  it('a replay ends when its server turns out to be gone, and only then', async () => {
    await start();
    await replays.checkReach('1');
    stage.inTheWay = { kind: 'blocked', reason: { kind: 'missing-permission', permission: 'ViewChannel' } };
    await replays.checkReach('1');
    expect(await state()).toMatchObject({ kind: 'waiting' });
    stage.inTheWay = { kind: 'gone', reason: 'server-gone' };
    await replays.checkReach('1');
    expect(await state()).toMatchObject({ kind: 'ended', reason: 'server-gone' });
  });

  it('a replay whose end nobody was shown is told of after a restart', async () => {
    await start();
    await replays.control('server', '1', { kind: 'stop' });
    replays = build();
    const told: string[] = [];
    replays.onStep(({ plan: { id }, state: { kind } }, event) => void told.push(`${id} ${kind} ${event.kind}`));
    await replays.resumeAll();
    expect(told).toEqual(['1 ended restarted']);
  });

  it('a wish that means nothing is neither stored nor told of', async () => {
    await start();
    const told: string[] = [];
    replays.onStep((_, event) => void told.push(event.kind));
    const before = await store.replays.find('server', '1');
    expect(await replays.control('server', '1', { kind: 'resume' })).toMatchObject({ changed: false });
    expect(await store.replays.find('server', '1')).toEqual(before);
    expect(told).toEqual([]);
  });

  it('a halt waits for the post on its way, and no other is begun', async () => {
    let answer = (_: PostOutcome): void => undefined;
    stage.next = [
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    ];
    await start();
    const halted = replays.halt();
    answer({ kind: 'posted', messageId: 'late' });
    await halted;
    await clock.advance(60_000);
    expect(await state()).toMatchObject({ kind: 'waiting', next: 1 });
    expect(stage.posts).toEqual([]);
  });

  it('a replay that is taken up before the time is known waits no more than its gap, and does not ask afterwards', async () => {
    await start();
    await clock.advance(1_000);
    await replays.halt();
    const then = clock.now();
    clock.leap(-then);
    replays = build();
    await replays.resumeAll();
    await clock.advance(5_000);
    expect(stage.posts).toEqual(['one', 'two']);
    clock.leap(then);
    await clock.advance(7_000);
    expect(stage.posts).toEqual(lines);
  });

  it('a stored replay that nobody can read is given up and logged, and keeps neither the others nor its channel', async () => {
    await start();
    await replays.halt();
    const logged: string[] = [];
    const log = pino({ base: null }, { write: (line) => logged.push(line) });
    const broken = { id: 'broken', serverId: 'server', cause: new Error('no plan') };
    const again = new Replays({
      ...{ stage, audience: everybody, clock, log },
      replayStore: {
        ...store.replays,
        unfinished: async () => ({ ...(await store.replays.unfinished()), unreadable: [broken] }),
      },
    });
    await again.resumeAll();
    await clock.advance(12_000);
    expect(stage.posts).toEqual(lines);
    expect(logged.join()).toMatch(
      /"replay":"broken","server":"server","err":\{.*no plan.*cannot be read: it was given up/,
    );
  });

  it('a discussion takes up no channel before it is opened, and the one that was opened from then on', async () => {
    const discussion = { kind: 'thread-channel', name: 'Tea', announces: false } as const;
    const started = await replays.start({ ...plan('1'), discussion }, 'natural');
    expect(started).toMatchObject({ kind: 'started', replay: { stageChannelId: null } });
    expect(await replays.start(plan('2'), 'natural')).toMatchObject({ kind: 'started' });
    expect((await replays.controlledFrom('server', 'channel')).map((replay) => replay.plan.id)).toEqual(['1', '2']);
    await replays.begin('1', 'control');
    await settled();
    expect(await replays.inChannel('server', 'opened 1')).toMatchObject({ plan: { id: '1' } });
    const inside = { ...plan('3'), channelId: 'opened 1' };
    expect(await replays.start(inside, 'natural')).toMatchObject({ kind: 'occupied', by: { plan: { id: '1' } } });
  });
});
