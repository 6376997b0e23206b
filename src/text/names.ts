/** Names that Discord accepts for a webhook's posts (`discord-api-docs resources/webhook`, `resources/user`). */

import { limits } from './limits.ts';
import { shorten } from './shorten.ts';

/** What breaks a forbidden word: a space so thin that nobody sees it, and Discord keeps it inside a name. */
const HAIR_SPACE = '\u200A';

/** What keeps two personas of one name apart: invisible letters, since Discord trims white space at the end. */
const INVISIBLE_DIGITS = ['\u17B4', '\u17B5'] as const;

const FORBIDDEN_PART = /(d)(iscord)|(c)(lyde)/gi;
const FORBIDDEN_WHOLE = /^(e)(veryone)$|^(h)(ere)$/i;

/**
 * A name as Discord accepts it, 1 to 80 UTF-16 units: cut at a grapheme and marked with `…`, refused words broken.
 *
 * @param namesake how many other personas of the same name came before this one, written in invisible binary digits
 */
export function acceptableName(name: string, namesake = 0): string {
  const marks =
    namesake === 0 ? '' : namesake.toString(2).replace(/[01]/g, (digit) => INVISIBLE_DIGITS[digit === '1' ? 1 : 0]);
  return shorten(broken(name.trim()), limits.username - marks.length) + marks;
}

function broken(name: string): string {
  const between = (_: string, ...groups: (string | undefined)[]) =>
    `${groups[0] ?? groups[2]}${HAIR_SPACE}${groups[1] ?? groups[3]}`;
  return name.replace(FORBIDDEN_PART, between).replace(FORBIDDEN_WHOLE, between);
}
