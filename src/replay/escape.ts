/**
 * Makes Discord show a text as it is written. Discord takes a backslash before any ASCII punctuation as "this character,
 * literally" (`discord-api-docs reference#message-formatting` and its client's markdown).
 */

/** A bare link, which Discord makes clickable; it is left alone. */
export const BARE_LINK = /(?<!\w)https?:\/\/[^\s<>\\]+/g;

/**
 * What means something to Discord: emphasis, code, spoilers, quotes, headings, links and everything in angle brackets
 * wherever it stands; list marks, small print and numbers before a blank; shortcodes of emojis; mentions of everybody.
 * Line starts are not told apart, so that an escaped text may be cut anywhere.
 */
const MEANINGFUL = /[\\*_~|`<>#[\]]|[-+](?=\s|#|$)|(?<=\d)[.)](?=\s|$)|:(?=[\w+-]+:)|@(?=everyone|here)/g;

/** The text with everything escaped that Discord would not show as written. */
export function escapeMarkdown(text: string): string {
  let escaped = '';
  let end = 0;
  for (const link of text.matchAll(BARE_LINK)) {
    escaped += escapePlain(text.slice(end, link.index)) + link[0];
    end = link.index + link[0].length;
  }
  return escaped + escapePlain(text.slice(end));
}

function escapePlain(text: string): string {
  return text.replace(MEANINGFUL, '\\$&');
}
