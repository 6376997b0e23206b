import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { initialState } from '../../../src/replay/state.ts';
import { openStore } from '../../../src/store/store.ts';
import { corpus } from '../../support/corpus.ts';
import { keyOf, planOf } from '../../support/plans.ts';
import { postgresDatabase, skipUnlessThere, type TestDatabase } from '../../support/stores.ts';

/** What grows with servers, and what each can be divided by. An owner of searched threads is a server. */
const GROWING = {
  server_settings: 'server_id',
  replays: 'server_id',
  posts: 'server_id',
  schedules: 'server_id',
  imports: 'server_id',
  hidden_threads: 'server_id',
  muted_personas: 'server_id',
  unindexed_servers: 'server_id',
  collection_versions: 'server_id',
  search_threads: 'owner',
  search_documents: 'owner',
  search_words: 'owner',
  search_index: 'owner',
  search_long_index: 'owner',
  search_leases: 'owner',
  webhooks: 'channel_id',
} as const;

/** What does not. */
const SMALL = ['faces', 'told_commands', 'identify_turns', 'kysely_migration', 'kysely_migration_lock'];

const PARTS = 4;

/** Makes a table like another, in parts, and moves its rows there. */
function divide(table: string, column: string): string {
  const parts = Array.from({ length: PARTS }, (_, part) =>
    [
      `CREATE TABLE divided_${table}_${part} PARTITION OF divided_${table}`,
      `FOR VALUES WITH (MODULUS ${PARTS}, REMAINDER ${part});`,
    ].join(' '),
  );
  return `
    CREATE TABLE divided_${table} (LIKE ${table} INCLUDING ALL) PARTITION BY HASH (${column});
    ${parts.join('\n')}
    INSERT INTO divided_${table} SELECT * FROM ${table};
    SELECT count(*)::int AS rows FROM divided_${table}`;
}

describe('the tables in PostgreSQL', () => {
  let database: TestDatabase;

  beforeEach(async (context) => {
    skipUnlessThere('PostgreSQL', context);
    database = await postgresDatabase();
  });

  afterEach(() => database?.[Symbol.asyncDispose]());

  it('every table is known to grow with servers or to stay small', async () => {
    const rows = await database.query("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'");
    expect(rows.map(({ name }) => name).toSorted()).toEqual([...Object.keys(GROWING), ...SMALL].toSorted());
  });

  it.each(Object.entries(GROWING))('the table %s can be divided by its %s with all its keys', async (table, column) => {
    await database.query(divide(table, column));
  });

  it('divided replays and posts hold what the undivided ones held, and serve a store in their place', async () => {
    const state = initialState(0, 'natural');
    const before = await openStore(database.url);
    for (let server = 0; server < 20; server += 1) {
      const serverId = `server ${server}`;
      await before.replays.add(planOf('7', { serverId }), state, 25);
      await before.replays.save(keyOf('7', serverId), 0, state, { position: 0, comment: 0, messageId: '7-0' });
    }
    await before.search.sync('server 3', corpus);
    await before.close();
    for (const [table, column] of Object.entries(GROWING)) {
      const [counted] = await database.query(`SELECT count(*)::int AS rows FROM ${table}`);
      expect(await database.query(divide(table, column)), table).toEqual([counted]);
      await database.query(`DROP TABLE ${table} CASCADE; ALTER TABLE divided_${table} RENAME TO ${table}`);
    }
    await database.query(`
      ALTER TABLE posts ADD FOREIGN KEY (server_id, replay_id) REFERENCES replays (server_id, id) ON DELETE CASCADE`);

    const store = await openStore(database.url);
    expect(await store.replays.save(keyOf('7', 'server 3'), 1, state)).toBe(true);
    expect(await store.posts.find('server 3', '7-0')).toEqual({ replayId: '7', comment: 0 });
    expect((await store.replays.unfinished()).replays).toHaveLength(20);
    expect(await store.replays.add(planOf('8', { serverId: 'server 3' }), state, 25)).toBe('taken');
    const request = { words: 'umbrellas', serverId: 'server 3', unseen: [], muted: [], preferred: 'en' } as const;
    expect((await store.search.search({ ...request, offset: 0, limit: 5 })).total).toBe(2);
    expect(await store.search.sync('server 3', corpus.slice(0, 1))).toBe(0);
    await store.close();
  });
});
