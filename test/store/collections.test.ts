import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { NamedThread } from '../../src/library/shelf.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { personaKey } from '../../src/thread/identity.ts';
import type { Thread } from '../../src/thread/model.ts';
import { describeOnStores, type TestDatabase } from '../support/stores.ts';
import { threads } from '../support/threads.ts';

const by = { userId: 'person', at: 1_767_225_600_000 };
const [ann, bob] = [personaKey({ en: 'Ann' }), personaKey({ en: 'Bob', ja: 'ボブ' })];

function threadOf(id: string, ...texts: string[]): NamedThread {
  const persona = { en: 'Ann' };
  const title = { en: id };
  const comments = texts.map((text) => ({ persona, text: { en: text } }));
  return { id, name: title, thread: { category: '', date: '2026-01-01', author: persona, title, comments } };
}

describeOnStores('The collections of servers', (makeDatabase) => {
  let database: TestDatabase;
  let store: Store;
  const open = async () => {
    store = await openStore(database.url);
    return store.collections;
  };

  beforeEach(async () => {
    database = await makeDatabase();
  });

  afterEach(async () => {
    await store.close();
    await database[Symbol.asyncDispose]();
  });

  it('a server that did nothing has nothing', async () => {
    const collections = await open();
    expect(await collections.of('a')).toEqual({
      version: 0,
      imports: [],
      unreadable: [],
      hidden: new Set(),
      muted: new Set(),
    });
    expect(await collections.size('a')).toEqual({ threads: 0, comments: 0, characters: 0 });
    expect(await collections.unindexed()).toEqual([]);
  });

  it('an import comes back as it was, whatever thread it is', async () => {
    const collections = await open();
    await fc.assert(
      fc.asyncProperty(threads, async (thread: Thread) => {
        await collections.setImport('a', { id: 'x', name: thread.title, thread }, by);
        const { imports } = await collections.of('a');
        expect(imports).toEqual([{ id: 'x', name: thread.title, thread }]);
      }),
      { numRuns: 50 },
    );
  });

  it('what a server has is its own, and is there again when the store is opened again', async () => {
    const before = await open();
    await before.setImport('a', threadOf('x', 'one'), by);
    await before.setImport('b', threadOf('x', 'other'), by);
    await before.setHidden('a', 'y', true);
    await before.setMuted('a', bob, true);
    await store.close();
    const collections = await open();
    expect(await collections.of('a')).toEqual({
      version: 3,
      imports: [threadOf('x', 'one')],
      unreadable: [],
      hidden: new Set(['y']),
      muted: new Set([bob]),
    });
    expect((await collections.of('b')).imports).toEqual([threadOf('x', 'other')]);
    expect(await collections.of('c')).toMatchObject({ imports: [], hidden: new Set(), muted: new Set() });
  });

  it('an import takes the place of the one with its id, and is not hidden any more', async () => {
    const collections = await open();
    await collections.setImport('a', threadOf('x', 'one'), by);
    await collections.setHidden('a', 'x', true);
    await collections.setHidden('a', 'y', true);
    await collections.setImport('a', threadOf('x', 'two'), by);
    expect(await collections.of('a')).toMatchObject({ imports: [threadOf('x', 'two')], hidden: new Set(['y']) });
  });

  it('a removed import leaves nothing behind', async () => {
    const collections = await open();
    await collections.setImport('a', threadOf('x', 'one'), by);
    await collections.setImport('b', threadOf('x', 'one'), by);
    await collections.setHidden('a', 'x', true);
    await collections.removeImport('a', 'x');
    expect(await collections.of('a')).toMatchObject({ imports: [], hidden: new Set() });
    expect((await collections.of('b')).imports).toHaveLength(1);
  });

  it('what is hidden or muted twice is so once, and can be undone', async () => {
    const collections = await open();
    for (const on of [true, true]) {
      await collections.setHidden('a', 'x', on);
      await collections.setMuted('a', ann, on);
    }
    expect(await collections.of('a')).toMatchObject({ hidden: new Set(['x']), muted: new Set([ann]) });
    await collections.setHidden('a', 'x', false);
    await collections.setMuted('a', ann, false);
    expect(await collections.of('a')).toMatchObject({ hidden: new Set(), muted: new Set() });
  });

  it('the size of what a server imported is that of its threads as they are now', async () => {
    const collections = await open();
    await collections.setImport('a', threadOf('x', 'one', 'two'), by);
    await collections.setImport('a', threadOf('y', 'three'), by);
    await collections.setImport('b', threadOf('x', ...'abcdefgh'), by);
    const characters = [threadOf('x', 'one', 'two'), threadOf('y', 'three')]
      .map(({ thread }) => JSON.stringify(thread).length)
      .reduce((sum, length) => sum + length);
    expect(await collections.size('a')).toEqual({ threads: 2, comments: 3, characters });
    await collections.setImport('a', threadOf('x', 'one'), by);
    expect(await collections.size('a')).toMatchObject({ threads: 2, comments: 2 });
    await collections.removeImport('a', 'x');
    expect(await collections.size('a')).toMatchObject({ threads: 1, comments: 1 });
  });

  it('an import that this version cannot read is left out by its id, and keeps nothing else from being seen', async () => {
    const collections = await open();
    for (const id of ['x', 'y', 'z']) await collections.setImport('a', threadOf(id, 'one'), by);
    // A later version may be stricter, or of another shape; or somebody has edited the file.
    await database.query(
      `UPDATE imports SET thread = replace(thread, '"comments":[', '"others":[') WHERE thread_id = 'x'`,
    );
    await database.query(`UPDATE imports SET thread = '{"no' WHERE thread_id = 'z'`);
    const { imports, unreadable } = await collections.of('a');
    expect(imports).toEqual([threadOf('y', 'one')]);
    expect(unreadable.toSorted()).toEqual(['x', 'z']);
    await collections.setImport('a', threadOf('x', 'two'), by);
    expect(await collections.of('a')).toMatchObject({ unreadable: ['z'] });
  });

  it('a thread that could not be read again is not stored', async () => {
    const collections = await open();
    await expect(collections.setImport('a', threadOf('x'), by)).rejects.toThrow();
    expect(await collections.unindexed()).toEqual([]);
  });

  it('a server whose imports changed is to be indexed, until it is so as of its last change', async () => {
    const collections = await open();
    await collections.setImport('a', threadOf('x', 'one'), by);
    await collections.setMuted('b', ann, true);
    expect(await collections.unindexed()).toEqual(['a']);
    const changes = await collections.changes('a');
    await collections.setHidden('a', 'x', true);
    await collections.setIndexed('a', changes);
    expect(await collections.unindexed()).toEqual(['a']);
    await collections.setIndexed('a', await collections.changes('a'));
    expect(await collections.unindexed()).toEqual([]);
    await collections.removeImport('a', 'x');
    expect(await collections.unindexed()).toEqual(['a']);
    expect(await collections.changes('b')).toBe(0);
  });

  it('whoever reads while somebody writes sees all of a change, or nothing', async () => {
    const collections = await open();
    await collections.setImport('a', threadOf('x', 'one'), by);
    const looks: ReturnType<typeof collections.of>[] = [];
    const whileLooking = async (change: Promise<void>) => {
      looks.push(collections.of('a'), collections.of('a'));
      await change;
    };
    for (let round = 0; round < 20; round += 1) {
      await whileLooking(collections.setHidden('a', 'x', true));
      await whileLooking(collections.removeImport('a', 'x'));
      await whileLooking(collections.setImport('a', threadOf('x', 'one'), by));
    }
    for (const { imports, hidden } of await Promise.all(looks)) {
      // Removing takes both away at once, so nothing is ever hidden that is not there.
      if (hidden.has('x')) expect(imports).toHaveLength(1);
    }
  });
});
