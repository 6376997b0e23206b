/** The line that says who speaks: `EN name (JA name)`, or one name alone. */

import type { Bilingual } from './bilingual.ts';
import { languageOf } from './language.ts';

/** The most characters a name without a Japanese one in brackets may have, code points. */
const BARE_LIMIT = 60;

const SENTENCE_END = /[.!?。．！？…:：;；,，、」』”"]$/;
const KANA_OR_KANJI = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const OPEN = '(（';
const CLOSE = ')）';

/** Reads a persona line; undefined for a line that cannot be one. `bare` when no Japanese name stands in brackets. */
export function readPersonaLine(line: string): { names: Bilingual; bare: boolean } | undefined {
  const pair = lastPair(line);
  if (pair && KANA_OR_KANJI.test(pair.inside)) {
    const en = pair.before;
    return { names: en === '' ? { ja: pair.inside } : { en, ja: pair.inside }, bare: false };
  }
  if (line === '' || SENTENCE_END.test(line) || [...line].length > BARE_LIMIT) return undefined;
  return { names: languageOf(line) === 'ja' ? { ja: line } : { en: line }, bare: true };
}

/** Writes the persona line of a pair of names. */
export function personaLine({ en, ja }: Bilingual): string {
  if (en !== undefined && ja !== undefined) return `${en} (${ja})`;
  return en ?? ja ?? '';
}

/** The last outermost balanced pair of brackets, if it ends the line. */
function lastPair(line: string): { before: string; inside: string } | undefined {
  if (!CLOSE.includes(line.at(-1) ?? ' ')) return undefined;
  let depth = 0;
  for (let at = line.length - 1; at >= 0; at -= 1) {
    if (CLOSE.includes(line.charAt(at))) depth += 1;
    if (OPEN.includes(line.charAt(at))) depth -= 1;
    if (depth === 0) return { before: line.slice(0, at).trim(), inside: line.slice(at + 1, -1).trim() };
  }
  return undefined;
}
