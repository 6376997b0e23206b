/** Which threads and personas each server sees. */
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { Thread } from '../thread/model.ts';
import type { Collection, Collections } from './collection.ts';
import { type NamedThread, type Shelf, shelfOf, withIds } from './shelf.ts';

/** Shelves that are kept at hand: servers, and the bytes that they take altogether. */
const MOST_SHELVES = 10_000;
const MOST_BYTES = 256 * 1_024 * 1_024;

/** What parts of a shelf take at most on average, bytes (`npm run bench shelves`). A character takes two unless all are Latin. */
const BYTES = { shelf: 2_000, thread: 2_000, persona: 1_000, comment: 500, character: 2 };

/** How long a shelf counts as what the store has without a look there, milliseconds: another process may have changed it. */
const LOOK_AFTER = 2_000;

/** A shelf at hand. */
type Kept = { readonly shelf: Shelf; readonly version: number; lookedAt: number };

/** Everything there is to see, server by server, as long as it is used. */
export class Library {
  /** The threads that ship with the bot. */
  readonly shipped: readonly NamedThread[];
  readonly #collections: Pick<Collections, 'of' | 'version'>;
  readonly #log: Logger;
  readonly #shippedShelf: Shelf;
  readonly #now: () => number;
  readonly #shelves = new LRUCache<string, Kept>({
    max: MOST_SHELVES,
    maxSize: MOST_BYTES,
    sizeCalculation: ({ shelf }) => (shelf === this.#shippedShelf ? 1 : bytesOf(shelf)),
  });
  readonly #loading = new Map<string, Promise<Kept>>();

  /**
   * @param shipped threads; collisions of their ids are numbered in the order given
   * @param log gets a line for every import that cannot be read
   * @param now milliseconds since some moment, by a clock that nobody sets
   */
  constructor(
    shipped: readonly Thread[],
    collections: Pick<Collections, 'of' | 'version'>,
    log: Logger,
    now = () => performance.now(),
  ) {
    this.#collections = collections;
    this.#log = log;
    this.#now = now;
    this.shipped = withIds(shipped);
    this.#shippedShelf = shelfOf({ threads: this.shipped });
  }

  /**
   * What a server sees, as it was some seconds ago at the latest. Costs nothing while it is at hand, but for a short question
   * to the store now and then.
   *
   * @throws what the store throws
   */
  async shelf(serverId: string): Promise<Shelf> {
    const known = this.#shelves.get(serverId);
    if (known) {
      if (await this.#isAsStored(serverId, known)) return known.shelf;
      this.forget(serverId);
    }
    const { shelf } = await (this.#loading.get(serverId) ?? this.#loadAndKeep(serverId));
    return shelf;
  }

  /** Forgets a server's shelf, because its threads have changed; the next look loads it anew. */
  forget(serverId: string): void {
    this.#shelves.delete(serverId);
    this.#loading.delete(serverId);
  }

  async #isAsStored(serverId: string, kept: Kept): Promise<boolean> {
    const now = this.#now();
    if (now - kept.lookedAt < LOOK_AFTER) return true;
    // One look is enough, however many ask at a time.
    kept.lookedAt = now;
    return (await this.#collections.version(serverId)) === kept.version;
  }

  async #loadAndKeep(serverId: string): Promise<Kept> {
    const loading = this.#load(serverId);
    const isCurrent = () => this.#loading.get(serverId) === loading;
    this.#loading.set(serverId, loading);
    try {
      const kept = await loading;
      // Forgotten while it was read: what it shows may be old by now.
      if (isCurrent()) this.#shelves.set(serverId, kept);
      return kept;
    } finally {
      if (isCurrent()) this.#loading.delete(serverId);
    }
  }

  async #load(serverId: string): Promise<Kept> {
    const lookedAt = this.#now();
    const { version, ...own } = await this.#collections.of(serverId);
    return { shelf: this.#shelfWith(serverId, own), version, lookedAt };
  }

  #shelfWith(serverId: string, { imports, unreadable, hidden, muted }: Omit<Collection, 'version'>): Shelf {
    for (const thread of unreadable) {
      this.#log.error(
        { server: serverId, thread },
        'an import cannot be read and is left out until it is imported anew',
      );
    }
    if (imports.length + hidden.size + muted.size === 0) return this.#shippedShelf;
    return shelfOf({ threads: this.shipped, imports, hidden, muted });
  }
}

/** What a shelf takes beside the shipped threads' own texts, which are there once for all servers. */
function bytesOf({ threads, hidden, imports, personas, muted }: Shelf): number {
  const comments = imports.items.flatMap(({ thread }) => thread.comments);
  const texts = [...imports.items.map(({ thread }) => thread.body), ...comments.map(({ text }) => text)];
  const characters = texts.reduce((sum, text) => sum + (text?.en?.length ?? 0) + (text?.ja?.length ?? 0), 0);
  return (
    BYTES.shelf +
    BYTES.thread * (threads.items.length + hidden.items.length + imports.items.length) +
    BYTES.persona * (personas.names.items.length + muted.names.items.length) +
    BYTES.comment * comments.length +
    BYTES.character * characters
  );
}
