/** Which threads and personas a server sees, and how people name them. */
import { Refusal } from '../refusal.ts';
import { matchNames, resolveName } from '../search/names.ts';
import type { Bilingual, Language } from '../thread/bilingual.ts';
import { numbered, personaKey, personaSlug, threadSlug } from '../thread/identity.ts';
import { textIn } from '../thread/language.ts';
import type { Thread } from '../thread/model.ts';

/** A thread with the id that people and programs name it by. */
export type LibraryThread = { readonly id: string; readonly name: Bilingual; readonly thread: Thread };

/** Somebody who speaks in a thread. `key` is who they are everywhere, `id` what they are called by. */
export type Persona = { readonly id: string; readonly key: string; readonly name: Bilingual };

export class Library {
  readonly #shipped: readonly LibraryThread[];

  /** A library of the threads that ship with the bot; collisions of ids are numbered in the order given. */
  constructor(shipped: readonly Thread[]) {
    const taken = new Set<string>();
    const threads = shipped.map((thread) => {
      const id = numbered(threadSlug(thread), taken);
      taken.add(id);
      return { id, name: thread.title, thread };
    });
    this.#shipped = threads.toSorted((one, other) => other.thread.date.localeCompare(one.thread.date));
  }

  /** The threads that ship with the bot, the most recent first. */
  get shipped(): readonly LibraryThread[] {
    return this.#shipped;
  }

  /** The threads a server sees, the most recent first. */
  threads(_serverId: string): readonly LibraryThread[] {
    return this.#shipped;
  }

  /**
   * The thread a text names: its id, its title in either language, or a part of one that no other has.
   *
   * @throws Refusal naming the nearest threads
   */
  resolve(serverId: string, asked: string, reader: Language): LibraryThread {
    const resolution = resolveName(asked, this.threads(serverId));
    if (resolution.kind === 'found') return resolution.item;
    const nearest = resolution.nearest.map(({ name }) => textIn(name, reader).text);
    throw new Refusal({ code: 'no-such-thread', asked, nearest });
  }

  /** The threads that a half-typed text may mean, the best first. */
  complete(serverId: string, typed: string): LibraryThread[] {
    return matchNames(typed, this.threads(serverId));
  }

  /** The personas that a half-typed text may mean: those of the thread named so far, else of all threads. */
  completePersona(serverId: string, thread: string | null, typed: string): Persona[] {
    const named = resolveName(thread ?? '', this.threads(serverId));
    const threads = named.kind === 'found' ? [named.item] : this.threads(serverId);
    const personas = new Map(
      threads.flatMap((item) => personasOf(item.thread)).map((persona) => [persona.key, persona]),
    );
    return matchNames(typed, [...personas.values()]);
  }
}

/** Everybody who speaks in a thread, in the order of their first words; the author is the first. */
export function personasOf(thread: Thread): Persona[] {
  const personas = new Map<string, Persona>();
  const taken = new Set<string>();
  for (const name of [thread.author, ...thread.comments.map((comment) => comment.persona)]) {
    const key = personaKey(name);
    if (personas.has(key)) continue;
    const id = numbered(personaSlug(name), taken);
    taken.add(id);
    personas.set(key, { id, key, name });
  }
  return [...personas.values()];
}

/**
 * The persona of a thread that a text names.
 *
 * @throws Refusal naming the nearest
 */
export function resolvePersona(thread: Thread, asked: string, reader: Language): Persona {
  const resolution = resolveName(asked, personasOf(thread));
  if (resolution.kind === 'found') return resolution.item;
  const nearest = resolution.nearest.map(({ name }) => textIn(name, reader).text);
  throw new Refusal({ code: 'no-such-persona', asked, nearest });
}
