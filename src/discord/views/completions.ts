/** Completions as people see them while typing. */
import { sentences } from '../../i18n/i18n.ts';
import type { LibraryThread, Persona } from '../../library/library.ts';
import { shorten } from '../../text/shorten.ts';
import type { Bilingual, Language } from '../../thread/bilingual.ts';
import { bothIn } from '../../thread/language.ts';
import type { Choice } from '../interactions/command.ts';

/** UTF-16 units of a choice's name (`interactions/application-commands#application-command-object`). */
const NAME_LIMIT = 100;

/** Stands between a name's two versions. */
const BETWEEN = ' / ';

/** Choices shown at a time. */
const MOST = 25;

/** Threads by both titles, the reader's first, with date and number of comments. */
export function threadChoices(threads: readonly LibraryThread[], reader: Language): Choice[] {
  return threads.slice(0, MOST).map(({ id, name, thread }) => {
    const facts = ` · ${thread.date} · ${sentences[reader].comments(thread.comments.length)}`;
    return { name: bothNames(name, reader, NAME_LIMIT - facts.length) + facts, value: id };
  });
}

/** Personas by both names, the reader's first. */
export function personaChoices(personas: readonly Persona[], reader: Language): Choice[] {
  return personas.slice(0, MOST).map(({ id, name }) => ({ name: bothNames(name, reader, NAME_LIMIT), value: id }));
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
