/** Writes the thread format: `parseThread` reads the very same thread back. */

import type { Bilingual } from './bilingual.ts';
import { languageOf } from './language.ts';
import { MAX_BYTES, MAX_LINES, plainOf } from './lines.ts';
import { readLink } from './link.ts';
import { isEscaped, readHeading } from './marks.ts';
import type { Thread } from './model.ts';
import { isPairWithMark, personaLine, readPair, readPersonaLine } from './personaLine.ts';
import { isSecondTitle, titlesInOrder } from './title.ts';

/**
 * The source of a thread, ending in a line break. A backslash stands before every line that the parser would take for
 * something else than text, or ask about, and before no other.
 */
export function formatThread(thread: Thread): string {
  const titles = titlesInOrder(thread.title) ?? [];
  const asksForBareNames = thread.comments.some(({ persona }) => readPersonaLine(personaLine(persona))?.bare);
  const comments = thread.comments.map(({ persona, text }) => {
    const paragraphs = paragraphsOf(text).map((lines, index) => commentParagraph(lines, index, asksForBareNames));
    return `${personaLine(persona)}\n${paragraphs.join('\n\n')}`;
  });
  return [
    `${`${thread.category} · ${thread.date}`.trim()}\n${personaLine(thread.author)}`,
    ...titles.map((title) => (isUnreadable(title) ? `\\${title}` : title)),
    ...cardParagraph(thread),
    ...paragraphsOf(thread.body).map((lines, index) => bodyParagraph(lines, index, thread, titles)),
    `コメント (${thread.comments.length})\n${comments.join('\n\n')}`,
  ]
    .join('\n\n')
    .concat('\n');
}

/** More bytes, or lines, than a source may have. */
export type TooLong =
  | { readonly code: 'too-large'; readonly bytes: number; readonly most: number }
  | { readonly code: 'too-many-lines'; readonly most: number };

/** What keeps the source of a thread from being read again; undefined when nothing does. */
export function tooLongAsSource(thread: Thread): TooLong | undefined {
  const source = formatThread(thread);
  const bytes = Buffer.byteLength(source);
  if (bytes > MAX_BYTES) return { code: 'too-large', bytes, most: MAX_BYTES };
  const lines = source.split('\n', MAX_LINES + 1).length;
  return lines > MAX_LINES ? { code: 'too-many-lines', most: MAX_LINES } : undefined;
}

/** The lines of a text's paragraphs, English before Japanese. */
function paragraphsOf(text: Bilingual | undefined): string[][] {
  const paragraphs = [text?.en, text?.ja].flatMap((version) => version?.split('\n\n') ?? []);
  return paragraphs.map((paragraph) => paragraph.split('\n'));
}

function cardParagraph({ card }: Thread): string[] {
  if (!card) return [];
  if (card.title === undefined) return [card.url];
  return [`${isUnreadable(card.title) ? '\\' : ''}${card.title}\n${card.url}`];
}

function bodyParagraph(lines: readonly string[], index: number, thread: Thread, titles: readonly string[]): string {
  const [title = ''] = titles;
  const mayBeTitle = !thread.card && index === 0 && titles.length === 1 && lines.length === 1;
  const mayBeCard = !thread.card && lines.length <= 2;
  return escaped(lines, (line, at) => {
    const isLast = at === lines.length - 1;
    if (!isLast && readPair(line)) return true;
    if (mayBeTitle && isSecondTitle(line, languageOf(title))) return true;
    return mayBeCard && isLast && readLink(line) !== undefined;
  });
}

/** The first paragraph of a comment stands right below its speaker; above every other one is a blank line. */
function commentParagraph(lines: readonly string[], index: number, asksForBareNames: boolean): string {
  return escaped(lines, (line, at) => {
    const isLast = at === lines.length - 1;
    if (index === 0 || at > 0) return !isLast && readPair(line) !== undefined;
    if (readPair(line)) return true;
    if (isLast) return false;
    return isPairWithMark(line) || (asksForBareNames && readPersonaLine(line) !== undefined);
  });
}

function escaped(lines: readonly string[], isMisread: (line: string, at: number) => boolean): string {
  return lines
    .map((line, at) => {
      const plain = plainOf(line);
      return isUnreadable(plain) || isMisread(plain, at) ? `\\${line}` : line;
    })
    .join('\n');
}

/** Whether a line has a meaning wherever it stands. */
function isUnreadable(line: string): boolean {
  return isEscaped(line) || readHeading(line) !== undefined;
}
