import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { initialState, type ReplayState } from '../../../src/replay/state.ts';
import { openStore, type Store } from '../../../src/store/store.ts';
import { keyOf, planOf } from '../../support/plans.ts';
import { type SeverableLine, severableLine } from '../../support/postgres/severableLine.ts';
import { postgresDatabase, skipUnlessThere, type TestDatabase } from '../../support/stores.ts';

const waiting = initialState(0, 'natural');
const next: ReplayState = { ...waiting, next: 1 };
const made = { position: 0, comment: 0, messageId: '10' };

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
    await vi.waitFor(async () => expect(await settings()).toHaveLength(5));
  });

  it('a step whose answer is lost with the connection is stored once, as it was asked for last', async () => {
    line.loseAnswerTo('commit');
    await expect(store.replays.save(keyOf('1'), 0, next, made)).rejects.toMatchObject({ kind: 'unreachable' });
    expect(await store.replays.save(keyOf('1'), 0, { ...next, failures: 5 }, made)).toBe(true);
    expect(await store.replays.find('server', '1')).toMatchObject({ revision: 1, state: { next: 1, failures: 5 } });
    expect(await database.query('SELECT message_id FROM posts')).toEqual([{ message_id: '10' }]);
    expect(await store.replays.save(keyOf('1'), 1, waiting)).toBe(true);
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
