/**
 * Where a bare link ends: for a reader of a text, and for Discord, which takes far more into it. What is known of
 * Discord's rules, and from where, stands in `docs/decisions/2026-11-26-discord-markdown.md`.
 */

/** A bare link within a text: from `start` up to but without `end`, in UTF-16 units. */
export type Link = { readonly start: number; readonly end: number };

/** What a bare link begins with, in lower case: Discord sees none in `HTTPS://`. */
const SCHEME = /https?:\/\//g;

/** No link of any kind goes on behind these: blanks, and what puts an address in quotes, angle brackets or a table. */
const NEVER_IN_LINK = /[\s"<>`|]/;

/** ASCII that may be part of a link. A backslash may: browsers take it for a slash, and people paste escaped links. */
const ASCII = /[!-~]/;

/** Letters, marks and digits of any script; of those, what Japanese is written with, full-width forms included. */
const LETTER = /[\p{L}\p{M}\p{N}]/u;
const JAPANESE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー・\uFF00-\uFFEF]/u;
const HIRAGANA = /\p{Script=Hiragana}/u;

/** What a name in Japanese stands behind in an address (`/wiki/東京`, `?q=東京`, `#東京`), is made of, and ends before. */
const BEFORE_NAME = /[/=#]/;
const IN_NAME = /[\p{L}\p{M}\p{N}・]/u;
const BETWEEN_NAMES = /[/?&=#]/;

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** What ends a sentence, a quotation or an emphasis rather than a link, and brackets that nothing closes. */
const NOT_AT_END = /[.,:;!?'*_~\\([{]/;

/** Discord's own rule for a bare link, but for brackets: its client's markdown goes up to a blank or a `<`. */
const DISCORD_LINK = /^https?:\/\/[^\s<]+[^\s<.,:;"'\]]/;

/**
 * The bare links of a text, in order, as a reader sees them: without the punctuation, the closing bracket or the
 * quotation mark right behind, and without Japanese that goes on behind an address. Japanese is part of it where it begins a
 * name in it (`https://ja.wikipedia.org/wiki/東京`) unless with a particle (`https://example.com/を見る`).
 */
export function* linksIn(text: string): Generator<Link> {
  let reached = 0;
  for (const { index: start, 0: scheme } of text.matchAll(SCHEME)) {
    const end = start < reached ? undefined : endOf(text, start, start + scheme.length);
    if (end === undefined) continue;
    reached = end;
    if (isAddress(text.slice(start, end))) yield { start, end };
  }
}

/** Where a link ends whose address would begin at `from`; undefined if no letter is there. */
function endOf(text: string, start: number, from: number): number | undefined {
  const quoted = text[start - 1] === "'";
  const open: string[] = [];
  let inName = false;
  let end = from;
  for (const character of characters(text, from)) {
    if (end === from && !LETTER.test(character)) return undefined;
    if (NEVER_IN_LINK.test(character) || (quoted && character === "'")) break;
    if (character === ')' || character === ']' || character === '}') {
      // Behind `](` Discord would look for words in front of it, and make another link of them.
      if (open.pop() !== character || text.startsWith('](', end)) break;
    } else if (ASCII.test(character)) {
      const closing = CLOSING[character];
      if (closing !== undefined) open.push(closing);
      inName &&= !BETWEEN_NAMES.test(character);
    } else if (JAPANESE.test(character)) {
      inName ||= BEFORE_NAME.test(text[end - 1] ?? '') && !HIRAGANA.test(character);
      if (!inName || !IN_NAME.test(character)) break;
    } else if (!LETTER.test(character)) break;
    end += character.length;
  }
  // It stops at the letter that the address begins with.
  while (NOT_AT_END.test(text.charAt(end - 1))) end -= 1;
  return end;
}

/** Discord makes no link of what browsers cannot read, and would leave out a user's name and password. */
function isAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && url.username === '' && url.password === '';
}

function* characters(text: string, from: number): Generator<string> {
  for (let at = from; at < text.length; ) {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    yield character;
    at += character.length;
  }
}

/**
 * What Discord makes a link of at the start of a text; empty for nothing. It leaves out punctuation at the end, and of the
 * closing brackets there one that nothing in the link opens.
 */
export function discordLink(text: string): string {
  const link = DISCORD_LINK.exec(text)?.[0] ?? '';
  let opened = 0;
  for (let at = link.length - 1; link[at] === ')'; at -= 1) {
    const opening = link.indexOf('(', opened);
    if (opening < 0) return link.slice(0, -1);
    opened = opening + 1;
  }
  return link;
}
