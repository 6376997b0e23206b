import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesBetween } from '../../src/thread/changes.ts';
import type { Comment, Thread } from '../../src/thread/model.ts';
import { threads } from '../support/threads.ts';

const said = (name: string, text: string): Comment => ({ persona: { en: name }, text: { en: text } });

function thread(...comments: Comment[]): Thread {
  return { category: '', date: '2026-01-01', author: { en: 'Ann' }, title: { en: 'Tea' }, comments };
}

const [one, two] = [said('Bob', 'One.'), said('Cy', 'Two.')];

describe('The changes from one version of a thread to another', () => {
  it('are none from a thread to itself', () => {
    fc.assert(
      fc.property(threads, (any) => {
        expect(changesBetween(any, structuredClone(any))).toBeUndefined();
      }),
    );
  });

  it.each([
    ['a comment that is new', thread(one), thread(one, two), { added: 1, removed: 0, changed: 0, post: false }],
    ['a comment that is gone', thread(one, two), thread(two), { added: 0, removed: 1, changed: 0, post: false }],
    [
      'a comment that says something else',
      thread(one, two),
      thread(said('Bob', 'Won.'), two),
      { added: 0, removed: 0, changed: 1, post: false },
    ],
    [
      'another speaker of the same words',
      thread(one),
      thread(said('Dora', 'One.')),
      { added: 1, removed: 1, changed: 0, post: false },
    ],
    ['the same comment once more', thread(one), thread(one, one), { added: 1, removed: 0, changed: 0, post: false }],
    ['another order alone', thread(one, two), thread(two, one), { added: 0, removed: 0, changed: 0, post: false }],
    [
      'another category alone',
      thread(one),
      { ...thread(one), category: 'Tea' },
      { added: 0, removed: 0, changed: 0, post: true },
    ],
    [
      'a name that is written otherwise, of the same persona',
      thread(one),
      thread(said('BOB', 'One.')),
      { added: 0, removed: 0, changed: 1, post: false },
    ],
  ])('tell %s', (_, before, after, changes) => {
    expect(changesBetween(before, after)).toEqual(changes);
  });

  it('count what is added one way as removed the other way', () => {
    fc.assert(
      fc.property(threads, threads, (before, after) => {
        const [there, back] = [changesBetween(before, after), changesBetween(after, before)];
        expect([there?.added, there?.removed, there?.changed, there?.post]).toEqual([
          back?.removed,
          back?.added,
          back?.changed,
          back?.post,
        ]);
        if (there) expect(after.comments.length - before.comments.length).toBe(there.added - there.removed);
      }),
    );
  });
});
