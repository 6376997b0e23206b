import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { initialState } from '../../../src/replay/state.ts';
import { openStore, type Store } from '../../../src/store/store.ts';
import { Audience } from '../../support/audience.ts';
import { corpus } from '../../support/corpus.ts';
import { keyOf, planOf } from '../../support/plans.ts';
import { HOW_TO_GET_PGBOUNCER, pgbouncer, startPooler } from '../../support/postgres/pooler.ts';
import { postgresDatabase, skipUnlessThere, type TestDatabase } from '../../support/stores.ts';
import { startTestBed } from '../../support/testBed.ts';

describe('a store behind PgBouncer', () => {
  let database: TestDatabase;
  let pooler: Awaited<ReturnType<typeof startPooler>>;

  beforeEach(async (context) => {
    skipUnlessThere('PostgreSQL', context);
    context.skip(pgbouncer === undefined, HOW_TO_GET_PGBOUNCER);
    database = await postgresDatabase('template0');
    pooler = await startPooler(database.url as `postgres://${string}`);
  });

  afterEach(async () => {
    await pooler[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });

  it('a store behind PgBouncer has its tables made once by processes that start at once, and serves all of them', async () => {
    const stores = await Promise.all([1, 2, 3].map(() => openStore(pooler.url)));
    const use = async (store: Store, number: number) => {
      const server = `server ${number}`;
      await Promise.all(
        ['ja', 'en'].map((language) => store.settings.set(server, { language: language as 'en' | 'ja' })),
      );
      await store.replays.add(planOf(String(number), { channelId: server }), initialState(0, 'natural'), 25);
      for (let step = 0; step < 5; step += 1) {
        expect(await store.replays.save(keyOf(String(number)), step, initialState(step, 'natural'))).toBe(true);
      }
      const request = { words: 'umbrellas', serverId: server, unseen: [], muted: [], preferred: 'en' } as const;
      return (await store.search.search({ ...request, offset: 0, limit: 5 })).total;
    };
    expect((await Promise.all(stores.map(({ search }) => search.sync('shipped', corpus)))).toSorted()).toEqual([
      0, 0, 3,
    ]);
    const everybody = stores.flatMap((store, at) => [0, 1, 2].map((part) => use(store, at * 3 + part + 1)));
    expect(new Set(await Promise.all(everybody))).toEqual(new Set([2]));
    await Promise.all(stores.map((store) => store.close()));
  });

  it('a channel hears a whole replay from a bot behind PgBouncer', async () => {
    const bed = await startTestBed({ databaseUrl: pooler.url });
    const audience = new Audience(bed, 'en');
    await audience.start();
    await audience.reads(3);
    await bed.restart(1_000);
    await audience.seesAllOnce();
    await bed[Symbol.asyncDispose]();
  });
});
