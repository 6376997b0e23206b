/** Which threads and personas each server sees. */
import { LRUCache } from 'lru-cache';
import type { Thread } from '../thread/model.ts';
import type { LibraryThread } from './libraryThread.ts';
import { type Shelf, shelfOf, withIds } from './shelf.ts';

/** What a server has that others have not. */
export type Collection = {
  /** The threads it imported; one with a shipped thread's id stands in its place. */
  readonly imports: readonly LibraryThread[];
};

/** Where the servers' collections are kept. */
export type Collections = { of(serverId: string): Promise<Collection> };

/** Shelves that are kept at hand: servers, and the characters of their imported threads (UTF-16 units) altogether. */
const MOST_SHELVES = 10_000;
const MOST_CHARACTERS = 32_000_000;

export class Library {
  /** The threads that ship with the bot, the most recent first. */
  readonly shipped: readonly LibraryThread[];
  readonly #collections: Collections;
  readonly #shippedShelf: Shelf;
  readonly #shelves = new LRUCache<string, Shelf>({
    max: MOST_SHELVES,
    maxSize: MOST_CHARACTERS,
    // Every shelf weighs something; what all of them share does not.
    sizeCalculation: ({ threads }) =>
      1 + charactersOf(threads.items.filter((thread) => !this.shipped.includes(thread))),
  });
  readonly #loading = new Map<string, Promise<Shelf>>();

  /** @param shipped threads; collisions of their ids are numbered in the order given */
  constructor(shipped: readonly Thread[], collections: Collections) {
    this.#collections = collections;
    this.#shippedShelf = shelfOf(withIds(shipped));
    this.shipped = this.#shippedShelf.threads.items;
  }

  /**
   * What a server sees. Costs nothing while it is at hand.
   *
   * @throws what the store throws
   */
  async shelf(serverId: string): Promise<Shelf> {
    const known = this.#shelves.get(serverId) ?? this.#loading.get(serverId);
    if (known) return known;
    const loading = this.#load(serverId);
    const isCurrent = () => this.#loading.get(serverId) === loading;
    this.#loading.set(serverId, loading);
    try {
      const shelf = await loading;
      // Forgotten while it was read: what it shows may be old by now.
      if (isCurrent()) this.#shelves.set(serverId, shelf);
      return shelf;
    } finally {
      if (isCurrent()) this.#loading.delete(serverId);
    }
  }

  /** Forgets a server's shelf, because its threads have changed; the next look loads it anew. */
  forget(serverId: string): void {
    this.#shelves.delete(serverId);
    this.#loading.delete(serverId);
  }

  async #load(serverId: string): Promise<Shelf> {
    const { imports } = await this.#collections.of(serverId);
    return imports.length === 0 ? this.#shippedShelf : shelfOf([...imports, ...this.#notReplacedBy(imports)]);
  }

  #notReplacedBy(imports: readonly LibraryThread[]): LibraryThread[] {
    const replaced = new Set(imports.map(({ id }) => id));
    return this.shipped.filter(({ id }) => !replaced.has(id));
  }
}

/** UTF-16 units of what is said in some threads. */
function charactersOf(threads: readonly LibraryThread[]): number {
  const texts = threads.flatMap(({ thread }) => [thread.body, ...thread.comments.map(({ text }) => text)]);
  return texts.reduce((sum, text) => sum + (text?.en?.length ?? 0) + (text?.ja?.length ?? 0), 0);
}
