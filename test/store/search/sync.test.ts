import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SearchableThread } from '../../../src/search/search.ts';
import { openStore, type Store } from '../../../src/store/store.ts';
import { folderOf } from '../../support/folder.ts';
import { describeOnStores, type TestDatabase } from '../../support/stores.ts';

const run = promisify(execFile);

/** A process that makes the index of a store hold threads, and says how many it took in. */
const SYNC = `
  import { readFileSync } from 'node:fs';
  import { openStore } from './src/store/store.ts';
  const store = await openStore(process.argv[1]);
  process.stdout.write(String(await store.search.sync('shipped', JSON.parse(readFileSync(process.argv[2], 'utf8')))));
  await store.close();`;

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

describeOnStores('the search index while threads come and go', (makeDatabase) => {
  let database: TestDatabase;
  let store: Store;

  beforeEach(async () => {
    database = await makeDatabase();
    store = await openStore(database.url);
  });

  afterEach(async () => {
    await store.close();
    await database[Symbol.asyncDispose]();
  });

  /** How many comments hold these words, and not others like them. */
  const found = async (words: string, serverId = 'server') => {
    const request = { words, serverId, unseen: [], muted: [], preferred: 'en', offset: 0, limit: 3 } as const;
    const { total, corrected } = await store.search.search(request);
    return corrected === undefined ? total : 0;
  };

  const only = async (query: string) => Object.values((await database.query(query))[0] ?? {})[0];

  it('the search index shows the old thread until all of the new one is there, and never both or a part', async () => {
    await store.search.sync('shipped', [threadOf('one', 'oldword', 30)]);
    let isDone = false;
    const synced = store.search.sync('shipped', [threadOf('one', 'newword', 400)]).finally(() => {
      isDone = true;
    });
    const seen = { oldword: new Set<number>(), newword: new Set<number>(), all: new Set<number>() };
    while (!isDone) {
      seen.oldword.add(await found('oldword'));
      seen.newword.add(await found('newword'));
      seen.all.add(await found(''));
      await new Promise(setImmediate);
    }
    await synced;
    expect([31, 0]).toEqual(expect.arrayContaining([...seen.oldword]));
    expect([0, 250]).toEqual(expect.arrayContaining([...seen.newword]));
    expect([31, 401]).toEqual(expect.arrayContaining([...seen.all]));
    expect([...seen.all][0]).toBe(31);
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
    await database.query("UPDATE search_threads SET shown = 0 WHERE id = 'two'");
    expect([await found('kept'), await found('left'), await found('')]).toEqual([6, 0, 6]);
    expect(await store.search.sync('shipped', [threadOf('one', 'kept', 5), threadOf('three', 'added', 5)])).toBe(1);
    expect([await found('kept'), await found('added'), await found('')]).toEqual([6, 6, 12]);
    expect(Number(await only('SELECT count(*) FROM search_documents'))).toBe(22);
    expect(Number(await only('SELECT count(*) FROM search_threads'))).toBe(2);
  });

  it('the search index forgets the words of threads that are gone', async () => {
    await store.search.sync('shipped', [threadOf('one', 'umbrella', 3), threadOf('two', 'library', 3)]);
    await store.search.sync('shipped', [threadOf('two', 'library', 3)]);
    expect(Number(await only("SELECT count(*) FROM search_words WHERE word = 'umbrella'"))).toBe(0);
    expect(await only("SELECT count FROM search_words WHERE word = 'library'")).toBe(7);
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

  it('the search index is written by one of two processes at a time, and the other finds nothing left to do', async () => {
    const threads = [threadOf('one', 'word', 200), threadOf('two', 'other', 200)];
    const file = folderOf({ threads: JSON.stringify(threads) })('threads');
    const processes = [0, 1].map(() => run(process.execPath, ['--input-type=module', '-e', SYNC, database.url, file]));
    const done = await Promise.all(processes);
    expect(done.map(({ stdout, stderr }) => stdout + stderr).toSorted()).toEqual(['0', '2']);
    expect([await found('word'), await found('other'), await found('')]).toEqual([201, 201, 402]);
    expect(Number(await only('SELECT count(*) FROM search_documents'))).toBe(802);
    expect(Number(await only('SELECT count(*) FROM search_leases'))).toBe(0);
  });

  it('the search index is put in order after very many threads, and finds in it what it found', async () => {
    const threads = Array.from({ length: 1_000 }, (_, at) => threadOf(String(at), `word${at}`, 1));
    expect(await store.search.sync('shipped', threads)).toBe(1_000);
    expect(await found('word777')).toBe(2);
    expect(await found('lorem')).toBe(250);
  });

  it('two processes that want different threads of one owner indexed at once both do it, one after the other', async () => {
    const folder = folderOf({
      first: JSON.stringify([threadOf('one', 'firstword', 60)]),
      second: JSON.stringify([threadOf('one', 'secondword', 60)]),
    });
    const sync = (file: string) =>
      run(process.execPath, ['--input-type=module', '-e', SYNC, database.url, folder(file)]);
    const told = await Promise.all([sync('first'), sync('second')]);
    expect(told.map(({ stdout, stderr }) => [stdout, stderr])).toEqual([
      ['1', ''],
      ['1', ''],
    ]);
    expect((await Promise.all([found('firstword'), found('secondword')])).toSorted()).toEqual([0, 61]);
    expect(await database.query('SELECT holder FROM search_leases')).toEqual([]);
  });
});
