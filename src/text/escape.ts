/**
 * Makes Discord show a text as it is written. Its client takes a backslash before anything but ASCII letters, digits and
 * white space as "this character, literally". What means something, and where that is known from, stands in
 * `docs/decisions/2026-11-26-discord-markdown.md`; the main sources are Discord's help pages on markdown,
 * `discord-api-docs reference#message-formatting`, and the rules of simple-markdown, on which its client is built.
 */
import { discordLink, linksIn } from './links.ts';

/**
 * What means something to Discord wherever it stands: emphasis, code, spoilers, what is between angle brackets, words for
 * another link, emojis by name, mentions, and addresses that are no links for a reader. The rule for other links' words
 * knows no backslash before a bracket: it is broken between its brackets.
 */
const MEANINGFUL =
  /[\\*_`]|<(?! )|~(?=~)|\|(?=\|)|(?<=\])\(|:(?=[^\s:]+:)|(?<=https?|steam):(?=\/\/)|@(?=everyone|here|silent)/g;

/** The same within a sentence of the bot's: nothing in it is a link, and nothing becomes one with what stands around it. */
const MEANINGFUL_CHARACTERS = '\\*_`~|[]<:@';
const MEANINGFUL_IN_SENTENCE = new RegExp(`[${RegExp.escape(MEANINGFUL_CHARACTERS)}]`, 'g');

/**
 * What means something at the start of a line, white space before it or not: headings, small print, quotes, lists. A blank
 * must follow, for which a tab counts; behind the signs of a heading a line break will do.
 */
const LINE_START = /^(\s*)(?=#{1,3}(?:\s|$)|-#?[ \t]|>(?:>>)?[ \t]|\d+\.[ \t])(\d*)/;

/** Behind a link, these do not change where Discord ends it, if a blank follows them or nothing. */
const HARMLESS_BEHIND_LINK = /[.,:;"'\])]*(?=\s|$)/y;

/** Addresses of Discord's own pages and files: a bare one is shown as a channel's or a file's name. */
const DISCORD_ADDRESS = /^https?:\/\/(?:[\w-]+\.)*discord(?:app)?\.(?:com|net)(?![\w.-])/;

/** The text with everything escaped that Discord would not show as written; its bare links lead where they lead in it. */
export function escapeMarkdown(text: string): string {
  // Discord's client takes odd line breaks for line breaks, too, but would join what a form feed divides.
  const lines = text.replace(/\r\n?/g, '\n').replaceAll('\f', ' ').split('\n');
  return lines.map(escapeLine).join('\n');
}

/** A piece of a line, links included, shown as written whatever stands before and after it but a line's start. */
export function escapePiece(piece: string): string {
  return piece.replace(MEANINGFUL_IN_SENTENCE, '\\$&');
}

/** The same for a text that is escaped but for its start, which became the start of a line. */
export function escapeLineStart(text: string): string {
  return text.replace(LINE_START, '$1$2\\');
}

/** Whether {@link escapePiece} puts a backslash before a UTF-16 unit. */
export function takesBackslash(unit: string): boolean {
  return MEANINGFUL_CHARACTERS.includes(unit);
}

/** An address that a reader can click, up to its end: white space or angle brackets in it make it a text as written. */
export function clickable(address: string): string {
  if (/[\s<>]/.test(address)) return escapeMarkdown(address);
  return isReadWhole(address) ? address : `<${address}>`;
}

/**
 * An escaped line as a heading. Number signs at its end would be dropped, escaped or not: bold, which no heading shows, keeps
 * them from being at the end.
 */
export function heading(level: 1 | 2 | 3, line: string): string {
  return `${'#'.repeat(level)} ${line.endsWith('#') ? `**${line}**` : line}`;
}

function escapeLine(line: string): string {
  let escaped = '';
  let reached = 0;
  for (const { start, end } of linksIn(line)) {
    escaped += escapePlain(line.slice(reached, start)) + linkIn(line, start, end);
    reached = end;
  }
  return escapeLineStart(escaped + escapePlain(line.slice(reached)));
}

/** Bare, if Discord ends it where it ends; else between angle brackets, which are not shown, but there is no preview then. */
function linkIn(line: string, start: number, end: number): string {
  const address = line.slice(start, end);
  HARMLESS_BEHIND_LINK.lastIndex = end;
  const behind = HARMLESS_BEHIND_LINK.exec(line)?.[0];
  const staysHarmless = behind !== undefined && escapePlain(behind) === behind;
  return staysHarmless && isReadWhole(address, behind) ? address : `<${address}>`;
}

/** Whether Discord makes all of an address, and nothing of what stands behind it, a link that is shown as written. */
function isReadWhole(address: string, behind = ''): boolean {
  // A heading drops number signs at its end.
  return discordLink(address + behind) === address && !address.endsWith('#') && !DISCORD_ADDRESS.test(address);
}

function escapePlain(text: string): string {
  return text.replace(MEANINGFUL, '\\$&');
}
