import { describe, expect, it } from 'vitest';
import { shelfOf, withIds } from '../../src/library/shelf.ts';
import { threadFaces } from '../../src/replay/casting.ts';
import type { Bilingual } from '../../src/thread/bilingual.ts';
import { personaKey } from '../../src/thread/identity.ts';
import type { Thread } from '../../src/thread/model.ts';
import { shelfOfThreads } from '../support/library.ts';

const bob = { en: 'Bob', ja: 'ボブ' };
const otherBob = { en: 'Bob', ja: 'ボブ(建設)' };

function thread(date: string, title: string, ...speakers: [Bilingual, ...Bilingual[]]): Thread {
  const [author, ...others] = speakers;
  const comments = others.map((persona) => ({ persona, text: { en: 'Hi.' } }));
  return { category: '', date, author, title: { en: title }, comments };
}

const older = thread('2026-01-01', 'Older', { en: 'Ann' }, bob, { en: 'Cy' }, bob);
const newer = thread('2026-02-02', 'Newer', otherBob, { en: 'ＢＯＢ', ja: 'ﾎﾞﾌﾞ' });

function personasOf(...threads: Thread[]) {
  return shelfOfThreads(threads).personas;
}

function ids(...threads: Thread[]) {
  return Object.fromEntries(personasOf(...threads).names.items.map(({ id, name }) => [id, name.ja ?? name.en]));
}

describe('The personas of several threads', () => {
  it('are one persona where both names are the same in any case and width, two where one name differs', () => {
    const { items } = personasOf(older, newer).names;
    const [, second] = items.filter(({ name }) => /bob|ｂｏｂ/i.test(name.en ?? ''));
    expect(items).toHaveLength(4);
    expect(second?.appearances.map(({ thread: { id }, comments }) => [id, comments])).toEqual([
      ['2026-02-02-newer', [1]],
      ['2026-01-01-older', [1, 3]],
    ]);
  });

  it('keep their ids when a newer thread comes', () => {
    expect(ids(older)).toEqual({ ann: 'Ann', bob: 'ボブ', cy: 'Cy' });
    expect(ids(newer, older)).toMatchObject({ ann: 'Ann', cy: 'Cy', 'bob-2': 'ボブ(建設)' });
    expect(personasOf(newer, older).names.get('bob')?.appearances).toHaveLength(2);
  });

  it('who speaks in what ships keeps their ids when a thread is imported, however old', () => {
    const shipped = thread('2026-02-02', 'Shipped', otherBob);
    const { personas } = shelfOf({ threads: withIds([shipped]), imports: withIds([older]) });
    expect(personas.names.get('bob')?.key).toBe(personaKey(otherBob));
    expect(personas.names.get('bob-2')?.key).toBe(personaKey(bob));
  });

  it('a persona has in each thread the face that its replays show, and on the whole that of the most recent one', () => {
    // Dee's own face has the colour of Bob's.
    const latest = thread('2026-03-03', 'Latest', { en: 'Dee' }, bob);
    const personas = personasOf(older, latest);
    const persona = personas.names.get('bob') ?? expect.fail('There is no Bob.');
    const [inLatest, inOlder] = [latest, older].map((of) => threadFaces(of).get(personaKey(bob)));
    expect(inLatest).not.toBe(inOlder);
    expect(persona.appearances.map(({ thread: of }) => personas.faceIn(of, persona.key))).toEqual([inLatest, inOlder]);
    expect(personas.faceOf(persona)).toBe(inLatest);
  });

  it('are listed with those who spoke most recently first, and of one thread in the order of their first words', () => {
    const personas = personasOf(older, newer);
    expect(personas.names.items.map(({ id }) => id)).toEqual(['bob-2', 'bob', 'ann', 'cy']);
    expect(personas.of('2026-01-01-older').items.map(({ id }) => id)).toEqual(['ann', 'bob', 'cy']);
    expect(personas.of('nonsense').items).toEqual([]);
  });
});
