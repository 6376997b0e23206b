/** Keeps the search index of what servers imported in step with their collections. */
import type { Collections } from '../library/collection.ts';
import type { Library } from '../library/library.ts';
import type { SearchIndex } from '../search/search.ts';

type ImportIndexOptions = { library: Library; collections: Collections; index: SearchIndex };

export class ImportIndex {
  readonly #options: ImportIndexOptions;
  readonly #underWay = new Map<string, Promise<void>>();

  constructor(options: ImportIndexOptions) {
    this.#options = options;
  }

  /** Makes what a server imported, and does not hide, searchable, and nothing else; one change of a server at a time. */
  update(serverId: string): Promise<void> {
    const before = this.#underWay.get(serverId) ?? Promise.resolve();
    const update = before.catch(() => undefined).then(() => this.#update(serverId));
    const tidy = update.finally(() => {
      if (this.#underWay.get(serverId) === tidy) this.#underWay.delete(serverId);
    });
    this.#underWay.set(serverId, tidy);
    return tidy;
  }

  /** Catches up on what an earlier run of the process stored, but did not index to the end. */
  async catchUp(): Promise<void> {
    for (const serverId of await this.#options.collections.unindexed()) await this.update(serverId);
  }

  async #update(serverId: string): Promise<void> {
    const { library, collections, index } = this.#options;
    const changes = await collections.changes(serverId);
    const { imports, threads } = await library.shelf(serverId);
    await index.sync(
      serverId,
      imports.items.filter(({ id }) => threads.get(id)),
    );
    await collections.setIndexed(serverId, changes);
  }
}
