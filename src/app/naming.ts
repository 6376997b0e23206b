/** What people mean by what they type: one thread or persona of a shelf, or a refusal that names the nearest. */

import type { LibraryThread } from '../library/libraryThread.ts';
import type { Persona } from '../library/personas.ts';
import type { Shelf } from '../library/shelf.ts';
import type { Language } from '../thread/bilingual.ts';
import { bothIn, textIn } from '../thread/language.ts';
import { Refusal } from './problem.ts';

/** A whole id, as buttons carry it, means that thread or none: never one whose id merely begins with it. */
const WHOLE_ID = /^\d{4}-\d{2}-\d{2}-[a-z0-9-]+$/;

/**
 * The thread a text names: its id, its title in either language, or a part of one that no other has.
 *
 * @throws Refusal naming the nearest threads
 */
export function threadNamed({ threads }: Shelf, asked: string, reader: Language): LibraryThread {
  const resolution = threads.resolve(asked);
  if (resolution.kind === 'found' && (resolution.item.id === asked || !WHOLE_ID.test(asked))) return resolution.item;
  const alike = resolution.kind === 'found' ? [resolution.item] : resolution.nearest;
  const nearest = alike.map(({ id, name }) => ({ id, name: textIn(name, reader).text }));
  throw new Refusal({ code: 'no-such-thread', asked, nearest });
}

/**
 * The same among hidden threads too, for whoever manages the server; of two the one that is seen is meant.
 *
 * @throws Refusal naming the nearest threads that are seen
 */
export function anyThreadNamed(shelf: Shelf, asked: string, reader: Language): LibraryThread {
  const [seen, hidden] = [shelf.threads.resolve(asked), shelf.hidden.resolve(asked)];
  return seen.kind === 'unknown' && hidden.kind === 'found' ? hidden.item : threadNamed(shelf, asked, reader);
}

/**
 * The persona a text names, of one thread if there is one given, else of all.
 *
 * @throws Refusal naming the nearest
 */
export function personaNamed({ personas }: Shelf, asked: string, reader: Language, threadId?: string): Persona {
  const resolution = (threadId === undefined ? personas.names : personas.of(threadId)).resolve(asked);
  if (resolution.kind === 'found') return resolution.item;
  const nearest = resolution.nearest.map(({ id, name }) => ({ id, name: bothIn(name, reader).join(' / ') }));
  throw new Refusal({ code: threadId === undefined ? 'unknown-persona' : 'no-such-persona', asked, nearest });
}
