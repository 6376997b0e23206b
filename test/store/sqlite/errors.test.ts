import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreError } from '../../../src/runtime/storeError.ts';
import { endStart, openSqlite, sqliteDialect } from '../../../src/store/sqlite/connection.ts';
import { storeErrorOf } from '../../../src/store/sqlite/errors.ts';

describe('what an error of SQLite means', () => {
  let folder: string;
  let path: string;
  let database: DatabaseSync;
  let db: Kysely<{ notes: { text: string } }>;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'reprise-'));
    path = join(folder, 'reprise.sqlite');
    database = await openSqlite(path);
    db = new Kysely({ dialect: sqliteDialect(database) });
    await sql`CREATE TABLE notes (text TEXT UNIQUE)`.execute(db);
  });

  afterEach(async () => {
    await db.destroy();
    rmSync(folder, { recursive: true });
  });

  const write = (text: string) =>
    db
      .transaction()
      .execute((transaction) => transaction.insertInto('notes').values({ text }).execute())
      .then(() => undefined)
      .catch((error: unknown) => error);

  it('a disk without space is said to be full, with the file that has no room, and writing works again afterwards', async () => {
    database.exec('PRAGMA max_page_count = 8');
    const error = await write('x'.repeat(100_000));
    expect(error).toBeInstanceOf(StoreError);
    expect(error).toMatchObject({
      kind: 'full',
      path,
      message: expect.stringMatching(/has no space left\. Free some/),
    });
    database.exec('PRAGMA max_page_count = 4294967294');
    expect(await write('short')).toBeUndefined();
  });

  it('a database that another program holds is busy, and works again afterwards', async () => {
    endStart(database);
    const other = new DatabaseSync(path);
    other.exec('BEGIN EXCLUSIVE');
    expect(await write('x')).toMatchObject({ name: 'StoreError', kind: 'busy', path });
    other.exec('ROLLBACK');
    other.close();
    expect(await write('x')).toBeUndefined();
  });

  it('a file that is damaged or forbidden is broken', () => {
    for (const errcode of [11, 26, 8, 1032, 522]) {
      const error = Object.assign(new Error('as SQLite says it'), { code: 'ERR_SQLITE_ERROR', errcode });
      expect(storeErrorOf(error, path)).toMatchObject({ kind: 'broken', path, cause: error });
    }
  });

  it('a statement that is wrong, or breaks a rule of the tables, is no failure of the store', async () => {
    expect(await write('once')).toBeUndefined();
    expect(await write('once')).not.toBeInstanceOf(StoreError);
    await expect(sql`SELECT nothing FROM nowhere`.execute(db)).rejects.not.toBeInstanceOf(StoreError);
    const other = new TypeError('something else');
    expect(storeErrorOf(other, path)).toBe(other);
  });
});
