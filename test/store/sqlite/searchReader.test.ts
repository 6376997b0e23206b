import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteReader } from '../../../src/store/sqlite/connection.ts';
import { searchReader } from '../../../src/store/sqlite/searchReader.ts';
import { openStore } from '../../../src/store/store.ts';
import { corpus } from '../../support/corpus.ts';

describe('the reader of the search index', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'reprise-reader-'));
    file = join(folder, 'reprise.sqlite');
    const store = await openStore(`sqlite:${file}`);
    await store.search.sync('shipped', corpus);
    await store.close();
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('the reader of the search index goes on reading while somebody writes, and sees what was written when a snapshot is over', () => {
    const writer = new DatabaseSync(file);
    const database = openSqliteReader(file);
    const reader = searchReader(database);
    const standing = () => reader.standing(['shipped', 'server']);
    writer.exec("BEGIN IMMEDIATE; UPDATE search_threads SET owner = 'other'");
    reader.snapshot(() => {
      expect(standing()).toEqual({ others: 'none', someAreHidden: false });
      writer.exec('COMMIT');
      expect(standing()).toEqual({ others: 'none', someAreHidden: false });
    });
    expect(standing()).toEqual({ others: 'few', someAreHidden: false });
    writer.exec('UPDATE search_threads SET shown = 0');
    expect(standing()).toEqual({ others: 'none', someAreHidden: true });
    database.close();
    writer.close();
  });

  it('the reader of the search index says that others have many texts when they have many threads, or long ones', () => {
    const writer = new DatabaseSync(file);
    const database = openSqliteReader(file);
    const reader = searchReader(database);
    const others = () => reader.standing(['shipped', 'server']);
    const add = writer.prepare(`
      INSERT INTO search_threads (key, last, owner, id, date, digest, shown) VALUES (?1, ?2, 'other', ?1, '', '', 1)`);
    for (let key = 1_000; key < 1_019; key += 1) add.run(key, key);
    expect(others()).toMatchObject({ others: 'few' });
    add.run(2_000, 2_000);
    expect(others()).toMatchObject({ others: 'many' });
    writer.exec("DELETE FROM search_threads WHERE owner = 'other'");
    expect(others()).toMatchObject({ others: 'none' });
    add.run(3_000, 8_000);
    expect(others()).toMatchObject({ others: 'many' });
    database.close();
    writer.close();
  });

  it('the reader of the search index cannot write', () => {
    const database = openSqliteReader(file);
    expect(() => database.exec('DELETE FROM search_threads')).toThrow(/readonly/);
    database.close();
  });
});
