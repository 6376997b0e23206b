import { pino } from 'pino';
import { beforeEach, describe, expect, it } from 'vitest';
import type { LookOutcome, Obstacle, PostOutcome, ReadyOutcome, ReplayStore, Stage } from '../../src/replay/ports.ts';
import type { ReplayPlan } from '../../src/replay/replay.ts';
import { Replays } from '../../src/replay/replays.ts';
import { BEGIN_WITHIN, LATE_AFTER, RETRY_WAITS, SETTLE } from '../../src/replay/state.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { FakeClock, settled } from '../support/fakeClock.ts';

/** A channel in memory, whose answers a test can spoil. */
class FakeStage implements Stage {
  readonly posts: string[] = [];
  readonly typed: number[] = [];
  looks = 0;
  readonly #clock: FakeClock;
  /** What happens to the next attempts instead of a plain success. */
  next: ((accept: () => PostOutcome) => PostOutcome | Promise<PostOutcome>)[] = [];

  /** What the next posts are not ready for. */
  nextReady: ReadyOutcome[] = [];
  inTheWay: Obstacle | undefined;

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  async post(_: ReplayPlan, { content }: { content: string }): Promise<PostOutcome> {
    const accept = (): PostOutcome => {
      this.posts.push(content);
      return { kind: 'posted', messageId: `message ${this.posts.length}` };
    };
    return (this.next.shift() ?? ((plainly) => plainly()))(accept);
  }

  async look(_: ReplayPlan, { content }: { content: string }): Promise<LookOutcome> {
    this.looks += 1;
    const at = this.posts.indexOf(content);
    return at < 0 ? { kind: 'absent' } : { kind: 'posted', messageId: `message ${at + 1}` };
  }

  async ready(): Promise<ReadyOutcome> {
    return this.nextReady.shift() ?? { kind: 'ready' };
  }

  async obstacle(): Promise<Obstacle | undefined> {
    return this.inTheWay;
  }

