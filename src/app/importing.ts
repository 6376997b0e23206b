/** Importing: takes a thread from a file that somebody attached, for their server alone. */
import { LRUCache } from 'lru-cache';
import type { CollectionSize, Collections } from '../library/collection.ts';
import type { Library } from '../library/library.ts';
import type { LibraryThread } from '../library/libraryThread.ts';
import { speakersOf } from '../library/personas.ts';
import type { NamedThread, Shelf } from '../library/shelf.ts';
import type { Clock } from '../runtime/clock.ts';
import { Turns } from '../runtime/turns.ts';
import { changesBetween, type ThreadChanges } from '../thread/changes.ts';
import type { Diagnostic } from '../thread/diagnostics.ts';
import { type FileKind, fileKindOf, MOST_BYTES } from '../thread/file.ts';
import { threadSlug } from '../thread/identity.ts';
import { type JsonProblem, readThreadJson } from '../thread/json.ts';
import type { Thread } from '../thread/model.ts';
import { parseThread } from '../thread/parse.ts';
import { type Call, requireManageServer } from './call.ts';
import type { ImportIndex } from './importIndex.ts';
import type { Attachment, AttachmentReader } from './ports.ts';
import { Refusal } from './problem.ts';

/**
 * What one server may import: threads, and in all of them together comments and characters. As much text as 50,000
 * comments of some length have: a server's threads are in memory while somebody uses them.
 */
export const MOST_IMPORTS = { threads: 500, comments: 50_000, characters: 20_000_000 } as const;

/**
 * Files that wait for somebody to say whether they may replace a thread: how many, and their bytes altogether. A restart
 * forgets them.
 */
const REMEMBERED_OFFERS = 1_000;
const MOST_OFFERED = 32 * 1_024 * 1_024;

/** How long they wait, milliseconds. */
const OFFER_LASTS = 60 * 60_000;

/** A file that is no thread: everything that is wrong with it. */
export type BadFile = {
  readonly kind: 'bad-file';
  readonly name: string;
  /** The file's bytes, to show the places in. */
  readonly source: Uint8Array;
  readonly diagnostics: readonly Diagnostic[];
  readonly problems: readonly JsonProblem[];
};

/** A thread that has an id which the server knows, but says something else. */
export type Difference = {
  readonly kind: 'differs';
  /** To {@link Importing.accept} it by. */
  readonly offerId: string;
  readonly known: LibraryThread;
  readonly changes: ThreadChanges;
  /** Whether the one that is there ships with the bot: it stays as it is for every other server. */
  readonly shipped: boolean;
};

/** What came of a file. */
export type ImportOutcome =
  | {
      readonly kind: 'imported';
      readonly thread: NamedThread;
      /** How many speak in it. */
      readonly personas: number;
      readonly replaced: boolean;
      readonly warnings: readonly Diagnostic[];
      readonly source: Uint8Array;
    }
  /** `hidden` is whether the server hides it. */
  | { readonly kind: 'unchanged'; readonly thread: LibraryThread; readonly hidden: boolean }
  | Difference
  | BadFile;

/** A thread that can be stored, with what is worth knowing of its file. */
type ReadThread = {
  readonly thread: Thread;
  readonly warnings: readonly Diagnostic[];
  readonly source: Uint8Array;
};

/** A thread that can be read and may replace the one that is there. */
type Offer = { readonly serverId: string; readonly read: ReadThread };

type ImportingOptions = {
  library: Library;
  collections: Pick<Collections, 'size' | 'setImport'>;
  index: Pick<ImportIndex, 'update'>;
  attachments: AttachmentReader;
  clock: Clock;
};

/** All of it needs the permission to manage the server. */
export class Importing {
  readonly #options: ImportingOptions;
  readonly #offers: LRUCache<string, Offer>;
  /** By server: each import is measured against what those before it have left. */
  readonly #turns = new Turns();

