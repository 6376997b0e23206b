import { copyFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { documentsOf } from '../../../src/search/documents.ts';
import type { SearchableThread, SearchRequest, SearchResult } from '../../../src/search/search.ts';
import { MOST_FOUND } from '../../../src/store/search/finding.ts';
import { openStore, type Store } from '../../../src/store/store.ts';
import { personaKey } from '../../../src/thread/identity.ts';
import { corpus } from '../../support/corpus.ts';
import { looksFor, scanned } from '../../support/scan.ts';
import { describeOnStores, sqliteDatabase, type TestDatabase } from '../../support/stores.ts';

const documents = corpus.flatMap(({ id, thread }) =>
  documentsOf(thread).map((document) => ({ ...document, thread: id })),
);

function ask(store: Store, words: string, more: Partial<SearchRequest> = {}): Promise<SearchResult> {
  const request = {
    words,
    serverId: 'server',
    unseen: [],
    muted: [],
    preferred: 'en',
    offset: 0,
    limit: 100,
    ...more,
  } as const;
  return store.search.search(request);
}

const placesOf = ({ hits }: SearchResult) => hits.map(({ threadId, comment }) => `${threadId}/${comment}`).sort();

function scan(typed: string): string[] {
  const holds = looksFor(typed);
  const found = documents.filter(({ text }) => holds(scanned(text)));
  return [...new Set(found.map(({ thread, comment }) => `${thread}/${comment}`))].sort();
}

describeOnStores('search', (makeDatabase) => {
  let database: TestDatabase;
  let store: Store;
  const search = (words: string, more?: Partial<SearchRequest>) => ask(store, words, more);

  beforeAll(async () => {
    database = await makeDatabase();
    store = await openStore(database.url);
    await store.search.sync('shipped', corpus);
  });

  afterAll(async () => {
    await store.close();
    await database[Symbol.asyncDispose]();
  });

  /** What was cut from a text must be found; nothing that the scan does not find may be. */
  async function expectAsScan(typed: string): Promise<void> {
    if (typed.trim() === '') return;
    const { corrected, ...result } = await search(typed);
    expect(corrected === undefined ? placesOf(result) : []).toEqual(scan(typed));
  }

  const texts = (language: string) =>
    fc.constantFrom(...documents.filter((one) => one.language === language).map(({ text }) => text));

  it.each([
    ['1 character', 1, 1],
    ['2 characters', 2, 2],
    ['3 characters', 3, 3],
    ['4 and more', 4, 30],
  ])('search finds all that a plain scan finds for %s of Japanese', async (_, least, most) => {
    const part = fc.tuple(texts('ja'), fc.nat(), fc.integer({ min: least, max: most })).map(([text, from, length]) => {
      const characters = [...text];
      const start = from % Math.max(1, characters.length - length + 1);
      return characters.slice(start, start + length).join('');
    });
    await fc.assert(fc.asyncProperty(part, expectAsScan), { numRuns: 150 });
  });

  it('search finds all that a plain scan finds for English words, their beginnings and phrases', async () => {
    const part = fc.tuple(texts('en'), fc.nat(), fc.integer({ min: 1, max: 3 }), fc.nat(4), fc.boolean());
    await fc.assert(
      fc.asyncProperty(part, async ([text, from, count, cut, quoted]) => {
        const words = text.split(/\s+/);
        const typed = words
          .slice(from % words.length)
          .slice(0, count)
          .join(' ')
          .replaceAll('"', '');
        await expectAsScan(quoted ? `"${typed}"` : typed.slice(0, Math.max(2, typed.length - cut)));
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['half-width kana', 'ﾊﾟﾗﾊﾟﾗ', 'thread-1/2'],
    ['full-width letters', 'ｂｐｍ', 'thread-1/5'],
    ['letters typed plain for full-width ones', 'faster indeed', 'thread-1/5'],
    ['full-width digits', '12,000', 'thread-0/2'],
    ['hiragana for katakana', 'めとろのーむ', 'thread-1/2'],
    ['バ for ヴァ', 'バイオリンとビオラ', 'thread-1/3'],
    ['no accent', 'naive cafe', 'thread-0/5'],
    ['straight quotes for curly ones', "everybody's", 'thread-0/2'],
    ['a possessive left out', 'daughter school', 'thread-2/1'],
    ['another form of a word', 'regulation learning', 'thread-2/5'],
    ['ー left out inside', 'インタフェイス', 'thread-1/4'],
    ['ー typed at the end', 'ロボットアームー', 'thread-2/0'],
    ['two scripts without a space', 'AWSの監', 'thread-2/3'],
    ['kanji beyond 16 bits', '𠮷田', 'thread-2/4'],
    ['a lone kana after a word', 'AWSの', 'thread-2/3'],
    ['kana between words', '98から132へ', 'thread-1/5'],
    ['words in any order', 'ladder umbrellas', 'thread-0/6'],
    ['the title of a post', '図書館は工具', 'thread-0/0'],
    ['no comma in a number', '12000', 'thread-0/2'],
    ['a usual kanji for the form of a family name', '吉田', 'thread-2/4'],
    ['an old form of a kanji', '圖書館 京都', 'thread-0/4'],
    ['radicals for kanji', '⼯場の最初', 'thread-2/0'],
    ['an emoji', '📚', 'thread-0/4'],
    ['an emoji with another skin', '👵🏿', 'thread-0/4'],
    ['a soft hyphen inside of a word', 'regu\u00adlations', 'thread-2/5'],
  ])('search finds what was typed with %s', async (_, typed, place) => {
    expect(placesOf(await search(typed))).toEqual([place]);
  });

  it('search does not read words together that a mark divides', async () => {
    expect(placesOf(await search('京都'))).toEqual(['thread-0/4']);
    expect((await search('東京都')).total).toBe(0);
  });

  it('search keeps the words of a phrase together', async () => {
    expect(placesOf(await search('"waiting list"'))).toEqual(['thread-0/3']);
    expect((await search('"list waiting"')).total).toBe(0);
    expect((await search('list waiting')).total).toBe(1);
  });

  it('search puts texts that hold the words before those that hold them inside of others, and what is often there before what is there once', async () => {
    const { hits } = await search('ロボット', { language: 'ja' });
    expect(hits.map(({ threadId }) => threadId)).toContain('thread-2');
    const first = (await search('run')).hits[0];
    expect(first).toMatchObject({ threadId: 'thread-1', comment: 0 });
  });

  it('search gives each comment once, in the preferred language if both match, else in the one that matches', async () => {
    const both = (preferred: 'en' | 'ja') => search('98', { preferred });
    expect((await both('en')).hits).toMatchObject([{ comment: 5, language: 'en' }]);
    expect((await both('ja')).hits).toMatchObject([{ comment: 5, language: 'ja' }]);
    expect((await search('録音', { preferred: 'en' })).hits).toMatchObject([{ comment: 5, language: 'ja' }]);
    expect((await search('録音', { language: 'en' })).total).toBe(0);
    expect((await both('en')).total).toBe(1);
  });

  it('search gives pages that follow each other, and the total on each', async () => {
    const all = await search('の');
    const pages = [await search('の', { limit: 4 }), await search('の', { limit: 100, offset: 4 })];
    expect(pages.flatMap(({ hits }) => hits)).toEqual(all.hits);
    expect(pages.map(({ total }) => total)).toEqual([all.total, all.total]);
    expect(all.total).toBe(scan('の').length);
  });

  it('search leaves only one persona, one thread or one language when asked', async () => {
    const persona = personaKey({ en: 'Factory Engineer', ja: '工場の技術者' });
    expect(placesOf(await search('', { persona }))).toEqual(['thread-2/0', 'thread-2/2']);
    expect(placesOf(await search('sleep', { persona }))).toEqual(['thread-2/0', 'thread-2/2']);
    expect(placesOf(await search('sleep', { threadId: 'thread-1' }))).toEqual(['thread-1/4']);
    expect((await search('sleep', { persona: 'nobody' })).total).toBe(0);
  });

  it('search lists everything while nothing is typed: the newest thread first, its comments in order', async () => {
    const { hits, total } = await search('  ', { preferred: 'ja' });
    expect(total).toBe(new Set(documents.map(({ thread, comment }) => `${thread}/${comment}`)).size);
    expect(hits.slice(0, 3)).toMatchObject(
      [0, 1, 2].map((comment) => ({ threadId: 'thread-2', comment, matches: [] })),
    );
    expect(hits.slice(0, 2).map(({ language }) => language)).toEqual(['ja', 'ja']);
    expect(hits.at(-1)).toMatchObject({ threadId: 'thread-0' });
  });

  it.each([
    ['a letter left out', 'libary', 'library'],
    ['a letter too many', 'roboot', 'robot'],
    ['another first letter', 'mactory', 'factory'],
    ['two neighbours swapped', 'lader', 'ladder'],
    ['two slips in a long word', 'metronnomme', 'metronome'],
  ])('searches what was meant after %s, and says so', async (_, typed, meant) => {
    const { corrected, total, hits } = await search(`${typed} ${meant}`);
    expect({ corrected, total }).toEqual({ corrected: `${meant} ${meant}`, total: (await search(meant)).total });
    expect(hits[0]?.matches).not.toEqual([]);
  });

  it('search offers words like a mistyped one that find something, when none is near enough', async () => {
    const { total, nearest, corrected } = await search('ladar');
    expect({ total, corrected }).toEqual({ total: 0, corrected: undefined });
    expect(nearest).toContain('ladder');
    expect((await search('ladar', { threadId: 'thread-2' })).nearest).not.toContain('ladder');
  });

  it('search corrects nothing that is somewhere, nor Japanese, nor a phrase', async () => {
    for (const typed of ['robots umbrellas', '図書缶', '"nigth shift"']) {
      expect(await search(typed)).toEqual({ hits: [], total: 0, complete: true, nearest: [] });
    }
  });

  it('search takes nothing typed as syntax, and never fails', async () => {
    const nasty = [
      '" OR',
      'NEAR(a b)',
      '*',
      '-',
      'tokens:robots',
      '^robots',
      'a AND',
      '{w b}:c',
      '"',
      '""',
      "'",
      ';--',
      '\0',
      '\ud800',
      '(',
      ')',
    ];
    for (const typed of [...nasty, 'x'.repeat(6_000), '漢'.repeat(6_000), '" '.repeat(3_000), 'a b '.repeat(1_500)]) {
      await expectAsScan(typed.slice(0, 300).split(' ').slice(0, 12).join(' '));
      await search(typed);
    }
    expect((await search('tokens:robots')).total).toBe(0);
    const hostile = fc.array(fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'binary' })), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(hostile, async (parts) => void (await search(parts.join(' ')))),
      { numRuns: 200 },
    );
  });
});

/** Threads whose comments are these, in Japanese. */
function said(texts: readonly string[]): SearchableThread[] {
  const comments = texts.map((ja) => ({ persona: { ja: '人' }, text: { ja } }));
  return [
    { id: 'said', thread: { category: '', date: '2025-01-01', author: { ja: '人' }, title: { ja: '題' }, comments } },
  ];
}

describeOnStores('search in text with typographic accidents', (makeDatabase) => {
  it.each([
    ['important', 1],
    ['zerowidth', 1],
    ['重要な点', 1],
    ['長野の民間企業', 2],
    ['西日本', 2],
    ['高橋さん', 2],
  ])('search finds %s where invisible characters, radicals or other forms stand in it', async (typed, comment) => {
    const comments = [
      { en: 'An impor\u00adtant point and a zero\u200bwidth one.', ja: '重\u200b要な点です。' },
      { en: 'Copied from a PDF.', ja: '⻑野の⺠間企業と⻄日本、髙橋さん。' },
    ].map((text) => ({ persona: { en: 'Ann' }, text }));
    await using database = await makeDatabase();
    const store = await openStore(database.url);
    const title = { en: 'Words with invisible marks' };
    const thread = { category: '', date: '2024-04-07', author: { en: 'Host' }, title, comments };
    await store.search.sync('shipped', [{ id: 'accidents', thread }]);
    const { hits } = await ask(store, typed);
    expect(hits.map(({ comment: number }) => number)).toEqual([comment]);
    expect(hits[0]?.matches).toHaveLength(1);
    await store.close();
  });
});

describeOnStores('the best first', (makeDatabase) => {
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

  const firstOf = async (words: string) => (await ask(store, words, { limit: 1 })).hits[0]?.text;

  /** More than are counted, so that only the index itself can know of the one that is the oldest. */
  const many = (text: string) => Array.from({ length: MOST_FOUND + 50 }, () => text);

  it.each([
    ['katakana', 'サイ', 'サイが好きだ', 'うるさいな'],
    ['katakana inside of a word', 'サイ', 'サイトを見た', 'お昼ごはんください'],
    ['one katakana', 'ア', 'アルト', 'あれ'],
    ['an old form of kanji', '學校', '學校へ', '学校へ'],
    ['the form of a family name', '髙橋', '髙橋さん', '高橋さん'],
    ['C++', 'C++', 'C++を学ぶ', 'ビタミン C をとる'],
    ['C#', 'c#', 'C#の本', 'C が好き'],
    ['.NET', '.NET', 'これは .NET です', 'net を張る'],
    ['Node.js', 'Node.js', 'Node.jsで書く', 'node と js'],
  ])(
    'the best hit is a text that holds %s, however many newer ones hold what only folds alike',
    async (_, typed, best, others) => {
      await store.search.sync('shipped', said([best, ...many(others)]));
      expect(await firstOf(typed)).toBe(best);
    },
  );

  it('the best hit is a text with the usual kanji for those who typed it, and then one with the old form', async () => {
    await store.search.sync('shipped', said(['学校です', '學校と學校']));
    const { hits } = await ask(store, '学校');
    expect(hits.map(({ text }) => text)).toEqual(['学校です', '學校と學校']);
  });

  it('search finds long katakana without its ー in the first place, not behind what holds it inside of words', async () => {
    await store.search.sync('shipped', said(['インターフェイスだ', ...many('いんたふぇいすだ')]));
    expect(await firstOf('インタフェイス')).toBe('インターフェイスだ');
  });
});

describeOnStores('the search index', (makeDatabase) => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await makeDatabase();
  });

  afterEach(() => database[Symbol.asyncDispose]());

  const [first, second, third] = corpus;
  if (!first || !second || !third) throw new Error('the corpus has three threads');

  it('the search index is there after a restart, and indexes only what has changed', async () => {
    const before = await openStore(database.url);
    expect(await before.search.sync('shipped', [first, second])).toBe(2);
    await before.close();
    const store = await openStore(database.url);
    expect(await store.search.sync('shipped', [first, second])).toBe(0);
    expect((await ask(store, 'umbrellas')).total).toBe(2);

    const retold = { ...second, thread: { ...second.thread, title: { en: 'Pianos' } } };
    expect(await store.search.sync('shipped', [retold, third])).toBe(2);
    expect((await ask(store, 'umbrellas')).total).toBe(0);
    expect((await ask(store, 'umbrelas')).nearest).toEqual([]);
    expect(placesOf(await ask(store, 'pianos'))).toEqual(['thread-1/0']);
    expect((await ask(store, '"practising slowly"')).total).toBe(0);
    expect(placesOf(await ask(store, 'robots'))).toEqual(['thread-2/0', 'thread-2/1']);
    await store.close();
  });

  it('the search index takes in anew what another version of the tokenizer or of ICU indexed', async () => {
    const before = await openStore(database.url);
    await before.search.sync('shipped', corpus);
    await before.close();
    await database.query("UPDATE search_threads SET digest = digest || 'old'");
    const store = await openStore(database.url);
    expect(await store.search.sync('shipped', corpus)).toBe(corpus.length);
    expect((await ask(store, 'umbrellas')).total).toBe(2);
    await store.close();
  });

  it('the search index is as before when indexing fails half-way', async () => {
    const store = await openStore(database.url);
    await store.search.sync('shipped', [first]);
    const broken = { ...third, thread: { ...third.thread, date: null } } as unknown as SearchableThread;
    await expect(store.search.sync('shipped', [second, broken])).rejects.toThrow();
    expect(placesOf(await ask(store, ''))).toHaveLength(7);
    expect((await ask(store, 'umbrellas')).total).toBe(2);
    await store.close();
  });

  it('the search index counts what holds the words up to a bound and says so, but lists everything where no words were given', async () => {
    const store = await openStore(database.url);
    const comments = Array.from({ length: MOST_FOUND + 50 }, (_, at) => ({
      persona: { en: 'Bob' },
      text: { en: `Number ${at} is drawn`, ja: `番号${at}が出た` },
    }));
    await store.search.sync('shipped', [{ ...first, thread: { ...first.thread, comments } }]);
    const all = [
      await ask(store, '番号', { limit: MOST_FOUND * 2 }),
      await ask(store, 'drawn', { limit: MOST_FOUND * 2 }),
    ];
    for (const { hits, total, complete } of all) {
      expect({ total, complete }).toEqual({ total: MOST_FOUND, complete: false });
      expect(new Set(hits.map(({ comment }) => comment)).size).toBe(MOST_FOUND);
    }
    expect(await ask(store, '')).toMatchObject({ total: MOST_FOUND + 51, complete: true });
    await store.close();
  });

  it.each([
    ['few', 0],
    ['many', 30],
  ])(
    'the search index shows a server what is shipped, minus what is hidden from it, and its own imports, whatever the ids, beside %s texts of others',
    async (_, more) => {
      const store = await openStore(database.url);
      const ids = ['1', '2', "'; --", '" OR "', 'shipped" OR tokens:*', '1 2', ''];
      await store.search.sync('shipped', [first]);
      for (const id of ids)
        await store.search.sync(id, [
          { ...second, id: `of ${id}` },
          { ...third, id: first.id },
        ]);
      await store.search.sync(
        'others',
        Array.from({ length: more }, (_, at) => ({ ...second, id: `of others ${at}` })),
      );
      for (const serverId of [...ids, 'another', 'own*']) {
        const hits = (await ask(store, '', { serverId })).hits.map(({ threadId }) => threadId);
        const found = (await ask(store, 'slow', { serverId })).hits.map(({ threadId }) => threadId);
        const imported = ids.includes(serverId);
        expect(new Set(hits)).toEqual(new Set(imported ? [first.id, `of ${serverId}`] : [first.id]));
        expect(new Set(found)).toEqual(new Set(imported ? [`of ${serverId}`] : []));
        expect((await ask(store, 'slowwly', { serverId })).corrected).toBe(imported ? 'slowly' : undefined);
      }
      const unseen = [first.id, '" OR "', ...Array.from({ length: 1_000 }, (_, at) => `hidden-${at}`)];
      expect((await ask(store, 'umbrellas', { serverId: '1', unseen })).total).toBe(0);
      expect((await ask(store, 'umbrellas', { serverId: '1' })).total).toBe(2);
      expect((await ask(store, 'robots', { serverId: '1', unseen })).total).toBe(2);
      expect((await ask(store, '', { serverId: 'another', unseen })).total).toBe(0);
      await store.close();
    },
  );
});

it('the search index of an older version is filled anew', async () => {
  await using database = await sqliteDatabase();
  copyFileSync('test/store/commit-5a67272/reprise.sqlite', database.url.slice('sqlite:'.length));
  const store = await openStore(database.url);
  expect((await ask(store, '')).total).toBe(0);
  expect(await store.search.sync('shipped', corpus)).toBe(corpus.length);
  expect((await ask(store, 'umbrellas')).total).toBe(2);
  await store.close();
});
