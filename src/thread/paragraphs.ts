/** Paragraphs of a source, and what they say. */
import type { Bilingual, Language } from './bilingual.ts';
import type { Report } from './diagnostics.ts';
import { languageOf } from './language.ts';
import { type Line, plainOf } from './lines.ts';
import { isEscaped } from './marks.ts';

/** Lines without a blank one between them; never empty. */
export type Paragraph = readonly [Line, ...Line[]];

/** Cuts lines into paragraphs at blank lines. */
export function paragraphsOf(lines: readonly Line[]): Paragraph[] {
  const paragraphs: [Line, ...Line[]][] = [];
  let open: [Line, ...Line[]] | undefined;
  for (const line of lines) {
    if (line.plain === '') open = undefined;
    else if (open) open.push(line);
    else {
      open = [line];
      paragraphs.push(open);
    }
  }
  return paragraphs;
}

/**
 * What paragraphs say, joined per language; undefined if there are none. Reports a missing language at the first line.
 */
export function textOf(
  paragraphs: readonly Paragraph[],
  part: 'body' | 'comment',
  report: Report,
): Bilingual | undefined {
  const [first] = paragraphs;
  if (!first) return undefined;
  const texts: Record<Language, string[]> = { en: [], ja: [] };
  let language: Language = 'en';
  for (const paragraph of paragraphs) {
    const text = paragraph.length === 1 ? writtenIn(paragraph[0]) : paragraph.map(writtenIn).join('\n');
    language = languageOf(text, language);
    texts[language].push(text);
  }
  const [en, ja] = [texts.en.join('\n\n'), texts.ja.join('\n\n')];
  if (en !== '' && ja !== '') return { en, ja };
  return inOneLanguage(en === '' ? { ja } : { en }, part, first[0].number, report);
}

/** A text in one language, which is reported. */
export function inOneLanguage(
  text: Bilingual,
  part: 'title' | 'body' | 'comment',
  line: number,
  report: Report,
): Bilingual {
  report({ code: 'missing-language', part, missing: text.en === undefined ? 'en' : 'ja' }, line);
  return text;
}

/** What a line of text says: without the backslash that escapes it, unless there is nothing to escape. */
export function writtenIn({ text, plain }: Line): string {
  if (!isEscaped(plain)) return text;
  const rest = text.replace('\\', '').trim();
  return plainOf(rest) === '' ? text : rest;
}

/** The same of a line that keeps no invisible characters: of a title. */
export function plainlyWrittenIn({ plain }: Line): string {
  return isEscaped(plain) ? plain.slice(1).trim() || plain : plain;
}
