import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SearchableThread } from '../../../src/search/search.ts';
import { openStore, type Store } from '../../../src/store/store.ts';
import { looksFor, scanned } from '../../support/scan.ts';
import { describeOnStores, type TestDatabase } from '../../support/stores.ts';

function threadOf(id: string, texts: readonly string[]): SearchableThread {
  const comments = texts.map((ja) => ({ persona: { ja: '人' }, text: { ja } }));
  return { id, thread: { category: '', date: '2025-01-01', author: { ja: '人' }, title: { ja: '題' }, comments } };
}

describeOnStores('the search in a large index', (makeDatabase) => {
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

  const search = (words: string, limit = 100) => {
    const request = { words, serverId: 'server', unseen: [], muted: [], preferred: 'ja', offset: 0, limit } as const;
    return store.search.search(request);
  };

  it('the search in a large index finds the newest first, however far apart they are', async () => {
    const threads: SearchableThread[] = [];
    for (let at = 0; at < 12; at += 1) {
      threads.push(threadOf(`thread ${at}`, [`言葉${String(at).padStart(2, '0')}`, at % 3 === 0 ? '三つ目' : '他']));
      await store.search.sync('shipped', threads);
      // As if there had been many others in between, which are gone.
      await database.query(`UPDATE search_threads SET last = last + 9000 WHERE id = 'thread ${at}'`);
    }
    const found = async (words: string, limit?: number) =>
      (await search(words, limit)).hits.map(({ threadId }) => Number(threadId.slice('thread '.length)));
    expect(await found('言葉', 4)).toEqual([11, 10, 9, 8]);
    expect(await found('言葉')).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
    expect(await found('三つ目')).toEqual([9, 6, 3, 0]);
    expect(await found('言葉00')).toEqual([0]);
    expect((await search('言葉')).total).toBe(12);
  });

  it('the search in a large index finds in texts of any length what a plain scan finds', async () => {
    const kana = 'アイウエオカキクケコサシスセソ';
    const numbers = Array.from(
      { length: 6_000 },
      (_, at) => `word${at} ${kana.charAt(at % 15)}${kana.charAt(at % 13)}。`,
    );
    const texts = [
      numbers.join(''),
      `${'は'.repeat(3_000)}終わり`,
      `${'x'.repeat(3_000)} and ${'東京'.repeat(700)}の端`,
      'word7 と短い文',
    ];
    await store.search.sync('shipped', [threadOf('long', texts)]);
    const scannedTexts = texts.map(scanned);
    const expectAsScan = async (words: string) => {
      const holds = looksFor(words);
      const expected = scannedTexts.flatMap((text, at) => (holds(text) ? [at + 1] : []));
      const { hits, corrected } = await search(words);
      const found = corrected === undefined ? hits.map(({ comment }) => comment) : [];
      expect({ words, found: found.toSorted() }).toEqual({ words, found: expected });
    };
    const known = [
      ...[
        'word7',
        'word29999',
        'word3 word29998',
        '"word7 と"',
        'は終わり',
        `${'は'.repeat(150)}終わり`,
        'は'.repeat(200),
      ],
      ...['x'.repeat(250), 'xxxx', `${'東京'.repeat(100)}の端`, '京の端', 'word5 終わり', '短い文 word7', 'word7 は'],
    ];
    for (const words of known) await expectAsScan(words);
    const part = fc.tuple(fc.nat(), fc.integer({ min: 2, max: 250 })).map(([from, length]) => {
      const [text = ''] = texts;
      return text.slice(from % text.length).slice(0, length);
    });
    await fc.assert(
      fc.asyncProperty(part, async (words) => {
        if (words.trim() !== '') await expectAsScan(`"${words}"`);
      }),
      { numRuns: 12 },
    );
  });
});