  constructor(options: ImportingOptions) {
    this.#options = options;
    const { clock } = options;
    this.#offers = new LRUCache({
      max: REMEMBERED_OFFERS,
      maxSize: MOST_OFFERED,
      sizeCalculation: ({ read }) => read.source.byteLength,
      ttl: OFFER_LASTS,
      perf: { now: () => clock.now() },
    });
  }

  /**
   * Reads a file and stores the thread in it, unless something is wrong with it or it would replace another.
   *
   * @param replace whether a thread of the same id may be replaced unasked
   * @throws Refusal when the requester may not, the file is no thread's by its name or cannot be had, or the server has no room for it
   */
  async take(call: Call, file: Attachment, replace: boolean): Promise<ImportOutcome> {
    requireManageServer(call);
    const kind = fileKindOf(file.name);
    if (!kind) throw new Refusal({ code: 'file-of-another-kind', name: file.name });
    const source = await this.#bytesOf(file, MOST_BYTES[kind]);
    const read = readFile(file.name, kind, source);
    if ('kind' in read) return read;
    return this.#turns.take(call.place.serverId, async () => {
      const { shelf, known } = await this.#standing(call, read);
      const changes = known && changesBetween(known.thread, read.thread);
      if (known && !changes) {
        return { kind: 'unchanged', thread: known, hidden: shelf.hidden.get(known.id) !== undefined };
      }
      if (known && changes && !replace) return this.#offer(call, read, { known, changes, shelf });
      return this.#store(call, read);
    });
  }

  /**
   * Stores a thread that differed, in place of the one that is there.
   *
   * @throws Refusal when the requester may not, the file is forgotten, or the server has no room for it
   */
  async accept(call: Call, offerId: string): Promise<ImportOutcome> {
    requireManageServer(call);
    return this.#turns.take(call.place.serverId, async () => {
      const offer = this.#offers.get(offerId);
      if (offer?.serverId !== call.place.serverId) throw new Refusal({ code: 'import-forgotten' });
      const outcome = await this.#store(call, offer.read);
      this.#offers.delete(offerId);
      return outcome;
    });
  }

  async #bytesOf(file: Attachment, most: number): Promise<Uint8Array> {
    const outcome = await this.#options.attachments.read(file, most);
    switch (outcome.kind) {
      case 'read':
        return outcome.bytes;
      case 'too-large':
        throw new Refusal({ code: 'file-too-large', name: file.name, most: outcome.most });
      case 'unavailable':
        throw new Refusal({ code: 'file-unavailable', name: file.name });
    }
  }

  /** What a server has, and the thread among it that has the id of a new one. */
  async #standing(
    { place }: Call,
    { thread }: ReadThread,
  ): Promise<{ shelf: Shelf; known: LibraryThread | undefined }> {
    const shelf = await this.#options.library.shelf(place.serverId);
    const id = threadSlug(thread);
    return { shelf, known: shelf.threads.get(id) ?? shelf.hidden.get(id) };
  }

  #offer(
    call: Call,
    read: ReadThread,
    { known, changes, shelf }: { known: LibraryThread; changes: ThreadChanges; shelf: Shelf },
  ): Difference {
    this.#offers.set(call.id, { serverId: call.place.serverId, read });
    return { kind: 'differs', offerId: call.id, known, changes, shipped: shelf.imports.get(known.id) === undefined };
  }

  async #store(call: Call, read: ReadThread): Promise<ImportOutcome> {
    const { library, collections, index, clock } = this.#options;
    const { requester, place } = call;
    const { thread, warnings, source } = read;
    const imported: NamedThread = { id: threadSlug(thread), name: thread.title, thread };
    const { shelf, known } = await this.#standing(call, read);
    await this.#requireRoom(place.serverId, imported, shelf.imports.get(imported.id));
    await collections.setImport(place.serverId, imported, { userId: requester.userId, at: clock.now() });
    library.forget(place.serverId);
    await index.update(place.serverId);
    const personas = speakersOf(thread).length;
    return { kind: 'imported', thread: imported, personas, replaced: known !== undefined, warnings, source };
  }

  async #requireRoom(serverId: string, imported: NamedThread, before: NamedThread | undefined): Promise<void> {
    const size = await this.#options.collections.size(serverId);
    const [gained, lost] = [sizeOf(imported), before ? sizeOf(before) : NOTHING];
    const isFull = SIZES.some((what) => size[what] + gained[what] - lost[what] > MOST_IMPORTS[what]);
    if (isFull) throw new Refusal({ code: 'library-full', ...size, most: MOST_IMPORTS });
  }
}

const SIZES = ['threads', 'comments', 'characters'] as const;
const NOTHING: CollectionSize = { threads: 0, comments: 0, characters: 0 };

/** What one thread adds to a server's imports. */
function sizeOf({ thread }: NamedThread): CollectionSize {
  return { threads: 1, comments: thread.comments.length, characters: JSON.stringify(thread).length };
}

function readFile(name: string, kind: FileKind, source: Uint8Array): ReadThread | BadFile {
  if (kind === 'json') {
    const result = readThreadJson(source);
    if (result.ok) return { thread: result.thread, warnings: [], source };
    return { kind: 'bad-file', name, source, diagnostics: result.diagnostics, problems: result.problems };
  }
  const { diagnostics, ...result } = parseThread(source);
  if (result.ok) return { thread: result.thread, warnings: diagnostics, source };
  return { kind: 'bad-file', name, source, diagnostics, problems: [] };
}
