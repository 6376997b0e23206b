/** The line that says who speaks: `EN name (JA name)`, or one name alone. */

import type { Bilingual } from './bilingual.ts';
import { languageOf } from './language.ts';
import { isEscaped, readHeading } from './marks.ts';

/** The most characters a name without a Japanese one in brackets may have, code points. */
const BARE_LIMIT = 60;

const SENTENCE_END = /[.!?。｡．！？…:：;；,，、」』”"]$/;
const MARK = /\s*[.。｡．:：;；,，、]+$/;
const KANA_OR_KANJI = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Names, and whether they stand alone: `bare` when no Japanese name stands in brackets. */
export type PersonaLine = { readonly names: Bilingual; readonly bare: boolean };

/** Reads a persona line; undefined for a line that cannot be one, such as an escaped one or a heading. */
export function readPersonaLine(line: string): PersonaLine | undefined {
  const pair = readPair(line);
  if (pair) return { names: pair, bare: false };
  if (line === '' || isLong(line) || SENTENCE_END.test(line) || meansMore(line)) return undefined;
  return { names: languageOf(line) === 'ja' ? { ja: line } : { en: line }, bare: true };
}

/** The names of a line `EN (JA)`: the Japanese one is the last outermost pair of brackets, with kana or kanji in it. */
export function readPair(line: string): { en: string; ja: string } | undefined {
  const pair = lastPair(line);
  if (!pair || pair.en === '' || !KANA_OR_KANJI.test(pair.ja) || meansMore(line)) return undefined;
  return pair;
}

/** Whether a line would be `EN (JA)` without the punctuation mark that ends it. */
export function isPairWithMark(line: string): boolean {
  const unmarked = line.replace(MARK, '');
  return unmarked !== line && readPair(unmarked) !== undefined;
}

/** Writes the persona line of a pair of names. */
export function personaLine({ en, ja }: Bilingual): string {
  if (en !== undefined && ja !== undefined) return `${en} (${ja})`;
  return en ?? ja ?? '';
}

function meansMore(line: string): boolean {
  return isEscaped(line) || readHeading(line) !== undefined;
}

function isLong(line: string): boolean {
  return line.length > 2 * BARE_LIMIT || [...line].length > BARE_LIMIT;
}

/** The last outermost balanced pair of brackets, if it ends the line, and what stands before it. */
function lastPair(line: string): { en: string; ja: string } | undefined {
  if (!line.endsWith(')') && !line.endsWith('）')) return undefined;
  let depth = 0;
  for (let at = line.length - 1; at >= 0; at -= 1) {
    const character = line[at];
    if (character === ')' || character === '）') depth += 1;
    if (character === '(' || character === '（') depth -= 1;
    if (depth === 0) return { en: line.slice(0, at).trim(), ja: line.slice(at + 1, -1).trim() };
  }
  return undefined;
}
