import { afterEach, beforeEach, expect, it } from 'vitest';
import { initialState } from '../../src/replay/state.ts';
import type { Measurement } from '../../src/runtime/measurements.ts';
import type { SearchRequest } from '../../src/search/search.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { planOf } from '../support/plans.ts';
import { severableLine } from '../support/postgres/severableLine.ts';
import { describeOnStores, postgresDatabase, skipUnlessThere, type TestDatabase } from '../support/stores.ts';

const QUERY: SearchRequest = {
  ...{ words: 'a secret', serverId: 'server', unseen: [], muted: [] },
  ...{ preferred: 'en' as const, offset: 0, limit: 5 },
};

describeOnStores('a measured store', (makeDatabase) => {
  let database: TestDatabase;
  let store: Store;
  let measured: Measurement[];

  beforeEach(async () => {
    database = await makeDatabase();
    measured = [];
    store = await openStore(database.url, { connections: 2, measure: (measurement) => measured.push(measurement) });
    measured.length = 0;
  });

  afterEach(async () => {
    await store.close();
    await database[Symbol.asyncDispose]();
  });

  const operations = () => measured.flatMap((one) => (one.kind === 'query' ? one.operation : []));

  it('a store tells each query by its kind and how long it took, and nothing of what it holds', async () => {
    await store.replays.add(planOf('1', { serverId: 'a-server' }), initialState(0, 'natural'), 25);
    expect(operations().filter((operation) => operation !== 'connection')).toEqual([
      ...['transaction', 'insert', 'select', 'transaction'],
    ]);
    for (const one of measured) {
      expect(one).toEqual({
        kind: 'query',
        operation: expect.any(String),
        duration: expect.any(Number),
        failure: undefined,
      });
    }
    measured.length = 0;
    await store.settings.set('a-server', { pace: 'slow' });
    await store.replays.setControlMessage({ serverId: 'a-server', id: '1' }, '7');
    expect(operations()).toEqual(expect.arrayContaining(['insert', 'update']));
  });

  it('what is asked at every interaction is told like any other query, and why where it fails', async () => {
    await store.settings.get('a-server');
    expect(operations().filter((operation) => operation !== 'connection')).toEqual(['select']);
    await database.query('DROP TABLE server_settings');
    await expect(store.settings.get('a-server')).rejects.toThrow();
    expect(measured.at(-1)).toMatchObject({ kind: 'query', operation: 'select', failure: expect.any(String) });
  });

  it('a search is told once as a whole, nothing of its words', async () => {
    await store.search.search(QUERY);
    expect(measured.filter(({ kind }) => kind === 'search')).toEqual([
      { kind: 'search', duration: expect.any(Number) },
    ]);
    expect(JSON.stringify(measured)).not.toContain('secret');
  });

  it('a query that fails is told with why', async () => {
    await database.query('DROP TABLE told_commands');
    await expect(store.answer()).rejects.toThrow();
    expect(measured.at(-1)).toMatchObject({ kind: 'query', operation: 'select', failure: expect.any(String) });
  });
});

it('a server’s connections are told with how long one was waited for, and with why one could not be had', async (context) => {
  skipUnlessThere('PostgreSQL', context);
  await using database = await postgresDatabase();
  await using line = await severableLine(database.url as `postgres://${string}`);
  const measured: Measurement[] = [];
  const store = await openStore(line.url, { measure: (measurement) => measured.push(measurement) });
  await store.answer();
  expect(measured[0]).toEqual({
    ...{ kind: 'query', operation: 'connection', duration: expect.any(Number), failure: undefined },
  });
  line.sever();
  await expect(store.answer()).rejects.toThrow();
  await expect(store.answer()).rejects.toThrow();
  expect(measured.at(-1)).toMatchObject({ kind: 'query', operation: 'connection', failure: 'unreachable' });
  await store.close();
});

describeOnStores('a store that nobody measures', (makeDatabase) => {
  it('a store answers, and does no longer once it is closed', async () => {
    await using database = await makeDatabase();
    const store = await openStore(database.url);
    await store.answer();
    await store.close();
    await expect(store.answer()).rejects.toThrow();
  });
});
