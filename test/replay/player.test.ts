import { pino } from 'pino';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Discussion } from '../../src/replay/discussion.ts';
import { type Audience, type PostOutcome, type ReplayStore, UnreadableError } from '../../src/replay/ports.ts';
import type { Pace } from '../../src/replay/post.ts';
import { Replays } from '../../src/replay/replays.ts';
import { BEGIN_WITHIN, RETRY_WAITS, SETTLE } from '../../src/replay/state.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { PersonaKey } from '../../src/thread/identity.ts';
import { FakeClock, settled } from '../support/fakeClock.ts';
import { everybody, FakeStage } from '../support/fakeStage.ts';
import { planOf, postOf } from '../support/plans.ts';

const readings = [0, 5_000, 7_000];
const lines = ['one', 'two', 'three'];

describe('the player of a replay', () => {
  let clock: FakeClock;
  let stage: FakeStage;
  let store: Store;
  let audience: Audience;
  let replays: Replays;

  const build = (replayStore: ReplayStore = store.replays) =>
    new Replays({ stage, audience, replayStore, clock, log: pino({ level: 'silent' }) });
  const plan = (id: string) => planOf(id, { script: lines.map((line, place) => postOf(line, place, readings[place])) });
  const start = async (id = '1', pace: Pace = 'natural') => {
    const outcome = await replays.start(plan(id), pace);
    await replays.begin(id, 'control');
    await settled();
    return outcome;
  };
  const state = async (id = '1') => (await store.replays.find('server', id))?.state;

  beforeEach(async () => {
    clock = new FakeClock();
    stage = new FakeStage(clock);
    audience = everybody;
    store = await openStore('sqlite::memory:');
    replays = build();
  });

  it('a replay keeps its pace, and shows typing in the last part of a gap', async () => {
    const began = clock.now();
    await start();
    expect(stage.posts).toEqual(['one']);
    await clock.advance(4_999);
    expect(stage.posts).toEqual(['one']);
    expect(stage.typed).toEqual([began + 2_500]);
    await clock.advance(1);
    expect(stage.posts).toEqual(['one', 'two']);
    await clock.advance(7_000);
    expect(stage.posts).toEqual(lines);
    expect(await state()).toMatchObject({ kind: 'ended', reason: 'finished' });
  });

  it('a replay posts nothing while it is paused, and then waits only the rest of the gap', async () => {
    await start();
    await clock.advance(3_000);
    await replays.control('server', '1', { kind: 'pause' });
    await clock.advance(60_000);
    expect(stage.posts).toEqual(['one']);
    await replays.control('server', '1', { kind: 'resume' });
    await clock.advance(1_999);
    expect(stage.posts).toEqual(['one']);
    await clock.advance(1);
    expect(stage.posts).toEqual(['one', 'two']);
  });

  it('a skip brings the next post now, and leaves nothing out', async () => {
    await start();
    await replays.control('server', '1', { kind: 'skip' });
    await settled();
    expect(stage.posts).toEqual(['one', 'two']);
    await clock.advance(7_000);
    expect(stage.posts).toEqual(lines);
  });

  it('a replay posts nothing more once it is stopped', async () => {
    await start();
    await replays.control('server', '1', { kind: 'stop' });
    await clock.advance(60_000);
    expect(stage.posts).toEqual(['one']);
  });

  it('a replay that is made slower or faster in the middle of a gap keeps the part of it that is over', async () => {
    await start();
    await clock.advance(2_000);
    await replays.control('server', '1', { kind: 'change-pace', pace: 'slow' });
    await clock.advance(4_799);
    expect(stage.posts).toEqual(['one']);
    await clock.advance(1);
    expect(stage.posts).toEqual(['one', 'two']);
    await replays.control('server', '1', { kind: 'change-pace', pace: 'fast' });
    await clock.advance(2_800);
    expect(stage.posts).toEqual(lines);
  });

  it('at pace step each line comes when somebody asks for it, at once and without typing', async () => {
    await start('1', 'step');
    await clock.advance(60_000);
    expect(stage.posts).toEqual(['one']);
    await replays.control('server', '1', { kind: 'skip' });
    await settled();
    expect(stage.posts).toEqual(['one', 'two']);
    await clock.advance(60_000);
    await replays.control('server', '1', { kind: 'skip' });
    await settled();
    expect(stage.posts).toEqual(lines);
    expect(stage.typed).toEqual([]);
    expect(await state()).toMatchObject({ kind: 'ended', reason: 'finished' });
  });

  it('a post that the store cannot give is waited for, and comes once', async () => {
    let broken = true;
    replays = build({
      ...store.replays,
      post: (...asked) => (broken ? Promise.reject(new Error('locked')) : store.replays.post(...asked)),
    });
    await start();
    await clock.advance(2_000);
    expect(stage.posts).toEqual([]);
    expect(await state()).toMatchObject({ kind: 'waiting', next: 0, failures: 0 });
    broken = false;
    await clock.advance(10_000);
    expect(stage.posts[0]).toBe('one');
    await clock.advance(20_000);
    expect(stage.posts).toEqual(lines);
  });

  it('a post that nobody can read pauses its replay, which goes on without it once people pass over it', async () => {
    let reads = 0;
    replays = build({
      ...store.replays,
      async post(key, position) {
        if (position !== 1) return store.replays.post(key, position);
        reads += 1;
        throw new UnreadableError(`post ${position} of ${key.id}`);
      },
    });
    await start();
    await clock.advance(60_000);
    expect(await state()).toMatchObject({ kind: 'paused', next: 1, reason: { kind: 'unreadable-line' } });
    expect(reads).toBe(1);
    await replays.control('server', '1', { kind: 'pass-over', position: 1 });
    await clock.advance(60_000);
    expect(stage.posts).toEqual(['one', 'three']);
    expect(await state()).toMatchObject({ kind: 'ended', reason: 'finished', passedOver: [1] });
  });

  it('a replay can be stopped while the store cannot give its next post', async () => {
    replays = build({ ...store.replays, post: () => Promise.reject(new Error('locked')) });
    await start();
    await replays.control('server', '1', { kind: 'stop' });
    await clock.advance(60_000);
    expect(stage.posts).toEqual([]);
    expect(await state()).toMatchObject({ kind: 'ended', reason: 'stopped' });
  });

  it('a replay asks the store for each post once, and holds none while it waits', async () => {
    const asked: number[] = [];
    replays = build({
      ...store.replays,
      post: (key, position) => {
        asked.push(position);
        return store.replays.post(key, position);
      },
    });
    await start();
    expect(asked).toEqual([0]);
    await clock.advance(12_000);
    expect(asked).toEqual([0, 1, 2]);
    expect(stage.posts).toEqual(lines);
  });

  it('the first post may notify members, and no other, unless the plan says otherwise', async () => {
    for (const [notify, expected] of [
      ['first', [true, false, false]],
      ['all', [true, true, true]],
      ['none', [false, false, false]],
    ] as const) {
      stage.notifying = [];
      await replays.start({ ...plan(notify), notify }, 'instant');
      await replays.begin(notify, 'control');
      await clock.advance(1_000);
      expect(stage.notifying, notify).toEqual(expected);
    }
  });

  it('the first post may notify members though what should have come before it is left out', async () => {
    audience = { hears: async (_, persona) => persona !== 'ann' };
    replays = build();
    const [first, ...others] = plan('1').script;
    if (!first) throw new Error('The script is empty.');
    await replays.start(
      planOf('1', { script: [{ ...first, persona: PersonaKey.parse('ann') }, ...others] }),
      'instant',
    );
    await replays.begin('1', 'control');
    await settled();
    expect(stage.notifying).toEqual([true, false]);
  });

  it('a post whose answer was lost after it was accepted is not repeated', async () => {
    stage.next = [
      (accept) => {
        accept();
        return { kind: 'unclear' };
      },
    ];
    await start();
    await clock.advance(12_000);
    expect(stage.posts).toEqual(lines);
    expect(stage.looks).toBe(1);
  });

  it('a post that never arrived is repeated, but only after it had time to arrive', async () => {
    stage.next = [() => ({ kind: 'unclear' })];
    await start();
    await clock.advance(SETTLE - 1);
    expect(stage.posts).toEqual([]);
    await clock.advance(SETTLE + 30_000);
    expect(stage.posts).toEqual(lines);
  });

  it('a post that is late after it was stored as on its way is not begun: others no longer reckon with it', async () => {
    const slow: ReplayStore = {
      ...store.replays,
      async save(...stored) {
        const saved = await store.replays.save(...stored);
        if (stored[2].kind === 'sending' && stage.posts.length === 0) await clock.wait(BEGIN_WITHIN + 1);
        return saved;
      },
    };
    replays = build(slow);
    await start();
    await clock.advance(BEGIN_WITHIN + 1);
    expect(stage.posts).toEqual([]);
    expect(await state()).toMatchObject({ kind: 'waiting', next: 0, failures: 1 });
  });

  it('a post that is begun in the last instant in which others reckon with it is begun', async () => {
    const slow: ReplayStore = {
      ...store.replays,
      async save(...stored) {
        const saved = await store.replays.save(...stored);
        if (stored[2].kind === 'sending' && stage.posts.length === 0) await clock.wait(BEGIN_WITHIN);
        return saved;
      },
    };
    replays = build(slow);
    await start();
    await clock.advance(BEGIN_WITHIN);
    expect(stage.posts).toEqual(['one']);
  });

  it('no post is made before all it needs is there', async () => {
    stage.nextReady = [{ kind: 'absent' }, { kind: 'rate-limited', for: 500, refused: false }];
    await start();
    expect(stage.posts).toEqual([]);
    await clock.advance(RETRY_WAITS[0] + 500);
    expect(stage.posts).toEqual(['one']);
  });

  it('what happened is stored as soon as the store works again, and nothing is posted before', async () => {
    let broken = false;
    const flaky: ReplayStore = {
      ...store.replays,
      save: (...step) => (broken ? Promise.reject(new Error('disk full')) : store.replays.save(...step)),
    };
    replays = build(flaky);
    stage.next = [
      (accept) => {
        broken = true;
        return accept();
      },
    ];
    await start();
    await clock.advance(20_000);
    expect(stage.posts).toEqual(['one']);
    await expect(replays.control('server', '1', { kind: 'pause' })).rejects.toThrow('disk full');
    broken = false;
    await clock.advance(60_000);
    expect(stage.posts).toEqual(lines);
  });

  it('a store that is out of order is tried again after half a second, then more and more seldom', async () => {
    const began = clock.now();
    const tried: number[] = [];
    replays = build({
      ...store.replays,
      async save(...step) {
        tried.push(clock.now() - began);
        if (tried.length <= 6) throw new Error('disk full');
        return store.replays.save(...step);
      },
    });
    await start();
    await clock.advance(110_000);
    expect(tried.slice(0, 7)).toEqual([0, 500, 2_500, 10_500, 40_500, 70_500, 100_500]);
    expect(stage.posts).toEqual(['one', 'two']);
  });

  it('a replay that is resumed at any instant of its being paused goes on', async () => {
    for (let turns = 0; turns < 20; turns += 1) {
      const replayStore: ReplayStore = {
        ...store.replays,
        // A store that answers after so many turns, sooner than one with a disk: the step is being made sure of meanwhile.
        async save(...step) {
          const saved = store.replays.save(...step);
          if (step[2].kind !== 'waiting') return saved;
          for (let turn = 0; turn < turns; turn += 1) await undefined;
          return true;
        },
      };
      stage.next = [() => ({ kind: 'blocked', reason: { kind: 'locked' } })];
      replays = build(replayStore);
      const resumed = replays.onStep(({ plan, state }) => {
        if (state.kind === 'paused') void replays.control(plan.serverId, plan.id, { kind: 'resume' });
      });
      await replays.start(planOf(`${turns}`, { channelId: `${turns}` }), 'instant');
      await replays.begin(`${turns}`, undefined);
      await clock.advance(60_000);
      resumed();
      expect(await state(`${turns}`), `${turns} turns`).toMatchObject({ kind: 'ended', reason: 'finished' });
    }
  });

  it('an unexpected failure of a look is tried again later, and the replay goes on', async () => {
    stage.next = [
      (accept) => {
        accept();
        return { kind: 'unclear' };
      },
    ];
    const look = vi.spyOn(stage, 'look').mockRejectedValueOnce(new TypeError('a fault of ours'));
    await start();
    expect(await state()).toMatchObject({ kind: 'doubtful', unseen: 1 });
    await clock.advance(60_000);
    expect(look).toHaveBeenCalledTimes(2);
    expect(stage.posts).toEqual(lines);
  });

  it('an unexpected failure counts as a lost answer, and the replay goes on', async () => {
    stage.next = [() => Promise.reject(new TypeError('a fault of ours'))];
    await start();
    await clock.advance(60_000);
    expect(stage.posts).toEqual(lines);
  });

  describe('an operator', () => {
    let logged: { level: string; msg: string }[];

    const told = () => logged.map(({ level, msg }) => `${level}: ${msg}`);
    const levels = { level: 'debug', base: null, formatters: { level: (level: string) => ({ level }) } };

    beforeEach(() => {
      logged = [];
      const log = pino(levels, { write: (line) => logged.push(JSON.parse(line)) });
      replays = new Replays({ stage, audience, replayStore: store.replays, clock, log });
    });

    it('an operator reads nothing but the start and the end of a smooth replay, unless they debug', async () => {
      await start('1', 'instant');
      expect(told()[0]).toBe('info: replay started');
      expect(told().at(-1)).toBe('info: replay ended');
      expect(new Set(told().slice(1, -1))).toEqual(new Set(['debug: replay step']));
      expect(logged.at(-1)).toMatchObject({ replay: '1', server: 'server', channel: 'channel', reason: 'finished' });
    });

    it('an operator reads that an answer was lost, and that the post had arrived', async () => {
      stage.next = [
        (accept) => {
          accept();
          return { kind: 'unclear', cause: 'socket hang up' };
        },
      ];
      await start();
      expect(told().slice(2, 4)).toEqual([
        'warn: the answer to a post was lost: looking for it in the channel',
        'info: the post had arrived',
      ]);
      expect(logged[2]).toMatchObject({ event: 'unclear', post: 0, state: 'doubtful', reason: 'socket hang up' });
    });

    it('an operator reads of a lost post that it is posted again only once it can no longer arrive', async () => {
      stage.next = [() => ({ kind: 'unclear' })];
      await start();
      expect(told().at(-1)).toBe('debug: the post may yet arrive');
      await clock.advance(SETTLE);
      expect(told()).toContain('warn: the post is not in the channel: posting it again');
      expect(told().filter((line) => line.includes('may yet arrive'))).toHaveLength(1);
    });

    it('an operator reads why a replay stands still, and who must act', async () => {
      stage.next = [() => ({ kind: 'blocked', reason: { kind: 'locked' } })];
      await start();
      expect(logged.at(-1)).toMatchObject({ level: 'info', msg: 'replay paused', reason: { kind: 'locked' } });
    });

    it.each<[PostOutcome, string]>([
      [{ kind: 'absent' }, 'could not post: trying again later'],
      [{ kind: 'webhook-gone' }, 'the webhook is gone: posting through another one'],
    ])('an operator reads of %j that %s', async (outcome, words) => {
      stage.next = [() => outcome];
      await start();
      expect(told()).toContain(`warn: ${words}`);
    });

    it('an operator reads that a step could not be stored, why, and when that is tried again', async () => {
      const replayStore = { ...store.replays, save: () => Promise.reject(new Error('disk full')) };
      const log = pino(levels, { write: (line) => logged.push(JSON.parse(line)) });
      replays = new Replays({ stage, audience, replayStore, clock, log });
      await start();
      expect(logged[1]).toMatchObject({
        ...{ level: 'error', msg: 'could not store a step of the replay', replay: '1' },
        ...{ event: 'due', againIn: 500, err: { message: 'disk full' } },
      });
    });

    it('an operator reads that another process plays a replay', async () => {
      await start();
      const other = build();
      await other.resumeAll();
      await other.control('server', '1', { kind: 'stop' });
      await clock.advance(60_000);
      expect(told()).toContain('warn: another process plays this replay: leaving it to that one');
    });

    it('an operator reads that a channel could not be looked into', async () => {
      stage.next = [() => ({ kind: 'unclear' })];
      vi.spyOn(stage, 'look').mockResolvedValueOnce({ kind: 'unseen' });
      await start();
      expect(told()).toContain('warn: could not look into the channel: trying again later');
    });
  });

  const HOUR = 3_600_000;
  const DAY = 24 * HOUR;

  it('a replay keeps its gaps though the clock is set back by a day in the middle of one', async () => {
    await start();
    await clock.advance(2_000);
    clock.leap(-24 * HOUR);
    await clock.advance(2_999);
    expect(stage.posts).toEqual(['one']);
    await clock.advance(1);
    expect(stage.posts).toEqual(['one', 'two']);
    await clock.advance(7_000);
    expect(stage.posts).toEqual(lines);
  });

  it('a skip brings the next post now though the clock was set back by a day', async () => {
    await start();
    await clock.advance(1_000);
    clock.leap(-24 * HOUR);
    expect(await replays.control('server', '1', { kind: 'skip' })).toMatchObject({ changed: true });
    await settled();
    expect(stage.posts).toEqual(['one', 'two']);
  });

  it('a replay that is resumed after the clock was set back waits no more than the rest of its gap', async () => {
    await start();
    await clock.advance(1_000);
    await replays.control('server', '1', { kind: 'pause' });
    clock.leap(-24 * HOUR);
    await replays.control('server', '1', { kind: 'resume' });
    clock.leap(-24 * HOUR);
    await clock.advance(4_000);
    expect(stage.posts).toEqual(['one', 'two']);
  });

  it('the post on its way when the clock is set back is followed by the next in its time', async () => {
    const answer = Promise.withResolvers<PostOutcome>();
    stage.next = [() => answer.promise];
    await start();
    clock.leap(-24 * HOUR);
    answer.resolve({ kind: 'posted', messageId: '1' });
    await settled();
    await clock.advance(5_000);
    expect(stage.posts).toEqual(['two']);
  });

  it.each([
    ['set back by a day', -24 * HOUR],
    ['set forward by a day', 24 * HOUR],
  ])(
    'a lost post is looked for as long as it may arrive, no more and no less, though the clock is %s',
    async (_, leap) => {
      stage.next = [() => ({ kind: 'unclear' })];
      await start();
      await clock.advance(1_000);
      clock.leap(leap);
      await clock.advance(SETTLE - 1_001);
      expect(stage.posts).toEqual([]);
      await clock.advance(1);
      expect(stage.posts).toEqual(['one']);
      expect(stage.looks).toBe(2);
    },
  );

  it('a replay rests for seven days, and then ends', async () => {
    await start('1', 'step');
    await clock.advance(7 * DAY - 1);
    expect(await state()).toMatchObject({ kind: 'resting' });
    await clock.advance(1);
    expect(await state()).toMatchObject({ kind: 'ended', reason: 'unpressed' });
    expect(stage.posts).toEqual(['one']);
  });

  it('the seven days of a rest begin anew with each line, and go on over a restart', async () => {
    await start('1', 'step');
    await clock.advance(6 * DAY);
    await replays.control('server', '1', { kind: 'skip' });
    await clock.advance(4 * DAY);
    await replays.halt();
    await clock.advance(DAY);
    replays = build();
    await replays.resumeAll();
    await clock.advance(2 * DAY - 1);
    expect(await state()).toMatchObject({ kind: 'resting', next: 2 });
    await clock.advance(1);
    expect(await state()).toMatchObject({ kind: 'ended', reason: 'unpressed' });
  });

  it.each([
    ['set forward by a month', 30 * DAY],
    ['set back by a month', -30 * DAY],
  ])(
    'a rest leaves people a day to ask for the next line, and no more than seven, though the clock is %s',
    async (_, leap) => {
      await start('1', 'step');
      await clock.advance(HOUR);
      clock.leap(leap);
      await clock.advance(DAY - HOUR);
      expect(await state()).toMatchObject({ kind: 'resting' });
      await clock.advance(7 * DAY);
      expect(await state()).toMatchObject({ kind: 'ended', reason: 'unpressed' });
    },
  );

  it('after an absence of a month people have a day to ask for the next line', async () => {
    await start('1', 'step');
    await replays.halt();
    await clock.advance(30 * DAY);
    replays = build();
    await replays.resumeAll();
    await clock.advance(DAY - 1);
    await replays.control('server', '1', { kind: 'skip' });
    await settled();
    expect(stage.posts).toEqual(['one', 'two']);
  });

  it('a replay goes on after the machine slept for eight hours, one post at a time', async () => {
    await start();
    await clock.advance(1_000);
    clock.leap(8 * HOUR);
    await clock.advance(4_000);
    expect(stage.posts).toEqual(['one', 'two']);
    await clock.advance(6_999);
    expect(stage.posts).toEqual(['one', 'two']);
    await clock.advance(1);
    expect(stage.posts).toEqual(lines);
  });

  it('a turn that passed while the machine slept is taken within seconds of its waking, after somebody is seen typing', async () => {
    await replays.start(planOf('1', { script: [postOf('one', 0), postOf('two', 1, 40_000)] }), 'natural');
    await replays.begin('1', 'control');
    await settled();
    clock.leap(8 * HOUR);
    await clock.advance(5_000);
    expect(stage.typed).toHaveLength(1);
    await clock.advance(9_000);
    expect(stage.posts).toEqual(['one', 'two']);
  });

  it('a replay that was begun before the time was known goes on when it is, one post at a time', async () => {
    clock.leap(-clock.now());
    await start();
    clock.leap(Date.UTC(2026, 0, 1));
    await clock.advance(5_000);
    expect(stage.posts).toEqual(['one', 'two']);
    await clock.advance(7_000);
    expect(stage.posts).toEqual(lines);
  });

  it.each([
    ['set back by a day', -24 * HOUR],
    ['set forward by a day', 24 * HOUR],
  ])('what Discord asks for is waited out, no more and no less, though the clock is %s', async (_, leap) => {
    stage.next = [() => ({ kind: 'rate-limited', for: HOUR, refused: true })];
    await start();
    await clock.advance(HOUR / 2);
    clock.leap(leap);
    await clock.advance(HOUR / 2 - 1);
    expect(stage.posts).toEqual([]);
    await clock.advance(1);
    expect(stage.posts).toEqual(['one']);
  });

  it('a wish while a post is looked for does not make the look come later', async () => {
    stage.next = [() => ({ kind: 'unclear' })];
    await start();
    await clock.advance(SETTLE - 1);
    await replays.control('server', '1', { kind: 'pause' });
    await clock.advance(1);
    expect(stage.looks).toBe(2);
    expect(await state()).toMatchObject({ kind: 'paused', reason: { kind: 'by-hand' } });
  });

  describe.each<Discussion>([
    { kind: 'thread-channel', name: 'Tea', announces: false },
    { kind: 'forum-post', name: 'Tea', tags: [] },
  ])('with a place to be opened: $kind', (discussion) => {
    const startDiscussion = async (id = '1') => {
      await replays.start({ ...plan(id), discussion }, 'natural');
      await replays.begin(id, 'control');
      await settled();
    };
    const stageOf = async (id = '1') => (await store.replays.find('server', id))?.stageChannelId;

    it('a replay opens its place once, keeps it, and plays there', async () => {
      await startDiscussion();
      expect(stage.opened).toEqual(['1']);
      await clock.advance(12_000);
      expect(stage.opened).toEqual(['1']);
      expect(stage.posts).toEqual(lines);
      expect(await stageOf()).toBe('opened 1');
    });

    it('a replay shows no typing before it has its place, and finds what it opened when the answer is lost', async () => {
      stage.nextOpen = [
        (accept) => {
          accept();
          return { kind: 'unclear' };
        },
      ];
      await startDiscussion();
      await clock.advance(12_000);
      expect(stage.opened).toEqual(['1']);
      expect([stage.looks, stage.posts]).toEqual([1, lines]);
      expect(await stageOf()).toBe('opened 1');
    });

    it('a replay opens its place again when it is certainly not there', async () => {
      stage.nextOpen = [() => ({ kind: 'unclear' })];
      await startDiscussion();
      await clock.advance(SETTLE + 12_000);
      expect([stage.opened, stage.posts]).toEqual([['1'], lines]);
    });

    it('a replay does not take for its own what another one plays in, or has played in', async () => {
      await startDiscussion('0');
      await clock.advance(12_000);
      stage.nextOpen = [() => ({ kind: 'unclear' })];
      await startDiscussion('1');
      await clock.advance(SETTLE + 12_000);
      expect(stage.opened).toEqual(['0', '1']);
      expect([await stageOf('0'), await stageOf('1')]).toEqual(['opened 1', 'opened 2']);
    });

    it('a replay looks again when what it found turns out to be another’s', async () => {
      await startDiscussion('0');
      stage.nextOpen = [
        (accept) => {
          accept();
          return discussion.kind === 'forum-post'
            ? { kind: 'posted', messageId: 'message 1', stageChannelId: 'opened 1' }
            : { kind: 'opened', stageChannelId: 'opened 1' };
        },
      ];
      await startDiscussion('1');
      await clock.advance(SETTLE + 12_000);
      expect(await stageOf('1')).toBe('opened 2');
    });
  });
});
