/** Names that Discord accepts for a webhook's posts (`discord-api-docs resources/webhook`, `resources/user`). */

import { shorten } from './shorten.ts';

/** The most a name may have, UTF-16 units. */
const NAME_LIMIT = 80;

/** What breaks a forbidden word: a space so thin that nobody sees it, and Discord keeps it inside a name. */
const HAIR_SPACE = '\u200A';

/** What keeps two personas of one name apart: an invisible letter, since Discord trims white space at the end. */
const INVISIBLE_LETTER = '\u17B5';

const FORBIDDEN_PART = /(d)(iscord)|(c)(lyde)/gi;
const FORBIDDEN_WHOLE = /^(e)(veryone)$|^(h)(ere)$/i;

/**
 * A name as Discord accepts it, 1 to 80 UTF-16 units: cut at a grapheme and marked with `…`, refused words broken.
 *
 * @param namesake how many other personas of the same name came before this one; each adds an invisible mark
 */
export function acceptableName(name: string, namesake = 0): string {
  const marks = INVISIBLE_LETTER.repeat(namesake);
  return shorten(broken(name.trim()), NAME_LIMIT - marks.length) + marks;
}

function broken(name: string): string {
  const between = (_: string, ...groups: (string | undefined)[]) =>
    `${groups[0] ?? groups[2]}${HAIR_SPACE}${groups[1] ?? groups[3]}`;
  return name.replace(FORBIDDEN_PART, between).replace(FORBIDDEN_WHOLE, between);
}
