import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SearchableThread } from '../../../src/search/search.ts';
import type { Database } from '../../../src/store/database.ts';
import { sqliteDialect } from '../../../src/store/sqlite/connection.ts';
import { syncThreads } from '../../../src/store/sqlite/searchSync.ts';
import { openStore, type Store } from '../../../src/store/store.ts';

/** A thread of so many comments of 100 letters, all of which hold a word. */
function threadOf(id: string, word: string, comments: number): SearchableThread {
  const en = `${word} ${'lorem ipsum '.repeat(8)}`;
  const ja = `${word}について${'長い文章を書く。'.repeat(10)}`;
  return {
    id,
    thread: {
      category: '',
      date: '2025-01-01',
      author: { en: 'Ann' },
      title: { en: word },
      comments: Array.from({ length: comments }, () => ({ persona: { en: 'Bob' }, text: { en, ja } })),
    },
  };
}

describe('the search index while threads come and go', () => {
  let folder: string;
  let file: string;
  let store: Store;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'reprise-sync-'));
    file = join(folder, 'reprise.sqlite');
    store = await openStore(`sqlite:${file}`);
  });

  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  /** How many comments hold these words, and not others like them. */
  const found = async (words: string, serverId = 'server') => {
    const request = { words, serverId, unseen: [], muted: [], preferred: 'en', offset: 0, limit: 3 } as const;
    const { total, corrected } = await store.search.search(request);
    return corrected === undefined ? total : 0;
  };

  /** Changes the database as another process could, or a crash of this one. */
  const alter = (act: (database: DatabaseSync) => void) => {
    const database = new DatabaseSync(file);
    act(database);
    database.close();
  };

  const rows = (sql: string) => {
    const database = new DatabaseSync(file, { readOnly: true });
    const [row] = database.prepare(sql).all();
    database.close();
    return Object.values(row ?? {})[0];
  };

  it('the search index shows the old thread until all of the new one is there, and never both or a part', async () => {
    await store.search.sync('shipped', [threadOf('one', 'oldword', 30)]);
    let isDone = false;
    const synced = store.search.sync('shipped', [threadOf('one', 'newword', 400)]).finally(() => {
      isDone = true;
    });
    const seen = new Set<string>();
    while (!isDone) {
      seen.add(`${await found('oldword')} ${await found('newword')} ${await found('')}`);
      await new Promise(setImmediate);
    }
    await synced;
    seen.delete('0 250 401');
    expect([...seen]).toEqual(['31 0 31']);
    expect([await found('oldword'), await found('newword'), await found('')]).toEqual([0, 250, 401]);
  });

  it('the search index lets settings be written and read between its slices', async () => {
    let isDone = false;
    const synced = store.search.sync('shipped', [threadOf('one', 'word', 400)]).finally(() => {
      isDone = true;
    });
    let answers = 0;
    while (!isDone) {
      await store.settings.set('server', { language: 'ja' });
      expect(await store.settings.get('server')).toMatchObject({ language: 'ja' });
      answers += 1;
      await new Promise(setImmediate);
    }
    await synced;
    expect(answers).toBeGreaterThan(5);
  });

  it('the search index removes what a crash left half added before it adds anything', async () => {
    await store.search.sync('shipped', [threadOf('one', 'kept', 5), threadOf('two', 'left', 20)]);
    alter((database) => database.exec("UPDATE search_threads SET shown = 0, owner = 'server' WHERE id = 'two'"));
    expect([await found('kept'), await found('left'), await found('')]).toEqual([6, 0, 6]);
    expect(await store.search.sync('shipped', [threadOf('one', 'kept', 5), threadOf('three', 'added', 5)])).toBe(1);
    expect([await found('kept'), await found('added'), await found('')]).toEqual([6, 6, 12]);
    expect(rows('SELECT count(*) FROM search_documents')).toBe(22);
    expect(rows('SELECT count(*) FROM search_threads')).toBe(2);
  });

  it('the search index forgets the words of threads that are gone', async () => {
    await store.search.sync('shipped', [threadOf('one', 'umbrella', 3), threadOf('two', 'library', 3)]);
    await store.search.sync('shipped', [threadOf('two', 'library', 3)]);
    expect(rows("SELECT count(*) FROM search_words WHERE word = 'umbrella'")).toBe(0);
    expect(rows("SELECT count FROM search_words WHERE word = 'library'")).toBe(7);
  });

  it('the search index is written by one sync after the other, however many are asked for at once', async () => {
    const owners = ['a', 'b', 'c', 'd'];
    await Promise.all(owners.map((owner) => store.search.sync(owner, [threadOf('one', `word${owner}`, 40)])));
    expect(await Promise.all(owners.map((owner) => found(`word${owner}`, owner)))).toEqual([41, 41, 41, 41]);
    expect(await found('worda', 'b')).toBe(0);
  });

  it('the search index goes on after a sync that failed', async () => {
    const broken = { ...threadOf('one', 'x', 1), thread: null } as unknown as SearchableThread;
    await expect(store.search.sync('shipped', [broken])).rejects.toThrow();
    expect(await store.search.sync('shipped', [threadOf('one', 'word', 1)])).toBe(1);
  });

  it('the search index says so when its new threads vanish before they are shown, as under two processes', async () => {
    const database = new DatabaseSync(file);
    const db = new Kysely<Database>({ dialect: sqliteDialect(database) });
    const synced = syncThreads(db, 'shipped', [threadOf('one', 'word', 400)]);
    await new Promise(setImmediate);
    alter((other) => other.exec('DELETE FROM search_threads'));
    await expect(synced).rejects.toThrow(/vanished/);
    await db.destroy();
  });

  it('the search index merges its parts into one after very many threads, and finds in it what it found', async () => {
    const threads = Array.from({ length: 1_000 }, (_, at) => threadOf(String(at), `word${at}`, 1));
    expect(await store.search.sync('shipped', threads)).toBe(1_000);
    expect(await found('word777')).toBe(2);
    expect(await found('lorem')).toBe(250);
  });
});
