/** Libraries and shelves of threads made for a test. */
import { type Collections, Library } from '../../src/library/library.ts';
import { type Shelf, shelfOf, withIds } from '../../src/library/shelf.ts';
import type { Thread } from '../../src/thread/model.ts';

/** Servers that have nothing but what ships with the bot. */
const nothingOwn: Collections = { of: async () => ({ imports: [] }) };

/** A library of shipped threads alone. */
export function libraryOf(threads: readonly Thread[]): Library {
  return new Library(threads, nothingOwn);
}

/** What every server sees of {@link libraryOf}. */
export function shelfOfThreads(threads: readonly Thread[]): Shelf {
  return shelfOf(withIds(threads));
}
