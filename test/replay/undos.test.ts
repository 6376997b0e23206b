import fc from 'fast-check';
import { pino } from 'pino';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type DeletionOutcome,
  type FindOutcome,
  type LookOutcome,
  type UndoStore,
  UnreadableError,
} from '../../src/replay/ports.ts';
import type { Replay, ReplayKey } from '../../src/replay/replay.ts';
import { Undos } from '../../src/replay/undos.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { FakeClock, settled } from '../support/fakeClock.ts';
import { keyOf, planOf, uneventful } from '../support/plans.ts';

const ended = { kind: 'ended', next: 3, ...uneventful, reason: 'finished' } as const;

describe('the undoing of replays', () => {
  let store: Store;
  let clock: FakeClock;
  let logged: string[];
  /** The messages that are in the channel. */
  let messages: string[];
  /** What happens to the next deletions instead of a plain success. */
  let next: ((carryOut: () => DeletionOutcome) => DeletionOutcome)[];
  let looked: LookOutcome;
  let found: FindOutcome;
  let heard: string[];
  let left: number;

  beforeEach(async () => {
    store = await openStore('sqlite::memory:');
    clock = new FakeClock();
    logged = [];
    messages = ['1', '2', '3', 'other'];
    next = [];
    looked = { kind: 'absent' };
    found = { kind: 'absent' };
    heard = [];
    left = 0;
  });

  /** A run of the process. */
  function run(undoStore: UndoStore = store.undos, look: () => Promise<LookOutcome> = async () => looked): Undos {
    const undos = new Undos({
      deleters: {
        of: () => ({
          async delete(messageId) {
            const carryOut = (): DeletionOutcome => {
              messages = messages.filter((id) => id !== messageId);
              return { kind: 'deleted' };
            };
            return (next.shift() ?? ((plainly) => plainly()))(carryOut);
          },
          async leave() {
            left += 1;
            return { kind: 'deleted' };
          },
        }),
      },
      stage: { look, find: async () => found },
      ...{ undoStore, clock, replayStore: store.replays },
      log: pino({ base: null }, { write: (line) => logged.push(line) }),
    });
    undos.onStep(({ undo }, { kind }) => {
      heard.push(`${kind} ${undo?.kind === 'done' ? '' : undo?.left}`.trim());
    });
    return undos;
  }

  /** A replay that has ended, with three posts, or as many as a test says. */
  async function replayed(posts = 3, state: Replay['state'] = ended): Promise<Replay> {
    await store.replays.add(planOf('7'), state, 25);
    for (let position = 0; position < posts; position += 1) {
      await store.replays.save(keyOf('7'), position, state, {
        position,
        comment: position,
        messageId: String(position + 1),
      });
    }
    return stored();
  }

  async function stored(): Promise<Replay> {
    const replay = await store.replays.find('server', '7');
    if (!replay) throw new Error('There is no replay.');
    return replay;
  }

  it('an undoing that another process began, and goes on with no more, is taken up at the second look that finds it so', async () => {
    const other = run();
    next = [() => ({ kind: 'unclear' })];
    await other.begin(await replayed(), 'mika');
    await settled();
    await other.halt();
    const undos = run();
    await undos.takeUpStranded();
    await clock.advance(1_000);
    expect(messages).toEqual(['1', '2', '3', 'other']);
    await undos.takeUpStranded();
    await clock.advance(1_000);
    expect(messages).toEqual(['other']);
    expect((await stored()).undo?.kind).toBe('done');
  });

  it('an undoing that is over is not begun again by looks for what others left behind', async () => {
    const undos = run();
    await undos.begin(await replayed(), 'mika');
    await undos.takeUpStranded();
    await clock.advance(1_000);
    await undos.takeUpStranded();
    await undos.takeUpStranded();
    expect(heard.filter((step) => step.startsWith('begun'))).toHaveLength(1);
  });

  it('an undone replay has none of its posts any more, the newest gone first, and everything else is there', async () => {
    expect(await run().begin(await replayed(), 'mika')).toBe(true);
    await clock.advance(1_000);
    expect(messages).toEqual(['other']);
    expect(heard).toEqual(['begun 3', 'deleted 2', 'deleted 1', 'deleted 0', 'done']);
    expect(left).toBe(1);
    expect(await store.undos.postsOf(keyOf('7'))).toEqual([]);
    expect(await stored()).toMatchObject({ undo: { kind: 'done', askedBy: 'mika', posts: 3 } });
    expect(await store.undos.underWay()).toEqual({ undoings: [], unreadable: [] });
  });

  it('a replay whose next post nobody can read is undone as far as its posts are known', async () => {
    const replay = await replayed(2, { kind: 'ended', next: 2, ...uneventful, reason: 'stopped' });
    const post = (key: ReplayKey, position: number) =>
      Promise.reject(new UnreadableError(`post ${position} of ${key.id}`));
    store = { ...store, replays: { ...store.replays, post } };
    await run().begin(replay, 'mika');
    await clock.advance(1_000);
    expect(messages).toEqual(['3', 'other']);
    expect(heard.at(-1)).toBe('done');
  });

  it('a replay is undone once, however many ask at a time, and not at all before it has ended', async () => {
    const replay = await replayed();
    const undos = run();
    expect(await Promise.all([undos.begin(replay, 'mika'), undos.begin(replay, 'alex')])).toEqual([true, false]);
    await clock.advance(1_000);
    expect(await undos.begin(await stored(), 'alex')).toBe(false);
    const other = planOf('8', { channelId: 'elsewhere' });
    await store.replays.add(other, { kind: 'waiting', next: 0, ...uneventful, due: 0, wait: 0, skippable: true }, 25);
    const running = await store.replays.find('server', '8');
    expect(running && (await undos.begin(running, 'mika'))).toBe(false);
  });

  it('whatever is undone when the process ends, at whatever instant, is finished by the next one', async () => {
    const fates = ['carried out', 'lost', 'never sent'] as const;
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 3 }), fc.constantFrom(...fates), async (deleted, fate) => {
        store = await openStore('sqlite::memory:');
        messages = ['1', '2', '3', 'other'];
        const first = run();
        next = Array.from({ length: deleted }, () => (carryOut: () => DeletionOutcome) => carryOut());
        next.push((carryOut) => {
          if (fate !== 'never sent') carryOut();
          void first.halt();
          return fate === 'carried out' ? { kind: 'deleted' } : { kind: 'unclear' };
        });
        await first.begin(await replayed(), 'mika');
        await clock.advance(1_000);
        next = [];
        await run().resumeAll();
        await clock.advance(1_000);
        expect(messages).toEqual(['other']);
        expect(await stored()).toMatchObject({ undo: { kind: 'done', posts: 3 } });
        await store.close();
      }),
      { numRuns: 40 },
    );
  });

  it('a process that ends keeps only what is left in mind, and waits for no rate limit', async () => {
    next = [(carryOut) => carryOut(), () => ({ kind: 'rate-limited', for: 3_600_000 })];
    const undos = run();
    await undos.begin(await replayed(), 'mika');
    await settled();
    await undos.halt();
    expect(await store.undos.underWay()).toMatchObject({ undoings: [{ undo: { left: 2, posts: 3 } }] });
  });

  it('what a person must do something about stops there, and goes on when they ask again', async () => {
    const obstacle = { kind: 'missing-permission', permission: 'ManageMessages' } as const;
    next = [(carryOut) => carryOut(), () => ({ kind: 'blocked', obstacle })];
    const undos = run();
    await undos.begin(await replayed(), 'mika');
    await clock.advance(1_000);
    expect(heard).toEqual(['begun 3', 'deleted 2', 'held 2']);
    expect(await stored()).toMatchObject({ undo: { kind: 'held', left: 2, posts: 3, obstacle } });
    expect(await undos.begin(await stored(), 'alex')).toBe(true);
    await clock.advance(1_000);
    expect(messages).toEqual(['other']);
    expect(await stored()).toMatchObject({ undo: { kind: 'done', askedBy: 'alex', posts: 2 } });
  });

  it('a channel that is gone takes all posts with it', async () => {
    next = [() => ({ kind: 'all-gone' })];
    await run().begin(await replayed(), 'mika');
    await clock.advance(1_000);
    expect(await store.undos.postsOf(keyOf('7'))).toEqual([]);
    expect(await stored()).toMatchObject({ undo: { kind: 'done' } });
  });

  it('an undoing that was stored though the answer was lost goes on, once the store answers', async () => {
    const undoStore: UndoStore = {
      ...store.undos,
      async begin(...begun) {
        await store.undos.begin(...begun);
        throw new Error('the connection is gone');
      },
    };
    const replay = await replayed();
    vi.spyOn(store.replays, 'find').mockRejectedValueOnce(new Error('no route'));
    await expect(run(undoStore).begin(replay, 'mika')).rejects.toThrow();
    await clock.advance(60_000);
    expect(messages).toEqual(['other']);
    expect(logged.join()).toMatch(/"replay":"7","server":"server","err":\{.*no route.*whether the undoing/);
    expect(await stored()).toMatchObject({ undo: { kind: 'done', askedBy: 'mika', posts: 3 } });
  });

  it('a store that fails for a while is waited for, and what was deleted meanwhile counts', async () => {
    let failures = 2;
    const undoStore: UndoStore = {
      ...store.undos,
      async removePost(serverId, messageId) {
        failures -= 1;
        if (failures >= 0) throw new Error('disk full');
        return store.undos.removePost(serverId, messageId);
      },
    };
    await run(undoStore).begin(await replayed(), 'mika');
    await clock.advance(60_000);
    expect(messages).toEqual(['other']);
    expect(await stored()).toMatchObject({ undo: { kind: 'done' } });
    expect(await stored()).toMatchObject({ undo: { posts: 3 } });
    expect(logged.filter((line) => line.includes('could not go on undoing'))).toHaveLength(2);
  });

  it('an undoing that nobody can read is given up and logged, and keeps none from going on', async () => {
    const first = run();
    next = [() => ({ kind: 'rate-limited', for: 60_000 })];
    await first.begin(await replayed(), 'mika');
    await first.halt();
    next = [];
    const broken = { id: 'broken', serverId: 'server', cause: new Error('no plan') };
    await run({
      ...store.undos,
      underWay: async () => ({ ...(await store.undos.underWay()), unreadable: [broken] }),
    }).resumeAll();
    await clock.advance(1_000);
    expect(messages).toEqual(['other']);
    expect(logged.join()).toMatch(/"replay":"broken","server":"server","err":\{.*no plan.*cannot be read: given up/);
  });

  it('an undoing that a newer version of the bot may have written is given up at a start alone, never by a look for what others left behind', async () => {
    const givenUp: string[] = [];
    const broken = { id: 'broken', serverId: 'server', cause: new Error('written by a newer version') };
    const undos = run({
      ...store.undos,
      underWay: async () => ({ undoings: [], unreadable: [broken] }),
      giveUp: async ({ id }) => void givenUp.push(id),
    });
    await undos.takeUpStranded();
    await undos.takeUpStranded();
    expect(givenUp).toEqual([]);
    await undos.resumeAll();
    expect(givenUp).toEqual(['broken']);
  });

  describe('of a replay that was stopped while nobody could say whether a post had arrived', () => {
    const stopped = { kind: 'ended', next: 2, ...uneventful, reason: 'stopped' } as const;

    it('finds that post, and deletes it with the others', async () => {
      looked = { kind: 'posted', messageId: '3' };
      await run().begin(await replayed(2, stopped), 'mika');
      await clock.advance(1_000);
      expect(messages).toEqual(['other']);
      expect(await stored()).toMatchObject({ undo: { kind: 'done', posts: 3 } });
    });

    it('finds the place that had been opened for the posts, with the post in it', async () => {
      const plan = planOf('7', { discussion: { kind: 'forum-post', name: 'Title', tags: [] } });
      await store.replays.add(plan, { ...stopped, next: 0 }, 25);
      found = { kind: 'posted', stageChannelId: '2', messageId: '3' };
      await run().begin(await stored(), 'mika');
      await clock.advance(1_000);
      expect(messages).toEqual(['1', '2', 'other']);
      expect(await stored()).toMatchObject({ stageChannelId: '2', undo: { kind: 'done', posts: 1 } });
      expect(left).toBe(1);
    });

    it('has nothing to delete where no place had been opened', async () => {
      const plan = planOf('7', { discussion: { kind: 'forum-post', name: 'Title', tags: [] } });
      await store.replays.add(plan, { ...stopped, next: 0 }, 25);
      await run().begin(await stored(), 'mika');
      await clock.advance(1_000);
      expect(heard).toEqual(['begun 0', 'done']);
      expect(left).toBe(0);
    });

    it('leaves alone what is newer than the next replay there, though it reads the same', async () => {
      messages = ['1', '2', '90', 'other'];
      looked = { kind: 'posted', messageId: '90' };
      const replay = await replayed(2, stopped);
      await store.replays.add(planOf('80'), ended, 25);
      await run().begin(replay, 'mika');
      await clock.advance(1_000);
      expect(messages).toEqual(['90', 'other']);
    });

    it('waits as long as Discord asks before it looks', async () => {
      const looks: LookOutcome[] = [{ kind: 'rate-limited', for: 9_000, refused: true }];
      await run(store.undos, async () => looks.shift() ?? { kind: 'posted', messageId: '3' }).begin(
        await replayed(2, stopped),
        'mika',
      );
      await clock.advance(8_999);
      expect(messages).toEqual(['1', '2', '3', 'other']);
      await clock.advance(1_000);
      expect(messages).toEqual(['other']);
    });

    it('deletes nothing, and leaves it to a person, where nobody can tell for long whether it is there', async () => {
      looked = { kind: 'unseen', cause: 'no route' };
      const undos = run();
      await undos.begin(await replayed(2, stopped), 'mika');
      await clock.advance(3_600_000);
      expect(messages).toEqual(['1', '2', '3', 'other']);
      expect(await stored()).toMatchObject({ undo: { kind: 'held', left: 2, obstacle: { kind: 'unreachable' } } });
      expect(heard).toEqual(['begun 2', 'held 2']);
    });

    it('is left to the next run of a process that ends before it could look', async () => {
      looked = { kind: 'unseen' };
      const undos = run();
      await undos.begin(await replayed(2, stopped), 'mika');
      await clock.advance(1_000);
      await undos.halt();
      expect(messages).toEqual(['1', '2', '3', 'other']);
      expect(await stored()).toMatchObject({ undo: { kind: 'under-way', left: 2 } });
    });

    it('goes on without it where the history cannot be read', async () => {
      looked = {
        kind: 'blocked',
        reason: { kind: 'missing-permission', permission: 'ReadMessageHistory' },
      };
      await run().begin(await replayed(2, stopped), 'mika');
      await clock.advance(1_000);
      expect(messages).toEqual(['3', 'other']);
    });
  });
});
