/** How titles are told from what follows them. */
import type { Bilingual, Language } from './bilingual.ts';
import { languageOf } from './language.ts';
import { readLink } from './link.ts';
import { isEscaped, readHeading } from './marks.ts';

/** Whether a line can be a second title, below one in this language. */
export function isSecondTitle(line: string, first: Language): boolean {
  const meansMore = isEscaped(line) || readHeading(line) !== undefined || readLink(line) !== undefined;
  return !meansMore && languageOf(line, first) !== first;
}

/**
 * The titles in the order in which the format can write them, English first if both orders will do: the second one
 * cannot be escaped. Undefined if there is none.
 */
export function titlesInOrder({ en, ja }: Bilingual): readonly string[] | undefined {
  if (en === undefined || ja === undefined) return [en, ja].filter((title) => title !== undefined);
  if (isSecondTitle(ja, 'en')) return [en, ja];
  return isSecondTitle(en, 'ja') ? [ja, en] : undefined;
}
