/** Names that Discord accepts for a webhook's posts (`discord-api-docs resources/webhook`, `resources/user`). */

import { withoutIgnorable } from './ignorable.ts';
import { limits } from './limits.ts';
import { shorten } from './shorten.ts';

/** What breaks a forbidden word: a space so thin that nobody sees it, and Discord keeps it inside a name. */
const HAIR_SPACE = '\u200A';

/** What keeps two personas of one name apart: invisible letters, since Discord trims white space at the end. */
const INVISIBLE_DIGITS = ['\u17B4', '\u17B5'] as const;

/** What stands for a name of which nobody would see anything. */
const NAMELESS = '?';

/** What Discord refuses anywhere in a name, and as a whole name; in its small letters. */
const FORBIDDEN = /discord|clyde/g;
const FORBIDDEN_WHOLE = /^\s*(?:everyone|here)\s*$/g;

/** Something that can be seen: no white space, control character, half of a character, or blank of Braille. */
const SEEN = /[^\s\p{Cc}\p{Cs}\u2800]/u;

/**
 * A name as Discord accepts it, 1 to 80 UTF-16 units: cut at a grapheme and marked with `…`, refused words broken. One of
 * nothing but invisible characters is shown as `?`.
 *
 * @param namesake how many other personas of the same name came before this one, written in invisible binary digits
 */
export function acceptableName(name: string, namesake = 0): string {
  const marks =
    namesake === 0 ? '' : namesake.toString(2).replace(/[01]/g, (digit) => INVISIBLE_DIGITS[digit === '1' ? 1 : 0]);
  const seen = SEEN.test(withoutIgnorable(name)) ? name.trim() : NAMELESS;
  return shorten(broken(seen), limits.username - marks.length) + marks;
}

/**
 * The name with a hair space behind the first letter of each refused word. Discord may look at a name without invisible
 * characters, and at the plain form of letters (`ｄｉｓｃｏｒｄ`, `𝓬𝓵𝔂𝓭𝓮`): so are they looked for here.
 */
function broken(name: string): string {
  let plain = '';
  // Where in the name each unit of its plain form ends.
  const ends: number[] = [];
  let end = 0;
  for (const character of name) {
    end += character.length;
    const folded = withoutIgnorable(character.normalize('NFKC').toLowerCase());
    plain += folded;
    for (let unit = 0; unit < folded.length; unit += 1) ends.push(end);
  }
  const words = [...plain.matchAll(FORBIDDEN), ...plain.matchAll(FORBIDDEN_WHOLE)];
  const first = words.map(({ index, 0: word }) => ends[index + word.search(/\S/)] ?? 0);
  let made = '';
  let reached = 0;
  for (const at of first) {
    made += name.slice(reached, at) + HAIR_SPACE;
    reached = at;
  }
  return made + name.slice(reached);
}
