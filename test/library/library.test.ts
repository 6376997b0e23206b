import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/app/problem.ts';
import { Library } from '../../src/library/library.ts';
import type { Bilingual } from '../../src/thread/bilingual.ts';
import type { Thread } from '../../src/thread/model.ts';

const bob = { en: 'Bob', ja: 'ボブ' };
const otherBob = { en: 'Bob', ja: 'ボブ(建設)' };

function thread(date: string, title: string, ...speakers: [Bilingual, ...Bilingual[]]): Thread {
  const [author, ...others] = speakers;
  return {
    category: '',
    date,
    author,
    title: { en: title },
    comments: others.map((persona) => ({ persona, text: { en: 'Hi.' } })),
  };
}

const older = thread('2026-01-01', 'Older', { en: 'Ann' }, bob, { en: 'Cy' }, bob);
const newer = thread('2026-02-02', 'Newer', otherBob, { en: 'ＢＯＢ', ja: 'ﾎﾞﾌﾞ' });
const ids = (library: Library) =>
  Object.fromEntries(library.personas('s').map(({ id, name }) => [id, name.ja ?? name.en]));

function problemOf(act: () => unknown) {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error.problem;
    throw error;
  }
  throw new Error('Nothing was refused.');
}

describe('the personas of a library', () => {
  it('are one where both names are the same in any case and width, two where one name differs', () => {
    const library = new Library([older, newer]);
    const [, second] = library.personas('s').filter(({ name }) => /bob|ｂｏｂ/i.test(name.en ?? ''));
    expect(library.personas('s')).toHaveLength(4);
    expect(second?.appearances.map(({ thread: { id }, comments }) => [id, comments])).toEqual([
      ['2026-02-02-newer', [1]],
      ['2026-01-01-older', [1, 3]],
    ]);
  });

  it('keep their ids when a newer thread comes', () => {
    const before = ids(new Library([older]));
    expect(before).toEqual({ ann: 'Ann', bob: 'ボブ', cy: 'Cy' });
    expect(ids(new Library([newer, older]))).toMatchObject({ ann: 'Ann', cy: 'Cy', 'bob-2': 'ボブ(建設)' });
    expect(new Library([newer, older]).resolvePersona('s', 'bob', 'en').appearances).toHaveLength(2);
  });

  it('are given with those who spoke most recently first, and of one thread in the order of their first words', () => {
    const library = new Library([older, newer]);
    expect(library.completePersona('s', null, '').map(({ id }) => id)).toEqual(['bob-2', 'bob', 'ann', 'cy']);
    expect(library.cast('s', '2026-01-01-older').map(({ id }) => id)).toEqual(['ann', 'bob', 'cy']);
    expect(library.completePersona('s', 'newer', '').map(({ id }) => id)).toEqual(['bob-2', 'bob']);
    expect(library.completePersona('s', 'nonsense', 'cy').map(({ id }) => id)).toEqual(['cy']);
  });

  it('are found by any part of either name; namesakes are told apart by both', () => {
    const library = new Library([older, newer]);
    expect(library.resolvePersona('s', '建設', 'en').id).toBe('bob-2');
    expect(library.resolvePersona('s', 'ぼぶ', 'ja').id).toBe('bob');
    expect(problemOf(() => library.resolvePersona('s', 'Bob', 'en'))).toMatchObject({
      code: 'unknown-persona',
      nearest: ['Bob / ボブ(建設)', 'ＢＯＢ / ﾎﾞﾌﾞ'],
    });
    expect(problemOf(() => library.resolvePersona('s', 'Ann', 'en', '2026-02-02-newer'))).toMatchObject({
      code: 'no-such-persona',
    });
  });
});

describe('a library', () => {
  it('gives a comment by its number, and refuses what is not there', () => {
    const library = new Library([older]);
    expect(library.comment('s', '2026-01-01-older', 0).utterance).toMatchObject({ persona: { en: 'Ann' } });
    expect(library.comment('s', '2026-01-01-older', 3).utterance).toMatchObject({ persona: bob });
    for (const [id, number] of [
      ['2026-01-01-older', 4],
      ['nonsense', 0],
    ] as const) {
      expect(problemOf(() => library.comment('s', id, number))).toEqual({ code: 'no-such-comment' });
    }
  });

  it('does not look for names longer than any name can be', () => {
    expect(problemOf(() => new Library([older]).resolve('s', 'x'.repeat(6_000), 'en'))).toMatchObject({ nearest: [] });
  });
});
