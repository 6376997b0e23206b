/** Libraries and shelves of threads made for a test. */
import { pino } from 'pino';
import type { Collection } from '../../src/library/collection.ts';
import { Library } from '../../src/library/library.ts';
import { type Shelf, shelfOf, withIds } from '../../src/library/shelf.ts';
import type { Thread } from '../../src/thread/model.ts';

/** What a server has that changed nothing. */
export const nothingOwn: Collection = {
  ...{ version: 0, imports: [], unreadable: [] },
  ...{ hidden: new Set(), muted: new Set() },
};

/** The version of what never changes. */
export const version = async () => 0;

/** A library of shipped threads alone. */
export function libraryOf(threads: readonly Thread[]): Library {
  return new Library(threads, { of: async () => nothingOwn, version }, pino({ level: 'silent' }));
}

/** What every server sees of {@link libraryOf}. */
export function shelfOfThreads(threads: readonly Thread[]): Shelf {
  return shelfOf({ threads: withIds(threads) });
}
