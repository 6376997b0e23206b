/** What a server sees at one moment: threads and personas, to be looked up without waiting. */
import { Names } from '../search/names.ts';
import { numbered, threadSlug } from '../thread/identity.ts';
import type { Thread } from '../thread/model.ts';
import type { LibraryThread } from './libraryThread.ts';
import { Personas } from './personas.ts';

/** Threads, the most recent first, and everybody who speaks in them. */
export type Shelf = { readonly threads: Names<LibraryThread>; readonly personas: Personas };

/** Makes a shelf of threads in any order. */
export function shelfOf(threads: readonly LibraryThread[]): Shelf {
  const recentFirst = threads.toSorted((one, other) => other.thread.date.localeCompare(one.thread.date));
  return { threads: new Names(recentFirst), personas: new Personas(recentFirst) };
}

/** Gives threads the ids they are called by; collisions are numbered in the order given. */
export function withIds(threads: readonly Thread[]): LibraryThread[] {
  const taken = new Set<string>();
  return threads.map((thread) => {
    const id = numbered(threadSlug(thread), taken);
    taken.add(id);
    return { id, name: thread.title, thread };
  });
}
