import { beforeEach, describe, expect, it } from 'vitest';
import { Importing, MOST_IMPORTS } from '../../src/app/importing.ts';
import type { AttachmentOutcome } from '../../src/app/ports.ts';
import type { CollectionSize } from '../../src/library/collection.ts';
import { writeThreadJson } from '../../src/thread/json.ts';
import type { Thread } from '../../src/thread/model.ts';
import { parseThread } from '../../src/thread/parse.ts';
import { callBy } from '../support/calls.ts';
import { FakeClock } from '../support/fakeClock.ts';
import { TEA, teaThread } from '../support/imports.ts';
import { type KeptLibrary, keptLibrary } from '../support/keptLibrary.ts';

const manager = (options: Parameters<typeof callBy>[0] = {}) => callBy({ ...options, rights: ['ManageGuild'] });

function threadIn(text: string): Thread {
  const result = parseThread(text);
  if (!result.ok) throw new Error('The thread cannot be read.');
  return result.thread;
}

describe('Importing', () => {
  let kept: KeptLibrary;
  let clock: FakeClock;
  let importing: Importing;
  /** What reading a file comes to; its address is its text. */
  let outcome: (text: string) => AttachmentOutcome;
  let reads: number;

  beforeEach(async () => {
    kept = await keptLibrary([threadIn(teaThread({ title: 'Shipped' }))]);
    clock = new FakeClock();
    reads = 0;
    outcome = (text) => ({ kind: 'read', bytes: Buffer.from(text) });
    importing = new Importing({
      ...{ library: kept.library, collections: kept.collections, index: kept.index, clock },
      attachments: {
        read: async ({ url }) => {
          reads += 1;
          return outcome(url);
        },
      },
    });
  });

  const take = (text: string, { name = 'tea.txt', replace = false, call = manager() } = {}) =>
    importing.take(call, { name, size: text.length, url: text }, replace);

  it('stores a thread for one server, with who brought it, and makes it searchable', async () => {
    expect(await take(teaThread())).toMatchObject({
      kind: 'imported',
      thread: { id: TEA },
      personas: 3,
      replaced: false,
    });
    expect(await kept.seen('server')).toEqual([TEA, '2026-05-05-shipped']);
    expect(await kept.seen('another')).toEqual(['2026-05-05-shipped']);
    expect(await kept.found('server', 'milk')).toEqual(['2026-05-05-shipped#2', `${TEA}#2`].toSorted());
  });

  it('counts the personas of a thread though one of them is muted', async () => {
    await take(teaThread());
    const [lin] = (await kept.library.shelf('server')).personas.names.items.filter(({ id }) => id === 'lin');
    if (lin) await kept.collections.setMuted('server', lin.key, true);
    kept.library.forget('server');
    expect(await take(teaThread({ last: 'Cocoa.' }), { replace: true })).toMatchObject({ personas: 3, replaced: true });
  });

  it('asks nothing of anybody for who may not manage the server', async () => {
    await expect(take(teaThread(), { call: callBy() })).rejects.toThrow('manage-server-needed');
    await expect(importing.accept(callBy(), 'x')).rejects.toThrow('manage-server-needed');
    expect(reads).toBe(0);
  });

  it('gives everything that is wrong with a file, and stores nothing', async () => {
    expect(await take('x')).toMatchObject({ kind: 'bad-file', name: 'tea.txt' });
    expect(await take('{}', { name: 'tea.json' })).toMatchObject({ kind: 'bad-file', diagnostics: [] });
    expect(await kept.collections.size('server')).toMatchObject({ threads: 0 });
    expect(await kept.collections.unindexed()).toEqual([]);
  });

  it.each(['tea.md', 'tea', 'txt', 'tea.txt.zip', ''])('refuses a file by its name: "%s"', async (name) => {
    await expect(take(teaThread(), { name })).rejects.toThrow('file-of-another-kind');
  });

  it('refuses a file that is too large, or cannot be had', async () => {
    outcome = () => ({ kind: 'too-large', most: 9 });
    await expect(take(teaThread())).rejects.toMatchObject({
      problem: { code: 'file-too-large', name: 'tea.txt', most: 9 },
    });
    outcome = () => ({ kind: 'unavailable' });
    await expect(take(teaThread())).rejects.toThrow('file-unavailable');
  });

  it('changes nothing for the same content, as text, as JSON, hidden or shipped', async () => {
    await take(teaThread());
    const before = await kept.collections.of('server');
    const json = writeThreadJson(threadIn(teaThread()));
    expect(await take(teaThread())).toMatchObject({ kind: 'unchanged', hidden: false });
    expect(await take(json, { name: 'tea.json', replace: true })).toMatchObject({ kind: 'unchanged' });
    expect(await take(teaThread({ title: 'Shipped' }))).toMatchObject({ kind: 'unchanged' });
    expect(await kept.collections.of('server')).toEqual(before);
    await kept.collections.setHidden('server', TEA, true);
    kept.library.forget('server');
    expect(await take(teaThread())).toMatchObject({ kind: 'unchanged', hidden: true });
  });

  it('offers to replace what says something else, and tells whether it ships with the bot', async () => {
    await take(teaThread());
    const changes = { added: 0, removed: 0, changed: 1, post: false };
    expect(await take(teaThread({ last: 'Cocoa.' }))).toMatchObject({ kind: 'differs', shipped: false, changes });
    const shipped = await take(teaThread({ title: 'Shipped', last: 'Cocoa.' }));
    expect(shipped).toMatchObject({ kind: 'differs', shipped: true, changes });
    expect(await kept.found('server', 'cocoa')).toEqual([]);
  });

  it('takes an offer up once, in its server alone, within an hour', async () => {
    await take(teaThread());
    const offer = () => take(teaThread({ last: 'Cocoa.' }), { call: manager({ id: 'offer' }) });
    await offer();
    await expect(importing.accept(manager({ serverId: 'another' }), 'offer')).rejects.toThrow('import-forgotten');
    expect(await importing.accept(manager(), 'offer')).toMatchObject({ kind: 'imported', replaced: true });
    await expect(importing.accept(manager(), 'offer')).rejects.toThrow('import-forgotten');
    expect(await kept.found('server', 'cocoa')).toEqual([`${TEA}#3`]);
    await take(teaThread({ last: 'Milk.' }), { call: manager({ id: 'late' }) });
    await clock.advance(60 * 60_000 + 1);
    await expect(importing.accept(manager(), 'late')).rejects.toThrow('import-forgotten');
  });

  it('forgets the oldest offers when their files have many bytes together', async () => {
    await take(teaThread());
    const long = `${'A long story. '.repeat(70_000)}\n\n長い話。`;
    for (let at = 0; at < 40; at += 1) {
      const text = teaThread({ last: 'Cocoa.' }).replace('A question older than the teapot.', `${long}${at}`);
      expect(await take(text, { call: manager({ id: `${at}` }) })).toMatchObject({ kind: 'differs' });
    }
    await expect(importing.accept(manager(), '0')).rejects.toThrow('import-forgotten');
    expect(await importing.accept(manager(), '39')).toMatchObject({ kind: 'imported' });
  });

  it('shows a hidden thread again when another content takes its place', async () => {
    await take(teaThread());
    await kept.collections.setHidden('server', TEA, true);
    kept.library.forget('server');
    expect(await take(teaThread({ last: 'Cocoa.' }), { replace: true })).toMatchObject({ replaced: true });
    expect(await kept.seen('server')).toContain(TEA);
  });

  it('lets two that come at once take turns: the second asks before it replaces', async () => {
    const outcomes = await Promise.all([take(teaThread({ last: 'Cocoa.' })), take(teaThread({ last: 'Milk.' }))]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['imported', 'differs']);
  });

  it('whoever searches while a thread is replaced finds all of the old one or all of the new one', async () => {
    const version = (word: string) =>
      teaThread().replace(/^(Green|Black|Coffee)/gm, word) +
      Array.from(
        { length: 300 },
        (_, at) => `\nKim (キム)\n${word} number ${at}, and some more words.\n\n${at}番目。\n`,
      ).join('');
    await take(version('Mint'));
    const seen = new Set<string>();
    let done = false;
    const replaced = take(version('Sage'), { replace: true }).finally(() => {
      done = true;
    });
    while (!done) {
      const [mint, sage] = [await kept.found('server', 'mint'), await kept.found('server', 'sage')];
      seen.add(`${mint.length} ${sage.length}`);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await replaced;
    expect([...seen].filter((counts) => !['100 0', '0 100', '100 100'].includes(counts))).toEqual([]);
    expect(await kept.found('server', 'sage')).toHaveLength(100);
  });

  describe('in a server that is nearly full', () => {
    /** Says that a server has imported so much. */
    function having(size: Partial<CollectionSize>) {
      const collections = {
        ...kept.collections,
        size: async () => ({ threads: 0, comments: 0, characters: 0, ...size }),
      };
      importing = new Importing({
        ...{ library: kept.library, collections, index: kept.index, clock },
        attachments: { read: async ({ url }) => ({ kind: 'read', bytes: Buffer.from(url) }) },
      });
    }

    const { threads, comments, characters } = MOST_IMPORTS;
    const length = JSON.stringify(threadIn(teaThread())).length;

    it.each([[{ threads: threads - 1 }], [{ comments: comments - 3 }], [{ characters: characters - length }]])(
      'takes what there is just room for: %o',
      async (size) => {
        having(size);
        expect(await take(teaThread())).toMatchObject({ kind: 'imported' });
      },
    );

    it.each([[{ threads }], [{ comments: comments - 2 }], [{ characters: characters - length + 1 }]])(
      'refuses what there is no room for, and says what there is: %o',
      async (size) => {
        having(size);
        await expect(take(teaThread())).rejects.toMatchObject({
          problem: { code: 'library-full', ...size, most: MOST_IMPORTS },
        });
        expect(await kept.seen('server')).not.toContain(TEA);
      },
    );

    it('a thread that takes the place of one as large needs no room', async () => {
      await take(teaThread());
      having({ threads, comments, characters });
      expect(await take(teaThread({ last: 'Coff??' }), { replace: true })).toMatchObject({ kind: 'imported' });
      await expect(take(`${teaThread()}\nKim (キム)\nMore.\n\nもっと。\n`, { replace: true })).rejects.toThrow(
        'library-full',
      );
    });
  });
});
