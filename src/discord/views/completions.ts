/** Completions as people see them while typing. */
import type { ShownSchedule } from '../../app/scheduling.ts';
import { sentences } from '../../i18n/i18n.ts';
import { commentsSeen, type LibraryThread } from '../../library/libraryThread.ts';
import type { Persona } from '../../library/personas.ts';
import { daysProposed, daysText } from '../../schedule/days.ts';
import { zonesProposed } from '../../schedule/zones.ts';
import { limits } from '../../text/limits.ts';
import { shorten } from '../../text/shorten.ts';
import type { Bilingual, Language } from '../../thread/bilingual.ts';
import { bothIn, textIn } from '../../thread/language.ts';
import type { Completion } from '../interactions/command.ts';
import { scheduleName } from './schedule.ts';

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

/** Schedules in a few words each. */
export function scheduleCompletions(schedules: readonly ShownSchedule[], reader: Language): Completion[] {
  return schedules
    .slice(0, limits.choices)
    .map((one) => ({ name: shorten(scheduleName(one, reader), limits.choiceName), value: one.schedule.id }));
}

/** Time zones by their names, and by what people call the places that have them. */
export function zoneCompletions(typed: string, reader: Language): Completion[] {
  return zonesProposed(typed)
    .slice(0, limits.choices)
    .map(({ id, name }) => ({ name: shorten(`${id} · ${textIn(name, reader).text}`, limits.choiceName), value: id }));
}

/** Days of the week in the reader's words; what comes back is read like what is typed. */
export function daysCompletions(typed: string, reader: Language): Completion[] {
  return daysProposed(typed)
    .slice(0, limits.choices)
    .map((days) => ({
      name: shorten(sentences[reader].schedule.days(days), limits.choiceName),
      value: daysText(days),
    }));
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
