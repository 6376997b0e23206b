/** A library over a store in memory: everything that use cases need to import, and to curate what is there. */
import { type Logger, pino } from 'pino';
import { ImportIndex } from '../../src/app/importIndex.ts';
import { Library } from '../../src/library/library.ts';
import { openStore } from '../../src/store/store.ts';
import type { Thread } from '../../src/thread/model.ts';

/** @param log what goes wrong, one line each */
export async function keptLibrary(shipped: readonly Thread[], log: string[] = []) {
  const logger: Logger = pino({}, { write: (line: string) => log.push(line) });
  const { collections, search } = await openStore('sqlite::memory:');
  const library = new Library(shipped, collections, logger);
  await search.sync('shipped', library.shipped);
  const index = new ImportIndex({ library, collections, index: search, log: logger });
  return {
    ...{ library, collections, search, index, log: logger },
    /** The comments of a server that hold some words, as `thread#comment`. */
    async found(serverId: string, words: string): Promise<string[]> {
      const { unseen, silenced } = await library.shelf(serverId);
      const wanted = { words, serverId, unseen, muted: [...silenced], preferred: 'en' as const, offset: 0, limit: 100 };
      const { hits } = await search.search(wanted);
      return hits.map(({ threadId, comment }) => `${threadId}#${comment}`).toSorted();
    },
    /** The ids of the threads that a server sees. */
    async seen(serverId: string): Promise<string[]> {
      return (await library.shelf(serverId)).threads.items.map(({ id }) => id);
    },
  };
}

export type KeptLibrary = Awaited<ReturnType<typeof keptLibrary>>;
