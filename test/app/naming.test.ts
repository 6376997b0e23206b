import { describe, expect, it } from 'vitest';
import { personaNamed, threadNamed } from '../../src/app/naming.ts';
import { Refusal } from '../../src/app/problem.ts';
import type { Bilingual } from '../../src/thread/bilingual.ts';
import type { Thread } from '../../src/thread/model.ts';
import { shelfOfThreads } from '../support/library.ts';

function thread(date: string, title: string, author: Bilingual, persona: Bilingual): Thread {
  return { category: '', date, author, title: { en: title }, comments: [{ persona, text: { en: 'Hi.' } }] };
}

const shelf = shelfOfThreads([
  thread('2026-01-01', 'Older', { en: 'Ann' }, { en: 'Bob', ja: 'ボブ' }),
  thread('2026-02-02', 'Newer', { en: 'Bob', ja: 'ボブ(建設)' }, { en: 'ＢＯＢ', ja: 'ﾎﾞﾌﾞ' }),
]);

function problemOf(act: () => unknown) {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error.problem;
    throw error;
  }
  throw new Error('Nothing was refused.');
}

describe('What a person types', () => {
  it('names a persona by any part of either name, in any kana', () => {
    expect(personaNamed(shelf, '建設', 'en').id).toBe('bob-2');
    expect(personaNamed(shelf, 'ぼぶ', 'ja').id).toBe('bob');
  });

  it('is refused with both names of the nearest where namesakes must be told apart', () => {
    expect(problemOf(() => personaNamed(shelf, 'Bob', 'en'))).toEqual({
      code: 'unknown-persona',
      asked: 'Bob',
      nearest: [
        { id: 'bob-2', name: 'Bob / ボブ(建設)' },
        { id: 'bob', name: 'ＢＯＢ / ﾎﾞﾌﾞ' },
      ],
    });
  });

  it('names nobody who speaks in other threads alone when one thread is asked about', () => {
    expect(problemOf(() => personaNamed(shelf, 'Ann', 'en', '2026-02-02-newer'))).toMatchObject({
      code: 'no-such-persona',
    });
  });

  it('is not compared with names when it is longer than any name can be', () => {
    expect(problemOf(() => threadNamed(shelf, 'x'.repeat(6_000), 'en'))).toMatchObject({ nearest: [] });
  });

  it('is never another thread whose id merely begins with the id of one that is gone', () => {
    const other = thread('2026-01-01', 'Tea and cake', { en: 'Ann' }, { en: 'Bob' });
    expect(problemOf(() => threadNamed(shelfOfThreads([other]), '2026-01-01-tea', 'en'))).toEqual({
      code: 'no-such-thread',
      asked: '2026-01-01-tea',
      nearest: [{ id: '2026-01-01-tea-and-cake', name: 'Tea and cake' }],
    });
    expect(threadNamed(shelfOfThreads([other]), 'tea', 'en').id).toBe('2026-01-01-tea-and-cake');
  });
});