  async typing(): Promise<void> {
    this.typed.push(this.#clock.now());
  }

  async prepare(): Promise<void> {
    await settled();
  }
}

const gaps = [0, 5_000, 7_000];
const lines = ['one', 'two', 'three'];

function planOf(id: string, channelId = 'channel'): ReplayPlan {
  return {
    id,
    serverId: 'server',
    channelId,
    controlChannelId: channelId,
    threadId: 'thread',
    title: { en: 'Title' },
    language: 'en',
    pace: 'natural',
    speech: 'en',
    translate: true,
    startedBy: 'person',
    startedAt: 0,
    script: lines.map((content, comment) => ({
      comment,
      persona: 'bob',
      username: 'Bob',
      content,
      gap: gaps[comment] ?? 0,
    })),
    from: 0,
    persona: null,
  };
}

describe('replays', () => {
  let clock: FakeClock;
  let stage: FakeStage;
  let store: Store;
  let replays: Replays;

  const build = (over: ReplayStore = store.replays) =>
    new Replays({ stage, store: over, clock, log: pino({ level: 'silent' }), observe: () => undefined });
  const start = async (id = '1') => {
    const outcome = await replays.start(planOf(id));
    await replays.begin(id, 'control');
    await settled();
    return outcome;
  };
  const state = async (id = '1') => (await store.replays.find('server', id))?.state;

  beforeEach(async () => {
    clock = new FakeClock();
    stage = new FakeStage(clock);
    store = await openStore(':memory:');
    replays = build();
  });

  it('keep their pace, and show typing in the last part of a gap', async () => {
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

  it('post nothing while paused, and then only the rest of the gap', async () => {
    await start();
    await clock.advance(3_000);
    await replays.control('server', '1', 'pause');
    await clock.advance(60_000);
    expect(stage.posts).toEqual(['one']);
    await replays.control('server', '1', 'resume');
    await clock.advance(1_999);
    expect(stage.posts).toEqual(['one']);
    await clock.advance(1);
    expect(stage.posts).toEqual(['one', 'two']);
  });

  it('bring the next line now when skipped, and leave nothing out', async () => {
    await start();
    await replays.control('server', '1', 'skip');
    await settled();
    expect(stage.posts).toEqual(['one', 'two']);
    await clock.advance(7_000);
    expect(stage.posts).toEqual(lines);
  });

  it('post nothing more once stopped', async () => {
    await start();
    await replays.control('server', '1', 'stop');
    await clock.advance(60_000);
    expect(stage.posts).toEqual(['one']);
  });

  it('are one a channel, until the one before has ended', async () => {
    await start();
    expect(await replays.start(planOf('2'))).toMatchObject({ kind: 'occupied', by: { plan: { id: '1' } } });
    await replays.control('server', '1', 'stop');
    expect(await replays.start(planOf('2'))).toMatchObject({ kind: 'started' });
  });

  it('are not started twice by an interaction that Discord brings twice', async () => {
    await start();
    await replays.control('server', '1', 'stop');
    expect(await replays.start(planOf('1'))).toMatchObject({ kind: 'occupied', by: { plan: { id: '1' } } });
  });

  it('belong to their server: no other one can see or control them', async () => {
    await start();
    expect(await replays.control('another', '1', 'stop')).toBeUndefined();
    expect(await replays.find('another', '1')).toBeUndefined();
    expect(await replays.inChannel('another', 'channel')).toBeUndefined();
  });

  it('do not repeat a post whose answer was lost after it was accepted', async () => {
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

  it('repeat a post that never arrived, but only after it had time to', async () => {
    stage.next = [() => ({ kind: 'unclear' })];
    await start();
    await clock.advance(SETTLE - 1);
    expect(stage.posts).toEqual([]);
    await clock.advance(SETTLE + 30_000);
    expect(stage.posts).toEqual(lines);
  });

  it('continue the gap after a restart', async () => {
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

  it('that a crash interrupted between request and answer look before they post', async () => {
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

  it('that were stored but never begun play after a restart', async () => {
    await replays.start(planOf('1'));
    replays = build();
    await replays.resumeAll();
    await clock.advance(12_000);
    expect(stage.posts).toEqual(lines);
  });

  it('ask before they go on when their turn passed long ago', async () => {
    await start();
    await replays.halt();
    await clock.advance(5_001 + LATE_AFTER);
    replays = build();
    await replays.resumeAll();
    await clock.advance(60_000);
    expect(await state()).toMatchObject({ kind: 'paused', reason: { kind: 'late' } });
    await replays.control('server', '1', 'resume');
    await clock.advance(7_000);
    expect(stage.posts).toEqual(lines);
  });

  it('post every line once though two processes play them', async () => {
    await start();
    const other = build();
    await other.resumeAll();
    await clock.advance(60_000);
    expect(stage.posts).toEqual(lines);
  });

  it('begin no post that others no longer reckon with', async () => {
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

  it('are left to another process that stored a later step, and seen as that one left them', async () => {
    await start();
    const other = build();
    await other.resumeAll();
    await other.control('server', '1', 'stop');
    await clock.advance(60_000);
    expect(stage.posts).toEqual(['one']);
    expect(await replays.find('server', '1')).toMatchObject({ state: { kind: 'ended', reason: 'stopped' } });
  });

  it('make no post before all it needs is there', async () => {
    stage.nextReady = [{ kind: 'absent' }, { kind: 'rate-limited', for: 500, refused: false }];
    await start();
    expect(stage.posts).toEqual([]);
    await clock.advance(RETRY_WAITS[0] + 500);
    expect(stage.posts).toEqual(['one']);
  });

  it('end when their server turns out to be gone, and only then', async () => {
    await start();
    await replays.checkReach('1');
    stage.inTheWay = { kind: 'blocked', reason: { kind: 'missing-permission', permission: 'ViewChannel' } };
    await replays.checkReach('1');
    expect(await state()).toMatchObject({ kind: 'waiting' });
    stage.inTheWay = { kind: 'gone', reason: 'server-gone' };
    await replays.checkReach('1');
    expect(await state()).toMatchObject({ kind: 'ended', reason: 'server-gone' });
  });

  it('begin no post when halted, and wait for the one on its way', async () => {
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

  it('store what happened as soon as the store works again', async () => {
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
    await expect(replays.control('server', '1', 'pause')).rejects.toThrow('disk full');
    broken = false;
    await clock.advance(60_000);
    expect(stage.posts).toEqual(lines);
  });

  it('treat an unexpected failure as a lost answer, and go on', async () => {
    stage.next = [() => Promise.reject(new TypeError('a fault of ours'))];
    await start();
    await clock.advance(60_000);
    expect(stage.posts).toEqual(lines);
  });
});
