/** What a server sees at one moment: threads and personas, to be looked up without waiting. */
import { Names } from '../search/names.ts';
import { numbered, type PersonaKey, threadSlug } from '../thread/identity.ts';
import type { Thread } from '../thread/model.ts';
import type { LibraryThread } from './libraryThread.ts';
import { Personas, speakersOf } from './personas.ts';

/** What a server sees, and what it has put away. */
export type Shelf = {
  /** The most recent first. */
  readonly threads: Names<LibraryThread>;
  readonly personas: Personas;
  /** What the server has put away, to be named when it is to come back. */
  readonly hidden: Names<LibraryThread>;
  readonly muted: Personas;
  /** The same by who they are, whether or not they speak in any thread. */
  readonly silenced: ReadonlySet<PersonaKey>;
  /** The threads that are the server's own, hidden ones included. */
  readonly imports: Names<LibraryThread>;
  /** The ids of shipped threads that it does not see: hidden, or replaced by an import. */
  readonly unseen: readonly string[];
};

/** What a shelf is made of. */
type Contents = {
  readonly threads: readonly NamedThread[];
  readonly imports?: readonly NamedThread[];
  readonly hidden?: ReadonlySet<string>;
  readonly muted?: ReadonlySet<PersonaKey>;
};

/** A thread with its id, whoever sees it. */
export type NamedThread = Omit<LibraryThread, 'muted'>;

const NOBODY: ReadonlySet<never> = new Set();

/** Makes a shelf; an import stands in the place of the thread whose id it has. */
export function shelfOf({ threads, imports = [], hidden = NOBODY, muted = NOBODY }: Contents): Shelf {
  const replaced = new Set(imports.map(({ id }) => id));
  const all = [...imports, ...threads.filter(({ id }) => !replaced.has(id))]
    .map((thread) => withMuted(thread, muted))
    .sort((one, other) => other.thread.date.localeCompare(one.thread.date));
  const visible = all.filter(({ id }) => !hidden.has(id));
  return {
    threads: new Names(visible),
    personas: new Personas(visible, (key) => !muted.has(key), replaced),
    hidden: new Names(all.filter(({ id }) => hidden.has(id))),
    muted: new Personas(all, (key) => muted.has(key), replaced),
    silenced: muted,
    imports: new Names(all.filter(({ id }) => replaced.has(id))),
    unseen: threads.map(({ id }) => id).filter((id) => hidden.has(id) || replaced.has(id)),
  };
}

/** Gives threads the ids they are called by; collisions are numbered in the order given. */
export function withIds(threads: readonly Thread[]): NamedThread[] {
  const taken = new Set<string>();
  return threads.map((thread) => {
    const id = numbered(threadSlug(thread), taken);
    taken.add(id);
    return { id, name: thread.title, thread };
  });
}

function withMuted(thread: NamedThread, muted: ReadonlySet<PersonaKey>): LibraryThread {
  if (muted.size === 0) return { ...thread, muted: NOBODY };
  const speakers = speakersOf(thread.thread).filter(({ key }) => muted.has(key));
  return { ...thread, muted: new Set(speakers.flatMap(({ comments }) => comments)) };
}
