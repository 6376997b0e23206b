/** Which threads and personas a server sees, and how people name them. */
import { Refusal } from '../app/problem.ts';
import { Names } from '../search/names.ts';
import type { Language } from '../thread/bilingual.ts';
import { numbered, threadSlug } from '../thread/identity.ts';
import { bothIn, textIn } from '../thread/language.ts';
import type { Thread } from '../thread/model.ts';
import { type Utterance, utteranceAt } from '../thread/utterance.ts';
import type { LibraryThread } from './libraryThread.ts';
import { type Persona, Personas } from './personas.ts';

export type { LibraryThread } from './libraryThread.ts';
export type { Persona } from './personas.ts';

/** The share of a name that may be mistyped where it may as well be no name at all. */
const MUCH_ALIKE = 0.35;

/** What a server sees: made anew when its threads change, not when somebody asks. */
type Shelf = { readonly threads: Names<LibraryThread>; readonly personas: Personas };

export class Library {
  readonly #shipped: Shelf;

  /** A library of the threads that ship with the bot; collisions of ids are numbered in the order given. */
  constructor(shipped: readonly Thread[]) {
    const taken = new Set<string>();
    const threads = shipped.map((thread) => {
      const id = numbered(threadSlug(thread), taken);
      taken.add(id);
      return { id, name: thread.title, thread };
    });
    this.#shipped = shelfOf(threads);
  }

  /** The threads that ship with the bot, the most recent first. */
  get shipped(): readonly LibraryThread[] {
    return this.#shipped.threads.items;
  }

  /** The threads a server sees, the most recent first. */
  threads(serverId: string): readonly LibraryThread[] {
    return this.#shelf(serverId).threads.items;
  }

  /** The thread of a server with this id. */
  thread(serverId: string, id: string): LibraryThread | undefined {
    return this.#shelf(serverId).threads.get(id);
  }

  /**
   * A comment of a server's thread; number 0 is the thread's post.
   *
   * @throws Refusal when there is no such thread, or no such comment in it
   */
  comment(serverId: string, threadId: string, number: number): { thread: LibraryThread; utterance: Utterance } {
    const thread = this.thread(serverId, threadId);
    const utterance = thread && utteranceAt(thread.thread, number);
    if (!thread || !utterance) throw new Refusal({ code: 'no-such-comment' });
    return { thread, utterance };
  }

  /**
   * The thread a text names: its id, its title in either language, or a part of one that no other has.
   *
   * @throws Refusal naming the nearest threads
   */
  resolve(serverId: string, asked: string, reader: Language): LibraryThread {
    const resolution = this.#shelf(serverId).threads.resolve(asked);
    if (resolution.kind === 'found') return resolution.item;
    const nearest = resolution.nearest.map(({ name }) => textIn(name, reader).text);
    throw new Refusal({ code: 'no-such-thread', asked, nearest });
  }

  /** The threads that a half-typed text may mean, the best first. */
  complete(serverId: string, typed: string): LibraryThread[] {
    return this.#shelf(serverId).threads.match(typed);
  }

  /** The personas a server sees; those who spoke most recently first. */
  personas(serverId: string): readonly Persona[] {
    return this.#shelf(serverId).personas.names.items;
  }

  /** Those who speak in a thread that a server sees, in the order of their first words. */
  cast(serverId: string, threadId: string): readonly Persona[] {
    return this.#shelf(serverId).personas.of(threadId).items;
  }

  /**
   * The persona a text names, of one thread if there is one given, else of all.
   *
   * @throws Refusal naming the nearest
   */
  resolvePersona(serverId: string, asked: string, reader: Language, threadId?: string): Persona {
    const { personas } = this.#shelf(serverId);
    const resolution = (threadId === undefined ? personas.names : personas.of(threadId)).resolve(asked);
    if (resolution.kind === 'found') return resolution.item;
    const nearest = resolution.nearest.map(({ name }) => bothIn(name, reader).join(' / '));
    throw new Refusal({ code: threadId === undefined ? 'unknown-persona' : 'no-such-persona', asked, nearest });
  }

  /** The personas that a half-typed text may mean: those of the thread named so far, else of all threads. */
  completePersona(serverId: string, thread: string | null, typed: string): Persona[] {
    const { threads, personas } = this.#shelf(serverId);
    const named = threads.resolve(thread ?? '');
    return (named.kind === 'found' ? personas.of(named.item.id) : personas.names).match(typed);
  }

  /** The personas that somebody may have meant who searched for this; none when no name is much like it. */
  personasLike(serverId: string, words: string): Persona[] {
    return this.#shelf(serverId).personas.names.nearest(words, MUCH_ALIKE);
  }

  #shelf(_serverId: string): Shelf {
    return this.#shipped;
  }
}

function shelfOf(threads: readonly LibraryThread[]): Shelf {
  const recentFirst = threads.toSorted((one, other) => other.thread.date.localeCompare(one.thread.date));
  return { threads: new Names(recentFirst), personas: new Personas(recentFirst) };
}
