import { beforeEach, describe, expect, it } from 'vitest';
import { Curating } from '../../src/app/curating.ts';
import type { Thread } from '../../src/thread/model.ts';
import { callBy } from '../support/calls.ts';
import { type KeptLibrary, keptLibrary } from '../support/keptLibrary.ts';

const by = { userId: 'person', at: 0 };
const manager = (options: Parameters<typeof callBy>[0] = {}) => callBy({ ...options, rights: ['ManageGuild'] });
const member = callBy();

function thread(title: string, ...speakers: string[]): Thread {
  const comments = speakers.map((name) => ({ persona: { en: name }, text: { en: `${name} on ${title}.` } }));
  return { category: '', date: '2026-01-01', author: { en: 'Ann' }, title: { en: title }, comments };
}

const named = (id: string, of: Thread) => ({ id, name: of.title, thread: of });

describe('Curating', () => {
  let kept: KeptLibrary;
  let curating: Curating;
  /** What was ended or removed, in order. */
  let done: string[];

  beforeEach(async () => {
    kept = await keptLibrary([thread('Bread', 'Bob'), thread('Tea', 'Cy')]);
    done = [];
    const { library, collections, index } = kept;
    const removeImport: typeof collections.removeImport = async (serverId, threadId) => {
      done.push(`removed ${threadId}`);
      await collections.removeImport(serverId, threadId);
    };
    const endAllOf = async (serverId: string, threadId: string) => {
      done.push(`ended ${serverId} ${threadId}`);
    };
    curating = new Curating({ library, index, collections: { ...collections, removeImport }, replays: { endAllOf } });
  });

  async function have(id: string, of: Thread): Promise<void> {
    await kept.collections.setImport('server', named(id, of), by);
    kept.library.forget('server');
    await kept.index.update('server');
  }

  it('hides a thread from one server, and shows it again', async () => {
    expect((await curating.hide(manager(), 'bread')).id).toBe('2026-01-01-bread');
    expect(await kept.seen('server')).toEqual(['2026-01-01-tea']);
    expect(await kept.seen('another')).toHaveLength(2);
    expect(await kept.found('server', 'bob')).toEqual([]);
    await expect(curating.hide(manager(), 'bread')).rejects.toThrow('no-such-thread');
    expect((await curating.unhide(manager(), 'bread')).id).toBe('2026-01-01-bread');
    expect(await kept.found('server', 'bob')).toEqual(['2026-01-01-bread#1']);
    await expect(curating.unhide(manager(), 'bread')).rejects.toThrow('not-hidden');
  });

  it('mutes a persona in one server, in all threads, and lets them speak again', async () => {
    await have('mine', thread('Mine', 'Bob'));
    expect((await curating.mute(manager(), 'bob')).id).toBe('bob');
    expect(await kept.found('server', 'bob')).toEqual([]);
    expect(await kept.found('another', 'bob')).toEqual(['2026-01-01-bread#1']);
    await expect(curating.mute(manager(), 'bob')).rejects.toThrow('unknown-persona');
    await curating.unmute(manager(), 'bob');
    expect(await kept.found('server', 'bob')).toEqual(['2026-01-01-bread#1', 'mine#1']);
    await expect(curating.unmute(manager(), 'bob')).rejects.toThrow('not-muted');
  });

  it('ends the replays of an import before it removes it, then those begun meanwhile, and tells whether a shipped one is seen again', async () => {
    await have('mine', thread('Mine', 'Bob'));
    await have('2026-01-01-tea', thread('Tea', 'Dora'));
    expect(await curating.remove(manager(), 'mine')).toMatchObject({ thread: { id: 'mine' }, uncovered: false });
    expect(await curating.remove(manager(), '2026-01-01-tea')).toMatchObject({ uncovered: true });
    expect(done).toEqual([
      'ended server mine',
      'removed mine',
      'ended server mine',
      'ended server 2026-01-01-tea',
      'removed 2026-01-01-tea',
      'ended server 2026-01-01-tea',
    ]);
    expect(await kept.found('server', 'cy')).toEqual(['2026-01-01-tea#1']);
    expect(await kept.found('server', 'dora')).toEqual([]);
  });

  it('removes what has exactly the id that was confirmed, or nothing', async () => {
    await have('mine-2', thread('Mine', 'Bob'));
    for (const id of ['mine', 'Mine', 'MINE-2', '2026-01-01-tea', '']) {
      await expect(curating.remove(manager(), id), id).rejects.toThrow('not-imported');
    }
    await expect(curating.remove(manager({ serverId: 'another' }), 'mine-2')).rejects.toThrow('not-imported');
    expect(done).toEqual([]);
  });

  it('tells a shipped thread, which cannot be removed, from an import and from nothing', async () => {
    await have('mine', thread('Mine', 'Bob'));
    expect((await curating.removable(manager(), 'mine')).id).toBe('mine');
    await expect(curating.removable(manager(), 'bread')).rejects.toThrow('shipped-thread');
    await expect(curating.removable(manager(), 'nothing like it')).rejects.toThrow('not-imported');
    await have('mine-too', thread('Mine too', 'Bob'));
    await curating.hide(manager(), 'mine-too');
    // Two imports have it in their names, and one of them alone is seen.
    await expect(curating.removable(manager(), 'min')).rejects.toThrow('not-imported');
  });

  it('completes each kind of threads, and muted personas, for who may manage the server alone', async () => {
    await have('mine', thread('Mine', 'Bob'));
    await curating.hide(manager(), 'bread');
    await curating.mute(manager(), 'cy');
    const ids = async (what: 'all' | 'hidden' | 'imports', call = manager()) =>
      (await curating.complete(call, what, '')).map(({ id }) => id).toSorted();
    expect(await ids('all')).toEqual(['2026-01-01-bread', '2026-01-01-tea', 'mine']);
    expect(await ids('hidden')).toEqual(['2026-01-01-bread']);
    expect(await ids('imports')).toEqual(['mine']);
    expect((await curating.completeMuted(manager(), 'C')).map(({ id }) => id)).toEqual(['cy']);
    for (const what of ['all', 'hidden', 'imports'] as const) expect(await ids(what, member)).toEqual([]);
    expect(await curating.completeMuted(member, '')).toEqual([]);
  });

  it('does nothing for who may not manage the server', async () => {
    await have('mine', thread('Mine', 'Bob'));
    await curating.hide(manager(), 'bread');
    await curating.mute(manager(), 'cy');
    const acts = [
      () => curating.hide(member, 'mine'),
      () => curating.unhide(member, 'bread'),
      () => curating.mute(member, 'bob'),
      () => curating.unmute(member, 'cy'),
      () => curating.removable(member, 'mine'),
      () => curating.remove(member, 'mine'),
    ];
    const before = await kept.collections.of('server');
    for (const act of acts) await expect(act()).rejects.toThrow('manage-server-needed');
    expect(await kept.collections.of('server')).toEqual(before);
    expect(done).toEqual([]);
  });
});
