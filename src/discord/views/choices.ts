/** Completions as people see them while typing. */
import type { LibraryThread, Persona } from '../../library/library.ts';
import { shorten } from '../../replay/shorten.ts';
import type { Bilingual, Language } from '../../thread/bilingual.ts';
import { textIn } from '../../thread/language.ts';
import type { Choice } from '../command.ts';

/** UTF-16 units of a choice's name (`interactions/application-commands#application-command-object`). */
const NAME_LIMIT = 100;

/** Choices shown at a time. */
const MOST = 25;

/** Threads by title, with date and number of comments. */
export function threadChoices(threads: readonly LibraryThread[], reader: Language): Choice[] {
  return threads.slice(0, MOST).map(({ id, name, thread }) => {
    const facts = ` · ${thread.date} · ${thread.comments.length}`;
    return { name: shorten(textIn(name, reader).text, NAME_LIMIT - facts.length) + facts, value: id };
  });
}

/** Personas by both names, the reader's first. */
export function personaChoices(personas: readonly Persona[], reader: Language): Choice[] {
  return personas
    .slice(0, MOST)
    .map(({ id, name }) => ({ name: shorten(bothNames(name, reader), NAME_LIMIT), value: id }));
}

function bothNames(name: Bilingual, reader: Language): string {
  const first = textIn(name, reader);
  const second = textIn(name, first.language === 'en' ? 'ja' : 'en');
  return first.text === second.text ? first.text : `${first.text} / ${second.text}`;
}
