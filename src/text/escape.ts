/**
 * Makes Discord show a text as it is written. Discord takes a backslash before any ASCII punctuation as "this character,
 * literally" (`discord-api-docs reference#message-formatting` and its client's markdown).
 */

/** A bare link, which Discord makes clickable; it is left alone. Before `](` it ends: it would be the words of another link. */
export const BARE_LINK = /(?<!\w)https?:\/\/(?:(?!\]\()[^\s<>\\])+/g;

/** What means something to Discord wherever it stands: emphasis, code, spoilers, links, angle brackets, emojis, mentions. */
const MEANINGFUL = /[\\*_`<]|~(?=~)|\|(?=\|)|\](?=\()|:(?=[\w+-]+:)|@(?=everyone|here)/g;

/** What means something at the start of a line, white space before it or not: headings, small print, quotes, lists. */
const LINE_START = /^(\s*)(?=#{1,3}\s|-#\s|>|[-+]\s|\d+[.)]\s)(\d*)/;

/** The text with everything escaped that Discord would not show as written. */
export function escapeMarkdown(text: string): string {
  return text.split('\n').map(escapeLine).join('\n');
}

/** A piece of a line, links included, shown as written whatever stands before and after it but a line's start. */
export function escapePiece(piece: string): string {
  return piece.replace(/[\\*_`~|[\]<:@]/g, '\\$&');
}

/** The same for a text that is escaped but for its start, which became the start of a line. */
export function escapeLineStart(text: string): string {
  return text.replace(LINE_START, '$1$2\\');
}

function escapeLine(line: string): string {
  let escaped = '';
  let end = 0;
  for (const link of line.matchAll(BARE_LINK)) {
    escaped += escapePlain(line.slice(end, link.index)) + link[0];
    end = link.index + link[0].length;
  }
  return escapeLineStart(escaped + escapePlain(line.slice(end)));
}

function escapePlain(text: string): string {
  return text.replace(MEANINGFUL, '\\$&');
}
