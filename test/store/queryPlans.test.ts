/** How the databases find what they are asked for often: by an index, whatever a table holds. */
import { CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ReplayState } from '../../src/replay/state.ts';
import { initialState } from '../../src/replay/state.ts';
import { isPostgresUrl } from '../../src/runtime/databaseUrl.ts';
import { firstState } from '../../src/schedule/runs.ts';
import { collectionStore } from '../../src/store/collections.ts';
import type { Database } from '../../src/store/database.ts';
import * as inPostgres from '../../src/store/postgres/scripts.ts';
import { postStore } from '../../src/store/posts.ts';
import { replayHistory } from '../../src/store/replayHistory.ts';
import { replayStore } from '../../src/store/replays.ts';
import { scheduleStore } from '../../src/store/schedules.ts';
import { openSqlite, sqliteDialect } from '../../src/store/sqlite/connection.ts';
import * as inSqlite from '../../src/store/sqlite/scripts.ts';
import { openStore } from '../../src/store/store.ts';
import { undoStore } from '../../src/store/undos.ts';
import { keyOf, planOf } from '../support/plans.ts';
import { scheduleOf } from '../support/schedules.ts';
import { describeOnStores, type TestDatabase } from '../support/stores.ts';

const waiting = initialState(0, 'natural');
const ended: ReplayState = { ...waiting, kind: 'ended', reason: 'finished' };

/** One connection; that the server ends it when the database goes while it is closing is no error. */
function poolAt(connectionString: string): pg.Pool {
  return new pg.Pool({ connectionString, max: 1 }).on('error', () => undefined);
}

type Asked = { readonly sql: string; readonly parameters: readonly unknown[] };

describeOnStores('what is asked often', (makeDatabase, kind) => {
  let database: TestDatabase;
  const { postAt } = kind === 'PostgreSQL' ? inPostgres : inSqlite;
  let db: Kysely<Database>;
  let asked: Asked[];

  beforeEach(async () => {
    database = await makeDatabase();
    await (await openStore(database.url)).close();
    asked = [];
    const { url } = database;
    const dialect = isPostgresUrl(url)
      ? new PostgresDialect({ pool: poolAt(url) })
      : sqliteDialect(await openSqlite(url.slice('sqlite:'.length)));
    db = new Kysely<Database>({ dialect, log: ({ query }) => void asked.push(query) });
  });

  afterEach(async () => {
    await db.destroy();
    await database[Symbol.asyncDispose]();
  });

  /** How the database would find the rows of all statements since the last call, one text a statement. */
  async function plans(): Promise<Map<string, string>> {
    const statements = asked.filter(({ sql }) => /^(select|with|update|delete)/i.test(sql));
    // Tables of the tests are so small that PostgreSQL would rather read them whole, and put few rows in order.
    if (kind === 'PostgreSQL') {
      for (const way of ['seqscan', 'sort']) await db.executeQuery(CompiledQuery.raw(`SET enable_${way} = off`));
    }
    const explain = kind === 'PostgreSQL' ? 'EXPLAIN' : 'EXPLAIN QUERY PLAN';
    const found = new Map<string, string>();
    for (const { sql, parameters } of statements) {
      const { rows } = await db.executeQuery(CompiledQuery.raw(`${explain} ${sql}`, [...parameters]));
      found.set(sql, rows.map((row) => Object.values(row as object).at(-1)).join('\n'));
    }
    asked = [];
    return found;
  }

  /** Nothing of all tables: an index of some of their rows may be read whole. */
  const WHOLE = /Seq Scan|^SCAN (?!ranked|\(subquery|\w+ USING INDEX)/m;
  const BY_SERVER = kind === 'PostgreSQL' ? /Index Cond: .*server_id/ : /^SEARCH/m;

  it('a replay and its posts are found by their server first, by an index', async () => {
    const [replays, posts, undos] = [replayStore(db, postAt), postStore(db), undoStore(db)];
    await replays.add(planOf('7'), waiting, 25);
    await replays.save(keyOf('7'), 0, ended, { position: 0, comment: 0, messageId: '7-0' });
    await replays.setControlMessage(keyOf('7'), '1');
    await replays.setEndShown(keyOf('7'), 1);
    const replay = await replays.find('server', '7');
    if (!replay) throw new Error('There is no replay.');
    await replays.inChannel('server', 'channel');
    await replays.controlledFrom('server', 'channel');
    await replays.isStage('server', 'channel');
    await replays.post(keyOf('7'), 0);
    await replays.unfinishedOf('server', 'thread');
    await replays.unfinishedOf('server');
    await replays.latestStartedIn('server', 'channel');
    await replays.latestPlayedIn('server', 'channel');
    await posts.find('server', '7-0');
    await posts.of(keyOf('7'));
    await posts.first(keyOf('7'));
    await posts.latest('server', [
      { threadId: 'thread', comment: 0 },
      { threadId: 'thread', comment: 1 },
    ]);
    await replayHistory(db).lastReplays('server');
    const undoing = await undos.begin(replay, 'mika', 5);
    if (!undoing) throw new Error('It was not begun.');
    await undos.setStage(keyOf('7'), 'channel');
    await undos.removePost('server', '7-0');
    await undos.removePostsOf(keyOf('7'));
    await undos.nextAnchor(replay);
    await undos.set(undoing, { kind: 'done', askedBy: 'mika', askedAt: 5, posts: 1 });
    const found = await plans();
    expect(found.size).toBeGreaterThan(18);
    for (const [statement, plan] of found) {
      expect(plan, statement).not.toMatch(WHOLE);
      expect(plan, statement).toMatch(BY_SERVER);
    }
    const [latest] = [...found].filter(([statement]) => statement.startsWith('WITH'));
    expect(latest?.[1], 'of all posts of a server').toMatch(/thread_id ?=/);
  });

  it('what all servers have to be done is found by an index', async () => {
    const [replays, undos, schedules] = [replayStore(db, postAt), undoStore(db), scheduleStore(db)];
    await replays.unfinished();
    await replays.endedUnshown();
    await replays.unshownEnds();
    await undos.underWay();
    await Array.fromAsync(schedules.due(0));
    const found = await plans();
    expect(found.size).toBe(6);
    for (const [statement, plan] of found) expect(plan, statement).not.toMatch(WHOLE);
    const due = [...found].filter(([statement]) => statement.includes('schedules'));
    // Already in order: a part is read, and no more.
    for (const [statement, plan] of due) expect(plan, statement).not.toMatch(/Sort|TEMP B-TREE/);
  });

  it('a server’s schedules and its part of the library are found by an index', async () => {
    const [schedules, collections] = [scheduleStore(db), collectionStore(db)];
    const schedule = scheduleOf();
    const state = firstState(schedule.recurrence, 0);
    await schedules.add(schedule, state, 25);
    await schedules.of('server');
    await schedules.save(schedule, 0, state);
    await schedules.remove('server', '100');
    await collections.of('server');
    await collections.size('server');
    await collections.setHidden('server', 'x', true);
    await collections.changes('server');
    for (const [statement, plan] of await plans()) {
      expect(plan, statement).not.toMatch(WHOLE);
      expect(plan, statement).toMatch(BY_SERVER);
    }
  });
});
