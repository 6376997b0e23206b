import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { initialState, type ReplayState } from '../../../src/replay/state.ts';
import { firstState, settle } from '../../../src/schedule/runs.ts';
import { openStore, type Store } from '../../../src/store/store.ts';
import { corpus } from '../../support/corpus.ts';
import { eventually } from '../../support/eventually.ts';
import { keyOf, planOf } from '../../support/plans.ts';
import { type SeverableLine, severableLine } from '../../support/postgres/severableLine.ts';
import { scheduleOf } from '../../support/schedules.ts';
import { postgresDatabase, skipUnlessThere, type TestDatabase } from '../../support/stores.ts';

const waiting = initialState(0, 'natural');
const next: ReplayState = { ...waiting, next: 1 };
const ended: ReplayState = { ...next, kind: 'ended', reason: 'finished' };
const made = { position: 0, comment: 0, messageId: '10' };
const schedule = scheduleOf();
const imported = corpus.map(({ id, thread }) => ({ id, thread, name: thread.title }))[0] ?? expect.fail('no thread');

describe('a store whose connection is lost', () => {
  let database: TestDatabase;
  let line: SeverableLine;
  let store: Store;

  beforeEach(async (context) => {
    skipUnlessThere('PostgreSQL', context);
    database = await postgresDatabase();
    line = await severableLine(database.url as `postgres://${string}`);
    store = await openStore(line.url);
    await store.replays.add(planOf('1'), waiting, 25);
  });

  afterEach(async () => {
    await store.close();
    await line[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });

  it('a store whose connection is lost says that it is out of reach, and works again as soon as it is not', async () => {
    line.sever();
    for (const _ of [1, 2, 3]) {
      await expect(store.settings.get('server')).rejects.toMatchObject({ name: 'StoreError', kind: 'unreachable' });
      await expect(store.settings.set('server', { language: 'ja' })).rejects.toMatchObject({ kind: 'unreachable' });
    }
    line.mend();
    await store.settings.set('server', { language: 'ja' });
    expect(await store.settings.get('server')).toEqual({ language: 'ja' });
  });

  it('a store whose connections are lost while nobody uses them goes on with others', async () => {
    await Promise.all(Array.from({ length: 5 }, () => store.settings.get('server')));
    line.sever();
    line.mend();
    const settings = () => Promise.all(Array.from({ length: 5 }, () => store.settings.get('server')));
    await eventually(async () => expect(await settings()).toHaveLength(5));
  });

  it('a step whose answer is lost with the connection is stored once, as it was asked for last', async () => {
    line.loseAnswerTo('commit');
    await expect(store.replays.save(keyOf('1'), 0, next, made)).rejects.toMatchObject({ kind: 'unreachable' });
    expect(await store.replays.save(keyOf('1'), 0, { ...next, failures: 5 }, made)).toBe(true);
    expect(await store.replays.find('server', '1')).toMatchObject({ revision: 1, state: { next: 1, failures: 5 } });
    expect(await database.query('SELECT message_id FROM posts')).toEqual([{ message_id: '10' }]);
    expect(await store.replays.save(keyOf('1'), 1, waiting)).toBe(true);
  });

  it('a replay whose adding is answered with a lost connection is added once, and its channel is its own', async () => {
    line.loseAnswerTo('commit');
    expect(await store.replays.add(planOf('2', { channelId: 'another' }), waiting, 25)).toBe('added');
    expect(await database.query("SELECT id FROM replays WHERE id = '2'")).toHaveLength(1);
    expect(await store.replays.add(planOf('3', { channelId: 'another' }), waiting, 25)).toBe('taken');
    expect(await store.replays.save(keyOf('2'), 0, next)).toBe(true);
  });

  it('a replay that another process has added is not taken for the own one whose answer was lost', async () => {
    const other = await openStore(database.url);
    await other.replays.add(planOf('2', { channelId: 'another' }), waiting, 25);
    line.loseAnswerTo('commit');
    expect(await store.replays.add(planOf('2', { channelId: 'another' }), waiting, 25)).toBe('taken');
    await other.close();
  });

  it('one replay too many whose refusal is answered with a lost connection is not added', async () => {
    line.loseAnswerTo('commit');
    expect(await store.replays.add(planOf('2', { channelId: 'another' }), waiting, 1)).toBe('too-many');
    expect(await database.query('SELECT id FROM replays')).toEqual([{ id: '1' }]);
  });

  it('a schedule is added, changed and removed once, each answered with a lost connection', async () => {
    const planned = firstState(schedule.recurrence, 0);
    if (planned.kind !== 'planned') throw new Error('It has no run.');
    line.loseAnswerTo('commit');
    expect(await store.schedules.add(schedule, planned, 25)).toBe('added');
    expect(await store.schedules.add(schedule, planned, 25)).toBe('taken');
    const after = settle(schedule.recurrence, planned, { kind: 'begun', run: planned.run, replayId: 'r' });
    line.loseAnswerTo('commit');
    expect(await store.schedules.save(schedule, 0, after)).toBe(true);
    expect(await store.schedules.of('server')).toEqual([{ schedule, state: after, revision: 1 }]);
    line.loseAnswerTo('commit');
    expect(await store.schedules.remove('server', schedule.id)).toBe(true);
    expect(await store.schedules.remove('server', schedule.id)).toBe(false);
  });

  it('a state of a schedule is refused, though its answer is lost, where another process stored one first', async () => {
    const planned = firstState(schedule.recurrence, 0);
    await store.schedules.add(schedule, planned, 25);
    const other = await openStore(database.url);
    const off = { kind: 'off', since: 5, told: false, last: null } as const;
    expect(await other.schedules.save(schedule, 0, off)).toBe(true);
    line.loseAnswerTo('commit');
    expect(await store.schedules.save(schedule, 0, { ...off, since: 6 })).toBe(false);
    expect(await store.schedules.of('server')).toMatchObject([{ state: off, revision: 1 }]);
    await other.close();
  });

  it('the undoing of a replay begins and ends once, each answered with a lost connection', async () => {
    await store.replays.save(keyOf('1'), 0, ended, made);
    const replay = await store.replays.find('server', '1');
    if (!replay) throw new Error('There is no replay.');
    line.loseAnswerTo('commit');
    const undoing = await store.undos.begin(replay, 'mika', 5);
    if (!undoing) throw new Error('It was not begun.');
    expect(undoing).toMatchObject({ revision: 2, undo: { kind: 'under-way', posts: 1 } });
    expect(await store.undos.begin(replay, 'mika', 5)).toBeUndefined();
    const done = { kind: 'done', askedBy: 'mika', askedAt: 5, posts: 1 } as const;
    line.loseAnswerTo('commit');
    expect(await store.undos.set(undoing, done)).toMatchObject({ undo: done, revision: 3 });
    expect(await store.undos.set(undoing, done)).toBeUndefined();
  });

  it('what a server chose, imported and hid is stored though each answer is lost with the connection', async () => {
    line.loseAnswerTo('commit');
    await store.settings.set('server', { language: 'ja' });
    line.loseAnswerTo('commit');
    await store.collections.setImport('server', imported, { userId: 'mika', at: 5 });
    line.loseAnswerTo('commit');
    await store.collections.setHidden('server', 'x', true);
    expect(await store.settings.get('server')).toEqual({ language: 'ja' });
    const { imports, hidden } = await store.collections.of('server');
    expect([imports.map(({ id }) => id), [...hidden]]).toEqual([[imported.id], ['x']]);
  });

  it('a change whose answer is lost is reported as unknown when the database does not come back', async () => {
    line.loseAnswerTo('commit', true);
    const added = store.replays.add(planOf('2', { channelId: 'another' }), waiting, 25);
    await expect(added).rejects.toMatchObject({ kind: 'unreachable' });
    expect(await database.query("SELECT id FROM replays WHERE id = '2'")).toHaveLength(1);
  });

  it('a step whose answer is lost is refused when another process went on with the replay', async () => {
    line.loseAnswerTo('UPDATE'.toLowerCase());
    await expect(store.replays.save(keyOf('1'), 0, next, made)).rejects.toMatchObject({ kind: 'unreachable' });
    const other = await openStore(database.url);
    expect(await other.replays.save(keyOf('1'), 0, next)).toBe(true);
    expect(await store.replays.save(keyOf('1'), 0, next, made)).toBe(false);
    expect(await database.query('SELECT message_id FROM posts')).toEqual([]);
    await other.close();
  });
});
