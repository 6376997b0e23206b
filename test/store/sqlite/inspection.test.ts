import { closeSync, existsSync, openSync, readdirSync, writeSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { StartupError } from '../../../src/runtime/startupError.ts';
import { openSqliteDatabase } from '../../../src/store/sqlite/database.ts';
import { inspectSqlite } from '../../../src/store/sqlite/inspection.ts';
import { migrations } from '../../../src/store/sqlite/migrations.ts';
import { folderOf } from '../../support/folder.ts';

/** Bytes of a page, as SQLite makes them (`sqlite.org/pragma.html#pragma_page_size`). */
const PAGE = 4_096;

function problemWith(path: string) {
  try {
    return inspectSqlite(path);
  } catch (error) {
    return error instanceof StartupError ? error.problem : error;
  }
}

/** The path of a database as a start leaves it. */
async function database(): Promise<string> {
  const path = folderOf({ 'keep.txt': '' })('reprise.sqlite');
  const { close } = await openSqliteDatabase(path);
  await close();
  return path;
}

function change(path: string, sql: string): void {
  using opened = new DatabaseSync(path);
  opened.exec(sql);
}

describe('a look at a SQLite store', () => {
  it('a look at a store finds the database of a start usable and up to date, with the room on its disk', async () => {
    const path = await database();
    expect(inspectSqlite(path)).toEqual({
      ...{ kind: 'usable', pending: 0, place: path, file: path },
      free: expect.any(Number),
    });
  });

  it('a look at a store works while a bot has the database open', async () => {
    const path = folderOf({ 'keep.txt': '' })('reprise.sqlite');
    const { close } = await openSqliteDatabase(path);
    expect(inspectSqlite(path)).toMatchObject({ kind: 'usable', pending: 0 });
    await close();
  });

  it('a look at a store counts the migrations that the next start makes', async () => {
    const path = await database();
    const [last = ''] = Object.keys(migrations).sort().reverse();
    change(path, `DELETE FROM kysely_migration WHERE name = '${last}'`);
    expect(inspectSqlite(path)).toMatchObject({ kind: 'usable', pending: 1 });
  });

  it('a look at a store counts all migrations for a file that is still empty', () => {
    const path = folderOf({ 'reprise.sqlite': '' })('reprise.sqlite');
    expect(inspectSqlite(path)).toMatchObject({ kind: 'usable', pending: Object.keys(migrations).length });
  });

  it('a look at a store makes neither a file nor a folder where there is no database yet', () => {
    const folder = folderOf({ 'keep.txt': '' });
    const path = folder('a/b/reprise.sqlite');
    expect(inspectSqlite(path)).toEqual({ kind: 'to-be-made', place: path, free: expect.any(Number) });
    expect(readdirSync(folder())).toEqual(['keep.txt']);
  });

  it('a look at a store says that a database in memory is one', () => {
    expect(inspectSqlite(':memory:')).toEqual({ kind: 'in-memory', place: ':memory:' });
    expect(existsSync(':memory:')).toBe(false);
  });

  it('a look at a store refuses what a start would refuse: something else than a database, a folder, a file below a file', () => {
    const folder = folderOf({ 'notes.txt': 'not a database, but long enough to be looked at as one '.repeat(20) });
    expect(problemWith(folder('notes.txt'))).toMatchObject({ kind: 'database-unusable', fault: 'not-a-database' });
    expect(problemWith(folder())).toMatchObject({ kind: 'database-unusable', fault: 'folder' });
    expect(problemWith(folder('notes.txt/x.sqlite'))).toMatchObject({ kind: 'database-unusable', fault: 'no-folder' });
  });

  it('a look at a store refuses a database that a newer version has written, and names what it does not know', async () => {
    const path = await database();
    change(path, "INSERT INTO kysely_migration VALUES ('999-later', '2027-01-01')");
    expect(problemWith(path)).toEqual({ kind: 'database-newer', path, migrations: ['999-later'] });
  });

  it.each([
    ['at its beginning', 0],
    ['somewhere within', 5 * PAGE],
  ])('a look at a store refuses a database that is damaged %s', async (_, position) => {
    const path = await database();
    change(path, 'PRAGMA journal_mode = DELETE');
    const file = openSync(path, 'r+');
    writeSync(file, Buffer.alloc(PAGE, 0xff), 0, PAGE, position);
    closeSync(file);
    expect(problemWith(path)).toMatchObject({ kind: 'database-unusable', fault: 'not-a-database' });
  });

  it('a look at a store refuses a database that another program holds for itself', async () => {
    const path = await database();
    using other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');
    expect(problemWith(path)).toMatchObject({ kind: 'database-unusable', fault: 'locked' });
  });
});
