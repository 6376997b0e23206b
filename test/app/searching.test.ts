import { pino } from 'pino';
import { beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../../src/app/problem.ts';
import { Searching } from '../../src/app/searching.ts';
import { ServerSettings } from '../../src/app/settings.ts';
import { writePermission } from '../../src/app/writePermission.ts';
import { Library } from '../../src/library/library.ts';
import { openStore } from '../../src/store/store.ts';
import { personaKey } from '../../src/thread/identity.ts';
import type { Thread } from '../../src/thread/model.ts';
import { callBy, directoryOf } from '../support/calls.ts';
import { nothingOwn, version } from '../support/library.ts';

const [ann, bob] = [{ en: 'Ann' }, { en: 'Bob' }];
const thread: Thread = {
  ...{ category: '', date: '2026-01-01', author: ann, title: { en: 'Tea' } },
  comments: Array.from({ length: 12 }, (_, n) => ({
    persona: n % 2 ? ann : bob,
    text: { en: `Green tea, cup ${n}.` },
  })),
};

describe('Searching without an interaction', () => {
  let searching: Searching;

  beforeEach(async () => {
    const store = await openStore('sqlite::memory:');
    const of = async (serverId: string) =>
      serverId === 'mutes' ? { ...nothingOwn, muted: new Set([personaKey(bob)]) } : nothingOwn;
    const library = new Library([thread], { of, version }, pino({ level: 'silent' }));
    await store.search.sync('shipped', library.shipped);
    searching = new Searching({
      ...{ library, index: store.search, posts: store.posts, settings: new ServerSettings(store.settings) },
      faces: { known: async () => undefined, prepare: () => Promise.resolve() },
      mayWrite: writePermission(directoryOf()),
    });
  });

  it('finds page by page, and gives the last page to whoever asks for one beyond it', async () => {
    const first = await searching.search(callBy({ id: 's' }), { words: 'green', private: true });
    expect([first.total, first.pages, first.found.length]).toEqual([12, 3, 5]);
    expect(await searching.turn(callBy(), 's', 99)).toMatchObject({ page: 3 });
  });

  it('lets nobody of another server turn the pages of a search', async () => {
    await searching.search(callBy({ id: 's' }), { words: 'green', private: true });
    await expect(searching.turn(callBy({ serverId: 'another' }), 's', 1)).rejects.toThrow(
      new Refusal({ code: 'search-forgotten' }),
    );
  });

  it('answers to the requester alone, in their language, where people see what is there only once they asked to', async () => {
    const call = callBy({ language: 'ja', spoiler: true, rights: [] });
    const { search } = await searching.search(call, { words: 'green', private: false });
    expect(search).toMatchObject({ private: true, reader: 'ja' });
  });

  it('finds nothing that a muted persona says, and does not know the persona by name', async () => {
    const call = callBy({ serverId: 'mutes' });
    const { total, found } = await searching.search(call, { words: 'green', private: true });
    expect(total).toBe(6);
    expect(found.map(({ persona }) => persona)).toEqual(Array.from({ length: 5 }, () => ann));
    await expect(searching.search(call, { persona: 'Bob', private: true })).rejects.toThrow('unknown-persona');
  });

  it('refuses to search for nothing, and aloud where the requester may not write', async () => {
    await expect(searching.search(callBy(), { words: ' ', private: true })).rejects.toThrow('nothing-to-search');
    const aloud = searching.search(callBy({ rights: [] }), { words: 'green', private: false });
    await expect(aloud).rejects.toThrow('may-not-search-aloud');
  });
});
