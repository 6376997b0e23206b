import { describe, expect, it } from 'vitest';
import { ImportIndex } from '../../src/app/importIndex.ts';
import type { NamedThread } from '../../src/library/shelf.ts';
import { type KeptLibrary, keptLibrary } from '../support/keptLibrary.ts';

const by = { userId: 'person', at: 0 };

function threadOf(id: string, text: string): NamedThread {
  const persona = { en: 'Ann' };
  const title = { en: id };
  const thread = {
    category: '',
    date: '2026-01-01',
    author: persona,
    title,
    comments: [{ persona, text: { en: text } }],
  };
  return { id, name: title, thread };
}

/** An index whose `sync` does what a test says before it does its own work. */
function indexBehind({ library, collections, search, log }: KeptLibrary, before: (owner: string) => Promise<void>) {
  const sync: typeof search.sync = async (owner, threads) => {
    await before(owner);
    return search.sync(owner, threads);
  };
  return new ImportIndex({ library, collections, index: { sync }, log });
}

describe('The index of imports', () => {
  it('holds what a server imported and does not hide, and what is removed no more', async () => {
    const kept = await keptLibrary([]);
    await kept.collections.setImport('a', threadOf('x', 'green tea'), by);
    await kept.collections.setImport('a', threadOf('y', 'black tea'), by);
    await kept.index.update('a');
    expect(await kept.found('a', 'tea')).toEqual(['x#1', 'y#1']);
    expect(await kept.found('b', 'tea')).toEqual([]);
    await kept.collections.setHidden('a', 'x', true);
    await kept.index.update('a');
    expect(await kept.found('a', 'tea')).toEqual(['y#1']);
    await kept.collections.removeImport('a', 'y');
    await kept.collections.setHidden('a', 'x', false);
    await kept.index.update('a');
    expect(await kept.found('a', 'tea')).toEqual(['x#1']);
    expect(await kept.collections.unindexed()).toEqual([]);
  });

  it('catches up on what was stored and not indexed, whichever servers’ it is', async () => {
    const kept = await keptLibrary([]);
    for (const server of ['a', 'b']) await kept.collections.setImport(server, threadOf('x', `tea of ${server}`), by);
    expect(await kept.found('a', 'tea')).toEqual([]);
    await kept.index.catchUp();
    expect(await kept.found('a', 'tea')).toEqual(['x#1']);
    expect(await kept.found('b', 'tea')).toEqual(['x#1']);
    expect(await kept.collections.unindexed()).toEqual([]);
  });

  it('a change that comes while an earlier one is indexed is indexed too, though a shelf was at hand', async () => {
    const kept = await keptLibrary([]);
    await kept.collections.setImport('a', threadOf('x', 'green tea'), by);
    const index = indexBehind(kept, async () => {
      if ((await kept.collections.of('a')).imports.length === 1) {
        await kept.collections.setImport('a', threadOf('y', 'black tea'), by);
      }
    });
    await index.update('a');
    expect(await kept.found('a', 'tea')).toEqual(['x#1']);
    expect(await kept.collections.unindexed()).toEqual(['a']);
    await index.catchUp();
    expect(await kept.found('a', 'tea')).toEqual(['x#1', 'y#1']);
    expect(await kept.collections.unindexed()).toEqual([]);
  });

  it('one server that cannot be indexed holds up nobody, is logged, and is tried again at the next start', async () => {
    const log: string[] = [];
    const kept = await keptLibrary([], log);
    for (const server of ['a', 'b']) await kept.collections.setImport(server, threadOf('x', 'tea'), by);
    let works = false;
    const index = indexBehind(kept, async (owner) => {
      if (owner === 'a' && !works) throw new Error('The disk is full.');
    });
    await index.catchUp();
    expect(await kept.found('b', 'tea')).toEqual(['x#1']);
    expect(await kept.collections.unindexed()).toEqual(['a']);
    expect(log.join()).toMatch(/"server":"a".*The disk is full|The disk is full.*"server":"a"/);
    works = true;
    await index.catchUp();
    expect(await kept.found('a', 'tea')).toEqual(['x#1']);
  });

  it('halted, it finishes what is under way, and begins nothing more', async () => {
    const kept = await keptLibrary([]);
    for (const server of ['a', 'b', 'c']) await kept.collections.setImport(server, threadOf('x', 'tea'), by);
    const under = Promise.withResolvers<void>();
    const go = Promise.withResolvers<void>();
    const index = indexBehind(kept, async () => {
      under.resolve();
      await go.promise;
    });
    const catchingUp = index.catchUp();
    await under.promise;
    const halted = index.halt();
    go.resolve();
    await Promise.all([halted, catchingUp]);
    expect((await kept.collections.unindexed()).length).toBe(2);
  });

  it('leaves the log alone while all is well', async () => {
    const log: string[] = [];
    const kept = await keptLibrary([], log);
    await kept.index.update('a');
    expect(log).toEqual([]);
  });
});
