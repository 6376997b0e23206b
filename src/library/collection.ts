/** What a server made of the library for itself: what it imported, what it hides, and whom it does not want to hear. */
import type { PersonaKey } from '../thread/identity.ts';
import type { NamedThread } from './shelf.ts';

/** A server's own choices over the library. */
export type Collection = {
  /** Grows with each change. */
  readonly version: number;
  /** The threads it imported; one with a shipped thread's id stands in its place. */
  readonly imports: readonly NamedThread[];
  /** The ids of imports that this version cannot read: they are kept, but nobody sees them until they are imported anew. */
  readonly unreadable: readonly string[];
  /** The ids of threads that it does not see. */
  readonly hidden: ReadonlySet<string>;
  /** Whose words it does not see. */
  readonly muted: ReadonlySet<PersonaKey>;
};

/** Where the servers' collections are kept. */
export type Collections = {
  of(serverId: string): Promise<Collection>;
  /** The version of what {@link of} would tell. */
  version(serverId: string): Promise<number>;
  /** How much a server has imported. */
  size(serverId: string): Promise<CollectionSize>;
  /** Stores an import, in place of the one with its id if there is one; if that was hidden, it is so no more. */
  setImport(serverId: string, imported: NamedThread, by: Importer): Promise<void>;
  /** Removes an import; nothing of its id stays hidden. */
  removeImport(serverId: string, threadId: string): Promise<void>;
  /** Hides a thread, or shows it again. */
  setHidden(serverId: string, threadId: string, hidden: boolean): Promise<void>;
  /** Mutes a persona, or lets them speak again. */
  setMuted(serverId: string, persona: PersonaKey, muted: boolean): Promise<void>;
  /** The servers whose imports were changed, and have not been {@link setIndexed} since. */
  unindexed(): Promise<string[]>;
  /** How often a server's imports were changed since they were last {@link setIndexed}. */
  changes(serverId: string): Promise<number>;
  /** Notes that a server's imports can be searched as they were after `changes`; a later change still counts. */
  setIndexed(serverId: string, changes: number): Promise<void>;
};

/** What a server's imports come to: how many threads, and what all of them have together. */
export type CollectionSize = {
  readonly threads: number;
  readonly comments: number;
  /** Of all of it as it is stored: the texts, and some more. */
  readonly characters: number;
};

/** Who imported a thread, and when (milliseconds since the Unix epoch). */
type Importer = { readonly userId: string; readonly at: number };
