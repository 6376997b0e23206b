/** Keeps the search index of what servers imported in step with their collections. */
import type { Logger } from 'pino';
import type { Collections } from '../library/collection.ts';
import type { Library } from '../library/library.ts';
import { Turns } from '../runtime/turns.ts';
import type { SearchIndex } from '../search/search.ts';

type ImportIndexOptions = {
  library: Library;
  collections: Pick<Collections, 'changes' | 'setIndexed' | 'unindexed'>;
  index: Pick<SearchIndex, 'sync'>;
  log: Logger;
};

/** Brings the index up to date, server by server. */
export class ImportIndex {
  readonly #options: ImportIndexOptions;
  readonly #turns = new Turns();
  #halted = false;

  constructor(options: ImportIndexOptions) {
    this.#options = options;
  }

  /**
   * Makes what a server imported, and does not hide, searchable, and nothing else; one change of a server at a time.
   * Never fails: what cannot be indexed now is noted in the store, and the next change or the next start tries again.
   */
  update(serverId: string): Promise<void> {
    return this.#turns.take(serverId, () => this.#update(serverId));
  }

  /** Catches up on what an earlier run of the process stored, but did not index to the end. */
  async catchUp(): Promise<void> {
    for (const serverId of await this.#options.collections.unindexed()) await this.update(serverId);
  }

  /** Begins nothing new; resolves when what is under way has been done. */
  async halt(): Promise<void> {
    this.#halted = true;
    await this.#turns.over();
  }

  async #update(serverId: string): Promise<void> {
    const { library, collections, index, log } = this.#options;
    if (this.#halted) return;
    try {
      const changes = await collections.changes(serverId);
      // A shelf from before those changes may still be at hand.
      library.forget(serverId);
      const { imports, threads } = await library.shelf(serverId);
      await index.sync(
        serverId,
        imports.items.filter(({ id }) => threads.get(id)),
      );
      await collections.setIndexed(serverId, changes);
    } catch (error) {
      log.error(
        { err: error, server: serverId },
        'could not index the imports of a server: searches miss some of them',
      );
    }
  }
}
