/** Completions as people see them while typing. */
import { sentences } from '../../i18n/i18n.ts';
import { commentsSeen, type LibraryThread } from '../../library/libraryThread.ts';
import type { Persona } from '../../library/personas.ts';
import { limits } from '../../text/limits.ts';
import { shorten } from '../../text/shorten.ts';
import type { Bilingual, Language } from '../../thread/bilingual.ts';
import { bothIn } from '../../thread/language.ts';
import type { Completion } from '../interactions/command.ts';

/** Stands between a name's two versions. */
const BETWEEN = ' / ';

/** Threads by both titles, the reader's first, with date and number of comments. */
export function threadCompletions(threads: readonly LibraryThread[], reader: Language): Completion[] {
  return threads.slice(0, limits.choices).map((thread) => {
    const facts = ` · ${thread.thread.date} · ${sentences[reader].comments(commentsSeen(thread))}`;
    return { name: bothNames(thread.name, reader, limits.choiceName - facts.length) + facts, value: thread.id };
  });
}

/** Personas by both names, the reader's first. */
export function personaCompletions(personas: readonly Persona[], reader: Language): Completion[] {
  return personas
    .slice(0, limits.choices)
    .map(({ id, name }) => ({ name: bothNames(name, reader, limits.choiceName), value: id }));
}

/** Both names where there is room for `limit` UTF-16 units: a long one makes room for a short one. */
function bothNames(name: Bilingual, reader: Language, limit: number): string {
  const [first = '', second] = bothIn(name, reader);
  if (second === undefined) return shorten(first, limit);
  const room = limit - BETWEEN.length;
  const half = Math.floor(room / 2);
  const firstRoom = Math.max(half, room - second.length);
  const shown = shorten(first, firstRoom);
  return `${shown}${BETWEEN}${shorten(second, room - shown.length)}`;
}
