/** Everybody who speaks in a set of threads: one persona however many threads they appear in. */
import { threadFaces } from '../replay/casting.ts';
import { type FaceNumber, ownFace } from '../replay/face.ts';
import { Names } from '../search/names.ts';
import type { Bilingual } from '../thread/bilingual.ts';
import { type PersonaId, type PersonaKey, personaId, personaKey } from '../thread/identity.ts';
import type { Thread } from '../thread/model.ts';
import type { LibraryThread } from './libraryThread.ts';

/** Somebody who speaks in a thread: who they are everywhere, and the numbers of what they say; 0 is the post. */
export type Speaker = { readonly key: PersonaKey; readonly name: Bilingual; readonly comments: readonly number[] };

/** What a persona says in one thread. */
type Appearance = { readonly thread: LibraryThread; readonly comments: readonly number[] };

/** Somebody who speaks. `key` is who they are everywhere, `id` what they are called by. */
export type Persona = {
  readonly id: PersonaId;
  readonly key: PersonaKey;
  readonly name: Bilingual;
  /** Where they speak, the most recent thread first. */
  readonly appearances: readonly Appearance[];
};

/** Everybody who speaks in a thread, in the order of their first words; the author is the first. */
export function speakersOf(thread: Thread): Speaker[] {
  const speakers = new Map<PersonaKey, { key: PersonaKey; name: Bilingual; comments: number[] }>();
  for (const [number, name] of [thread.author, ...thread.comments.map(({ persona }) => persona)].entries()) {
    const key = personaKey(name);
    const known = speakers.get(key);
    if (known) known.comments.push(number);
    else speakers.set(key, { key, name, comments: [number] });
  }
  return [...speakers.values()];
}

/** Those of them that a server hears. */
export function speakersSeen({ thread, muted }: LibraryThread): Speaker[] {
  return speakersOf(thread).filter(({ comments }) => comments.some((number) => !muted.has(number)));
}

/** The personas of a set of threads, found by name; made once for each set. */
export class Personas {
  /** Those who spoke most recently first. */
  readonly names: Names<Persona>;
  readonly #casts = new Map<string, Names<Persona>>();
  /** Of the threads that were asked about. */
  readonly #faces = new WeakMap<Thread, ReadonlyMap<PersonaKey, FaceNumber>>();

  /**
   * @param threads the most recent first
   * @param isMeant which of those who speak in them are meant; the others keep their ids
   * @param imported the ids of the threads that a server imported
   */
  constructor(
    threads: readonly LibraryThread[],
    isMeant: (key: PersonaKey) => boolean,
    imported: ReadonlySet<string> = new Set(),
  ) {
    const everybody = threads.map((thread) => ({ thread, speakers: speakersOf(thread.thread) }));
    const isImported = ({ thread }: Cast) => imported.has(thread.id);
    // Whatever its date, an import takes no id from those whom everybody knows.
    const ids = idsOf([...everybody.filter(isImported), ...everybody.filter((cast) => !isImported(cast))]);
    const casts = everybody.map(({ thread, speakers }) => ({
      thread,
      speakers: speakers.filter(({ key }) => isMeant(key)),
    }));
    const personas = [...appearancesOf(casts)].flatMap(([key, { name, in: where }]) => {
      const id = ids.get(key);
      return id === undefined ? [] : [{ id, key, name, appearances: where }];
    });
    this.names = new Names(personas);
    const byThread = Map.groupBy(
      personas.flatMap((persona) => persona.appearances.map((appearance) => ({ persona, appearance }))),
      ({ appearance }) => appearance.thread.id,
    );
    for (const [threadId, cast] of byThread) {
      const inOrder = cast.toSorted((one, other) => firstOf(one.appearance) - firstOf(other.appearance));
      this.#casts.set(threadId, new Names(inOrder.map(({ persona }) => persona)));
    }
  }

  /** Those of one thread, in the order of their first words. */
  of(threadId: string): Names<Persona> {
    return this.#casts.get(threadId) ?? new Names<Persona>([]);
  }

  /** The face of somebody who speaks in a thread, as its replays show it. */
  faceIn({ thread }: LibraryThread, key: PersonaKey): FaceNumber {
    const faces = this.#faces.get(thread) ?? threadFaces(thread);
    this.#faces.set(thread, faces);
    return faces.get(key) ?? ownFace(key);
  }

  /** The face of a persona as a whole: as in the most recent thread it speaks in. */
  faceOf({ key, appearances: [latest] }: Persona): FaceNumber {
    return latest ? this.faceIn(latest.thread, key) : ownFace(key);
  }
}

function firstOf({ comments }: Appearance): number {
  return comments[0] ?? 0;
}

/** A thread, and who speaks in it. */
type Cast = { readonly thread: LibraryThread; readonly speakers: readonly Speaker[] };

function appearancesOf(casts: readonly Cast[]) {
  const found = new Map<PersonaKey, { name: Bilingual; in: Appearance[] }>();
  for (const { thread, speakers } of casts) {
    for (const { key, name, comments } of speakers) {
      const known = found.get(key) ?? { name, in: [] };
      found.set(key, known);
      known.in.push({ thread, comments });
    }
  }
  return found;
}

/**
 * Who came first keeps the plain slug, so that a newer thread changes nobody's id.
 *
 * @param casts the first to have come is the last
 */
function idsOf(casts: readonly Cast[]): Map<PersonaKey, PersonaId> {
  const ids = new Map<PersonaKey, PersonaId>();
  const taken = new Set<string>();
  for (const { speakers } of casts.toReversed()) {
    for (const { key, name } of speakers) {
      if (ids.has(key)) continue;
      const id = personaId(name, taken);
      taken.add(id);
      ids.set(key, id);
    }
  }
  return ids;
}
