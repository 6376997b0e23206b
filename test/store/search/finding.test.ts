import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SearchableThread } from '../../../src/search/search.ts';
import { MOST_FOUND } from '../../../src/store/search/finding.ts';
import { openStore, type Store } from '../../../src/store/store.ts';
import type { Bilingual } from '../../../src/thread/bilingual.ts';
import { describeOnStores, type TestDatabase } from '../../support/stores.ts';

function threadOf(texts: readonly Bilingual[]): SearchableThread {
  const comments = texts.map((text) => ({ persona: { en: 'Ann' }, text }));
  return {
    id: 'one',
    thread: { category: '', date: '2025-01-01', author: { en: 'Ann' }, title: { en: '-' }, comments },
  };
}

const many = (count: number, text: Bilingual) => Array.from({ length: count }, () => text);

describeOnStores('finding comments', (makeDatabase) => {
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

  const find = async (words: string, texts: readonly Bilingual[]) => {
    await store.search.sync('shipped', [threadOf(texts)]);
    const request = {
      words,
      serverId: 'server',
      unseen: [],
      muted: [],
      preferred: 'en',
      offset: 0,
      limit: 1_000,
    } as const;
    return await store.search.search(request);
  };

  it('finding comments counts comments, not texts, where both languages hold the words', async () => {
    const both = { en: 'AWS again', ja: 'またAWS' };
    const { total, complete, hits } = await find('AWS', many(MOST_FOUND, both));
    expect({ total, complete, shown: hits.length }).toEqual({ total: MOST_FOUND, complete: true, shown: MOST_FOUND });
    expect(await find('AWS', many(MOST_FOUND + 1, both))).toMatchObject({ total: MOST_FOUND, complete: false });
  });

  it('finding comments says that it is all when exactly as many hold the words as are counted', async () => {
    expect(await find('word', many(MOST_FOUND, { en: 'a word' }))).toMatchObject({ total: MOST_FOUND, complete: true });
    expect(await find('word', many(MOST_FOUND + 1, { en: 'a word' }))).toMatchObject({ complete: false });
  });

  it('finding comments never counts what has the parts of a sequence in other places, however many such there are', async () => {
    const scattered = { ja: 'AWSが動く。監視とAWS。GCPと監視、Xと' };
    const texts = [{ ja: 'AWSとGCP' }, ...many(MOST_FOUND * 2, { ja: 'AWSが動く、GCPと' }), ...many(3, scattered)];
    const { total, complete } = await find('AWSと', texts);
    expect({ total, complete }).toEqual({ total: 1, complete: true });
  });

  it('finding comments gives every word that begins as typed, be they few or many, English or not', async () => {
    const endings = Array.from({ length: 70 }, (_, at) => String.fromCodePoint(0x61 + (at % 26)).repeat(1 + at / 26));
    const texts = [...endings.map((ending) => ({ en: `a covid${ending} test` })), { en: 'covid19' }, { en: 'covidé' }];
    expect((await find('covid', texts)).total).toBe(texts.length);
    expect((await find('covid', texts.slice(-2))).total).toBe(2);
  });

  it('finding comments puts the newest first of those that are as good', async () => {
    const { hits } = await find('word', many(3, { en: 'a word' }));
    expect(hits.map(({ comment }) => comment)).toEqual([3, 2, 1]);
  });

  it('finding comments leaves in one language only what is in that language', async () => {
    await store.search.sync('shipped', [threadOf([{ en: 'AWS', ja: '雲' }, { ja: 'AWSだ' }])]);
    const request = {
      words: 'AWS',
      serverId: 'server',
      unseen: [],
      muted: [],
      preferred: 'en',
      offset: 0,
      limit: 9,
    } as const;
    const inLanguage = async (language: 'en' | 'ja') =>
      (await store.search.search({ ...request, language })).hits.map(({ comment }) => comment);
    expect([await inLanguage('en'), await inLanguage('ja')]).toEqual([[1], [2]]);
  });
});
