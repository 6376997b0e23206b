import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Collection } from '../../src/library/collection.ts';
import { Library } from '../../src/library/library.ts';
import { withIds } from '../../src/library/shelf.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { personaKey } from '../../src/thread/identity.ts';
import type { Thread } from '../../src/thread/model.ts';
import { corpus } from '../support/corpus.ts';
import { nothingOwn, version } from '../support/library.ts';
import { describeOnStores, type TestDatabase } from '../support/stores.ts';

function thread(date: string, title: string, text = 'Hi.'): Thread {
  const persona = { en: 'Ann' };
  return { category: '', date, author: persona, title: { en: title }, comments: [{ persona, text: { en: text } }] };
}

const silent = pino({ level: 'silent' });

const shipped = [thread('2026-01-01', 'Older'), thread('2026-02-02', 'Newer')];

/** A library whose servers import what `imports` says at the moment; `reads` counts how often it was asked. */
function libraryWith(imports: Map<string, Thread[]>) {
  const reads: string[] = [];
  const of = async (serverId: string): Promise<Collection> => {
    reads.push(serverId);
    return { ...nothingOwn, imports: withIds(imports.get(serverId) ?? []) };
  };
  const library = new Library(shipped, { of, version }, silent);
  const seenBy = async (serverId: string) => (await library.shelf(serverId)).threads.items.map(({ id }) => id);
  return { library, reads, seenBy };
}

describe('A library', () => {
  it('shows a server the shipped threads and its own imports, the most recent first, and nobody else’s', async () => {
    const { seenBy } = libraryWith(new Map([['a', [thread('2026-01-15', 'Mine')]]]));
    expect(await seenBy('a')).toEqual(['2026-02-02-newer', '2026-01-15-mine', '2026-01-01-older']);
    expect(await seenBy('b')).toEqual(['2026-02-02-newer', '2026-01-01-older']);
  });

  it('shows an import in the place of the shipped thread whose id it has, to that server alone', async () => {
    const { library, seenBy } = libraryWith(new Map([['a', [thread('2026-01-01', 'Older', 'Corrected.')]]]));
    expect(await seenBy('a')).toEqual(['2026-02-02-newer', '2026-01-01-older']);
    const textIn = async (serverId: string) =>
      (await library.shelf(serverId)).threads.get('2026-01-01-older')?.thread.comments[0]?.text.en;
    expect([await textIn('a'), await textIn('b')]).toEqual(['Corrected.', 'Hi.']);
  });

  it('reads what a server has once, however many ask at a time, and again when it was told of a change', async () => {
    const imports = new Map<string, Thread[]>();
    const { library, reads, seenBy } = libraryWith(imports);
    await Promise.all([seenBy('a'), seenBy('a'), seenBy('b')]);
    await seenBy('a');
    expect(reads).toEqual(['a', 'b']);
    imports.set('a', [thread('2026-03-03', 'New')]);
    library.forget('a');
    expect(await seenBy('a')).toContain('2026-03-03-new');
    expect(reads).toEqual(['a', 'b', 'a']);
  });

  it('keeps nothing that was read before a change came in between', async () => {
    const imports = new Map<string, Thread[]>();
    const { library, seenBy } = libraryWith(imports);
    const early = seenBy('a');
    imports.set('a', [thread('2026-03-03', 'New')]);
    library.forget('a');
    await early;
    expect(await seenBy('a')).toContain('2026-03-03-new');
  });

  it('asks again after a failure to read', async () => {
    let works = false;
    const of = async () => {
      if (!works) throw new Error('The store is locked.');
      return nothingOwn;
    };
    const library = new Library(shipped, { of, version }, silent);
    await expect(library.shelf('a')).rejects.toThrow('locked');
    works = true;
    expect((await library.shelf('a')).threads.items).toHaveLength(2);
  });

  it('keeps only as many shelves at hand as there is room for their texts', async () => {
    const long = 'x'.repeat(500_000);
    const imports = new Map(Array.from({ length: 400 }, (_, n) => [`${n}`, [thread('2026-03-03', `${n}`, long)]]));
    const { reads, seenBy } = libraryWith(imports);
    for (const serverId of imports.keys()) await seenBy(serverId);
    await seenBy('399');
    expect(reads).toHaveLength(400);
    await seenBy('0');
    expect(reads).toHaveLength(401);
  });

  it('shows within seconds what another process changed, and asks whether it did only now and then', async () => {
    const imports: Thread[] = [];
    let [now, looks, reads, changes] = [0, 0, 0, 0];
    const of = async () => {
      reads += 1;
      return { ...nothingOwn, version: changes, imports: withIds(imports) };
    };
    const versionNow = async () => {
      looks += 1;
      return changes;
    };
    const library = new Library(shipped, { of, version: versionNow }, silent, () => now);
    const seen = async () => (await library.shelf('a')).threads.items.length;
    for (; now < 10_000; now += 100) expect(await seen()).toBe(2);
    expect([reads, looks]).toEqual([1, 4]);
    imports.push(thread('2026-03-03', 'New'));
    changes += 1;
    now += 2_000;
    expect(await Promise.all([seen(), seen()])).toContain(3);
    expect(await seen()).toBe(3);
    expect(reads).toBe(2);
  });
});

describeOnStores('the libraries of two processes', (makeDatabase) => {
  let database: TestDatabase;
  let stores: Store[];
  let now: number;
  let libraries: Library[];

  beforeEach(async () => {
    database = await makeDatabase();
    now = 0;
    stores = [await openStore(database.url), await openStore(database.url)];
    libraries = stores.map(
      ({ collections }) => new Library(shipped.slice(0, 1), collections, pino({ level: 'silent' }), () => now),
    );
  });

  afterEach(async () => {
    for (const store of stores) await store.close();
    await database[Symbol.asyncDispose]();
  });

  const both = (serverId: string) => Promise.all(libraries.map((library) => library.shelf(serverId)));

  it('what one process imports, hides, mutes and removes is seen by another that serves the same server, and by no other server', async () => {
    const [own] = stores;
    const [, imported] = corpus;
    if (!own || !imported) throw new Error('There is nothing to import.');
    const seen = async (serverId: string) => {
      now += 2_000;
      const shelves = await both(serverId);
      return shelves.map(({ threads, silenced }) => [threads.items.length, silenced.size]);
    };
    expect(await seen('server')).toEqual([
      [1, 0],
      [1, 0],
    ]);
    await own.collections.setImport('server', { ...imported, name: imported.thread.title }, { userId: 'mika', at: 0 });
    expect(await seen('server')).toEqual([
      [2, 0],
      [2, 0],
    ]);
    await own.collections.setHidden('server', imported.id, true);
    expect(await seen('server')).toEqual([
      [1, 0],
      [1, 0],
    ]);
    await own.collections.setMuted('server', personaKey({ en: 'Bob' }), true);
    expect(await seen('server')).toEqual([
      [1, 1],
      [1, 1],
    ]);
    await own.collections.removeImport('server', imported.id);
    expect(await seen('server')).toEqual([
      [1, 1],
      [1, 1],
    ]);
    const [first] = await both('other');
    await seen('other');
    const [again] = await both('other');
    expect(again).toBe(first);
  });
});
