import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ask, Database } from '../../../src/store/database.ts';
import { readerAsking } from '../../../src/store/sqlite/asking.ts';
import { openSqliteReader, sqliteDialect } from '../../../src/store/sqlite/connection.ts';
import { openStore } from '../../../src/store/store.ts';
import { sqliteDatabase, type TestDatabase } from '../../support/stores.ts';

describe('what is asked at every interaction', () => {
  let database: TestDatabase;
  let writer: DatabaseSync;
  let reader: DatabaseSync;
  let ask: Ask;

  beforeEach(async () => {
    database = await sqliteDatabase();
    await (await openStore(database.url)).close();
    const path = database.url.slice('sqlite:'.length);
    [writer, reader] = [new DatabaseSync(path), openSqliteReader(path)];
    ask = readerAsking(reader);
  });

  afterEach(async () => {
    for (const open of [writer, reader]) open.close();
    await database[Symbol.asyncDispose]();
  });

  const choices = () => {
    const db = new Kysely<Database>({ dialect: sqliteDialect(reader) });
    return db.selectFrom('server_settings').select('choices').where('server_id', '=', '').compile();
  };

  it('a question is answered while somebody writes, with what was there before, and then with what is there', async () => {
    const query = choices();
    writer.exec("BEGIN IMMEDIATE; INSERT INTO server_settings (server_id, choices) VALUES ('one', '{}')");
    expect(await ask(query, ['one'])).toEqual([]);
    writer.exec('COMMIT');
    expect(await ask(query, ['one'])).toEqual([{ choices: '{}' }]);
    expect(await ask(query, ['another'])).toEqual([]);
  });
});
