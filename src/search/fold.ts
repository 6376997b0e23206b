/** One form for everything that readers take for the same text, whatever its case, width, accents or kana. */
import type { TextRange } from './search.ts';

/** A folded text, and for each of its UTF-16 units the part of the original that became it. */
export type Folded = {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
};

/** A character with the marks that change it; half-width kana carry their voicing as a character of its own. */
const CHARACTER = /\P{M}[\p{M}\uff9e\uff9f]*|\p{M}+/gu;
/** Accents, and marks that choose between drawings of one character. */
const DROPPED = /[\u0300-\u036f\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;
const HIRAGANA = /[\u3041-\u3096]/g;
const HIRAGANA_TO_KATAKANA = 0x60;

/** What depends on its neighbours: ヴァ is spelled バ, and a possessive 's is dropped. */
const SPELLING = /ヴ([ァィェォ]?)|'s(?![\p{L}\p{N}])/gu;
const RESPELLED: Readonly<Record<string, string>> = { ヴ: 'ブ', ヴァ: 'バ', ヴィ: 'ビ', ヴェ: 'ベ', ヴォ: 'ボ' };

/** Each character folds alike wherever it stands, so it is worked out once. */
const known = new Map<string, string>();
const MOST_KNOWN = 20_000;

/**
 * Folds a text for comparison: compatibility forms, accents and case dropped, quotes and dashes straight, hiragana as
 * katakana, ヴァ as バ, a possessive 's dropped. The result is not for people to read.
 */
export function fold(text: string): string {
  return text.replace(CHARACTER, foldCharacter).replace(SPELLING, respell);
}

/** The same, with the way back. */
export function foldMapped(text: string): Folded {
  const untouched = {
    text,
    starts: Array.from({ length: text.length }, (_, at) => at),
    ends: Array.from({ length: text.length }, (_, at) => at + 1),
  };
  return rewrite(rewrite(untouched, CHARACTER, foldCharacter), SPELLING, respell);
}

/** The part of the original that a part of the folded text, not an empty one, stands for. */
export function originalRange({ starts, ends }: Folded, { start, end }: TextRange): TextRange {
  return { start: starts[start] ?? 0, end: ends[end - 1] ?? 0 };
}

/** Replaces as String.replace does; what replaces a part stands for the whole of it. */
function rewrite(from: Folded, pattern: RegExp, replacement: (found: string) => string): Folded {
  const starts: number[] = [];
  const ends: number[] = [];
  let text = '';
  let copied = 0;
  const copyUntil = (index: number) => {
    text += from.text.slice(copied, index);
    for (; copied < index; copied += 1) push(copied, copied);
  };
  const push = (first: number, last: number) => {
    starts.push(from.starts[first] ?? 0);
    ends.push(from.ends[last] ?? 0);
  };
  for (const { 0: found, index } of from.text.matchAll(pattern)) {
    copyUntil(index);
    copied = index + found.length;
    const made = replacement(found);
    text += made;
    for (let at = 0; at < made.length; at += 1) push(index, copied - 1);
  }
  copyUntil(from.text.length);
  return { text, starts, ends };
}

function foldCharacter(character: string): string {
  const before = known.get(character);
  if (before !== undefined) return before;
  const folded = character
    .normalize('NFKD')
    .replace(DROPPED, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[‘’‛′]/g, "'")
    .replace(/[“”‟″]/g, '"')
    .replace(/[‐-―−]/g, '-')
    .replace(HIRAGANA, (kana) => String.fromCharCode(kana.charCodeAt(0) + HIRAGANA_TO_KATAKANA));
  if (known.size < MOST_KNOWN) known.set(character, folded);
  return folded;
}

function respell(found: string): string {
  return RESPELLED[found] ?? '';
}
