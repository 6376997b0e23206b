/** Writes the thread format: `parseThread` reads the very same thread back. */

import type { Bilingual } from './bilingual.ts';
import { hasMeaning, readHeading, readLink } from './marks.ts';
import type { Thread } from './model.ts';
import { personaLine, readPersonaLine } from './personaLine.ts';

/** The source of a thread, ending in a line break. */
export function formatThread(thread: Thread): string {
  const titles = [thread.title.en, thread.title.ja].filter((title) => title !== undefined);
  const post = [...card(thread), ...paragraphs(thread.body)];
  const comments = thread.comments.map(({ persona, text }) =>
    [personaLine(persona), paragraphs(text).join('\n\n')].join('\n'),
  );
  return [
    `${thread.category} · ${thread.date}\n${personaLine(thread.author)}`,
    ...titles.map(escapeTitle),
    // Without a second title the next paragraph could be taken for it.
    ...post.map((paragraph, index) => (index === 0 && titles.length === 1 ? escapeAlways(paragraph) : paragraph)),
    `コメント (${thread.comments.length})\n${comments.join('\n\n')}`,
  ]
    .join('\n\n')
    .concat('\n');
}

function card({ card: link }: Thread): string[] {
  if (!link) return [];
  return [link.title === undefined ? link.url : `${escapeTitle(link.title)}\n${link.url}`];
}

/** A text's paragraphs, English before Japanese, escaped where the parser would see more in them than text. */
function paragraphs(text: Bilingual | undefined): string[] {
  return [text?.en, text?.ja].flatMap((version) => version?.split('\n\n') ?? []).map(escapeParagraph);
}

function escapeParagraph(paragraph: string): string {
  return paragraph
    .split('\n')
    .map((line, index) => (index === 0 ? escapeMarks(line) : escapeLink(line)))
    .join('\n');
}

/** Escapes the first line of a paragraph if it could be a heading, a persona line, a link or an escaped line. */
function escapeMarks(line: string): string {
  const special = readHeading(line) !== undefined || readPersonaLine(line) !== undefined;
  return special ? `\\${line}` : escapeLink(line);
}

/** Before the heading of the comments a persona line means nothing. */
function escapeTitle(line: string): string {
  return hasMeaning(line) ? `\\${line}` : line;
}

function escapeLink(line: string): string {
  return line.startsWith('\\') || readLink(line) !== undefined ? `\\${line}` : line;
}

function escapeAlways(paragraph: string): string {
  const isLinkAlone = readLink(paragraph) !== undefined;
  return paragraph.startsWith('\\') || paragraph.includes('\n') || isLinkAlone ? paragraph : `\\${paragraph}`;
}
