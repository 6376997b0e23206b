import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { Collection } from '../../src/library/collection.ts';
import { Library } from '../../src/library/library.ts';
import { withIds } from '../../src/library/shelf.ts';
import type { Thread } from '../../src/thread/model.ts';
import { nothingOwn } from '../support/library.ts';

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
  const library = new Library(shipped, { of }, silent);
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
    const library = new Library(shipped, { of }, silent);
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
});
