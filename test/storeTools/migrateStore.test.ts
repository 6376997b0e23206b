import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { storeToolTexts } from '../../src/i18n/storeTools.ts';
import { initialState } from '../../src/replay/state.ts';
import type { DatabaseUrl } from '../../src/runtime/databaseUrl.ts';
import { firstState } from '../../src/schedule/runs.ts';
import { openStore } from '../../src/store/store.ts';
import { runMigrateStore } from '../../src/storeTools/migrateStore.ts';
import { personaKey } from '../../src/thread/identity.ts';
import { corpus } from '../support/corpus.ts';
import { FakeTerminal } from '../support/fakeTerminal.ts';
import { keyOf, planOf } from '../support/plans.ts';
import { scheduleOf } from '../support/schedules.ts';
import { postgresDatabase, skipUnlessThere, sqliteDatabase, type TestDatabase } from '../support/stores.ts';

const [imported = expect.fail('the corpus has threads')] = corpus;

/** Something in every table that is moved, and more replays than are read at once. */
async function fill(url: DatabaseUrl): Promise<void> {
  const { settings, replays, collections, faces, commands, webhooksOf, schedules, close } = await openStore(url);
  await settings.set('server', { language: 'ja' });
  for (let id = 1; id <= 120; id += 1) {
    await replays.add(planOf(String(id), { channelId: `channel ${id}` }), initialState(id, 'natural'), 500);
  }
  await replays.save(keyOf('1'), 0, initialState(0, 'natural'), { position: 0, comment: 0, messageId: '10' });
  await collections.setImport(
    'server',
    { ...imported, name: imported.thread.title },
    { userId: 'a', at: 1_795_000_000_000 },
  );
  await collections.setHidden('server', 'x', true);
  await collections.setMuted('server', personaKey({ ja: 'ボブ' }), true);
  await faces.set('app', 2, 7, 'emoji');
  await commands.setTold('app', { digest: 'one', commands: [{ id: '1', name: 'tea', version: '1' }] });
  await webhooksOf('app').setRoute('channel', { id: 'hook', token: 'secret', threadChannelId: null });
  const schedule = scheduleOf();
  await schedules.add(schedule, firstState(schedule.recurrence, 0), 25);
  await close();
}

/** Everything in the tables that are moved, in an order of its own. */
async function contentsOf(database: TestDatabase): Promise<unknown[]> {
  const tables = [
    ...['server_settings', 'faces', 'told_commands', 'webhooks', 'replays', 'posts', 'schedules', 'imports'],
    ...['hidden_threads', 'muted_personas'],
  ];
  const contents: unknown[] = [];
  for (const table of tables) {
    const rows = await database.query(`SELECT * FROM ${table}`);
    // The driver of the tests gives numbers beyond 32 bits as texts.
    contents.push(rows.map((row) => JSON.stringify(row, sortedAsText)).toSorted());
    expect(rows, table).not.toEqual([]);
  }
  return contents;
}

function sortedAsText(_key: string, value: unknown): unknown {
  if (typeof value === 'number') return String(value);
  return value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value).toSorted()) : value;
}

describe('npm run migrate-store', () => {
  let sqlite: TestDatabase;
  let postgres: TestDatabase;
  let terminal: FakeTerminal;

  beforeEach(async (context) => {
    skipUnlessThere('PostgreSQL', context);
    sqlite = await sqliteDatabase();
    postgres = await postgresDatabase('template0');
    terminal = new FakeTerminal('en', true);
  });

  afterEach(async () => {
    await sqlite[Symbol.asyncDispose]();
    await postgres[Symbol.asyncDispose]();
  });

  const move = (from: TestDatabase, to: TestDatabase, said = terminal) =>
    runMigrateStore(['--from', from.url, '--to', to.url], said);

  it.each([
    ['SQLite to PostgreSQL', () => [sqlite, postgres] as const],
    ['PostgreSQL to SQLite', () => [postgres, sqlite] as const],
  ])('moves everything from %s, with a bar, and what was imported is to be indexed there', async (_, way) => {
    const [from, to] = way();
    await fill(from.url);
    expect(await move(from, to)).toBe(0);
    expect(terminal.told).toMatch(/\[#+ *\] \d+ %/);
    expect(terminal.written).toContain('replays: 120');
    expect(await contentsOf(to)).toEqual(await contentsOf(from));
    const { replays, collections, close } = await openStore(to.url);
    expect((await replays.unfinished()).replays).toHaveLength(120);
    expect(await collections.unindexed()).toEqual(['server']);
    expect((await collections.of('server')).imports).toHaveLength(1);
    await close();
  });

  it('moves nothing into a store that has something, and leaves it as it was', async () => {
    await fill(sqlite.url);
    const { settings, replays, close } = await openStore(postgres.url);
    await settings.set('theirs', { pace: 'slow' });
    expect(await move(sqlite, postgres)).toBe(1);
    expect(terminal.told).toContain('has something in it already (table server_settings)');
    expect(await settings.get('theirs')).toEqual({ pace: 'slow' });
    expect(await settings.get('server')).toEqual({});
    expect((await replays.unfinished()).replays).toEqual([]);
    await close();
  });

  it('moves nothing when what it reads back is not what it wrote', async () => {
    await fill(sqlite.url);
    await (await openStore(postgres.url)).close();
    await postgres.query(`
      CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.emoji_id := ''another''; RETURN NEW; END';
      CREATE TRIGGER lose BEFORE INSERT ON faces FOR EACH ROW EXECUTE FUNCTION lose()`);
    expect(await move(sqlite, postgres)).toBe(1);
    expect(terminal.told).toContain('is not what was written (table faces)');
    expect(await postgres.query('SELECT * FROM server_settings')).toEqual([]);
  });

  it('moves nothing from a store that is not there, and makes none', async () => {
    await using missing = await sqliteDatabase();
    expect(await move(missing, postgres)).toBe(1);
    expect(terminal.told).toContain('nothing to move');
    await using empty = await postgresDatabase('template0');
    expect(await empty.query("SELECT 1 FROM pg_tables WHERE schemaname = 'public'")).toEqual([]);
  });

  it('says how it is used where it cannot be understood, in both languages, and repeats no password', async () => {
    for (const language of ['en', 'ja'] as const) {
      for (const typed of [
        [],
        ['--from', sqlite.url],
        ['--from', sqlite.url, '--to', 'mysql://a:hunter2@b/c'],
        ['--from', sqlite.url, '--to', sqlite.url],
        ['--form', 'x'],
      ]) {
        const said = new FakeTerminal(language);
        expect(await runMigrateStore(typed, said)).toBe(2);
        expect(said.told).toContain(storeToolTexts[language].migrate.help);
        expect(said.told).not.toContain('hunter2');
      }
      const asked = new FakeTerminal(language);
      expect(await runMigrateStore(['--help'], asked)).toBe(0);
      expect(asked.written).toContain(storeToolTexts[language].migrate.help);
    }
  });
});
