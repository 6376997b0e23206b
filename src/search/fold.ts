/** One form for everything that readers take for the same text, whatever its case, width, accents, kana or kanji forms. */
import { withoutIgnorable } from '../text/ignorable.ts';
import { usualKanji } from './kanji.ts';
import type { TextRange } from './search.ts';

/** A folded text, and the way back. */
export type Folded = {
  readonly text: string;
  /** For each UTF-16 unit of it the part of the original that became it; none where each kept its place. */
  readonly origins: readonly TextRange[] | undefined;
};

/** A character with what changes it: marks, invisible characters, the voicing of half-width kana. */
const CHARACTER = /\P{M}[\p{M}\p{Default_Ignorable_Code_Point}\uff9e\uff9f]*|\p{M}+/gu;
/** Accents and skin tones. */
const DROPPED = /[\u0300-\u036f]|[\u{1f3fb}-\u{1f3ff}]/gu;
const HIRAGANA = /[\u3041-\u3096]+/g;
const HIRAGANA_TO_KATAKANA = 0x60;

/** What depends on its neighbours: ヴァ is spelled バ; a possessive 's and the commas in 1,000,000 are dropped. */
const SPELLING = /ヴ[ァィェォ]?|ゔ[ぁぃぇぉ]?|'s(?![\p{L}\p{N}])|(?<=(?<![0-9])[0-9]{1,3}),(?=[0-9]{3}(?![0-9]))/gu;
const RESPELLED: Readonly<Record<string, string>> = {
  ...{ ヴ: 'ブ', ヴァ: 'バ', ヴィ: 'ビ', ヴェ: 'ベ', ヴォ: 'ボ' },
  ...{ ゔ: 'ぶ', ゔぁ: 'ば', ゔぃ: 'び', ゔぇ: 'べ', ゔぉ: 'ぼ' },
};

/** Signs of the usual Latin and Japanese texts that become others, each a single one: quotes, dashes, wide forms. */
const SIGNS = '\\u2010-\\u2015\\u2018\\u2019\\u201b-\\u201d\\u201f\\u3000\\uff01-\\uff5e';
const CHANGED = new RegExp(`[${SIGNS}]`, 'g');
/**
 * A text without any of these is even: every character keeps its length, whatever stands beside it. It holds plain Latin,
 * these signs, kana and kanji, and nothing that `SPELLING` would change. Most texts are such.
 */
const UNEVEN = new RegExp(
  `[^\\t\\n\\r -~${SIGNS}\\u3001-\\u3029\\u3030-\\u3035\\u303b-\\u303d\\u3041-\\u3093\\u3095\\u3096\\u30a1-\\u30f3` +
    `\\u30f5-\\u30fe\\u4e00-\\u9fff]|['‘’‛＇](?=[sSｓＳ])|[,，](?=[0-9０-９])`,
  'u',
);

/** Each character is unified alike wherever it stands, so it is worked out once. */
const known = new Map<string, string>();
const MOST_KNOWN = 20_000;

/**
 * Folds a text for comparison: unified, and hiragana as katakana, which keeps its length. The result is not for people
 * to read.
 */
export function fold(text: string): string {
  return asKatakana(unify(text));
}

/** The same, with the way back. */
export function foldMapped(text: string): Folded {
  if (isEven(text)) return { text: fold(text), origins: undefined };
  const characters = rewrite({ text, origins: undefined }, CHARACTER, unifyCharacter);
  const unified = rewrite(characters, SPELLING, respell);
  return { text: asKatakana(unified.text), origins: unified.origins };
}

/**
 * All of folding but for the kana, which stay as they are written: compatibility forms, accents and case dropped, and
 * what nobody sees; quotes and dashes straight, kanji in their usual form, ヴァ as バ, `1,000` as `1000`, a possessive 's
 * dropped.
 */
export function unify(text: string): string {
  if (isEven(text)) return usualKanji(text.toLowerCase()).replace(CHANGED, unifyCharacter);
  return text.replace(CHARACTER, unifyCharacter).replace(SPELLING, respell);
}

/** Hiragana as katakana, each character in its place. */
export function asKatakana(unified: string): string {
  return unified.replace(HIRAGANA, (kana) => {
    let made = '';
    for (let at = 0; at < kana.length; at += 1) made += String.fromCharCode(kana.charCodeAt(at) + HIRAGANA_TO_KATAKANA);
    return made;
  });
}

/** The part of the original that a part of the folded text, not an empty one, stands for. */
export function originalRange({ origins }: Folded, { start, end }: TextRange): TextRange {
  if (!origins) return { start, end };
  return { start: origins[start]?.start ?? 0, end: origins[end - 1]?.end ?? 0 };
}

function isEven(text: string): boolean {
  return !UNEVEN.test(text);
}

/** Replaces as String.replace does; what replaces a part stands for the whole of it. */
function rewrite(from: Folded, pattern: RegExp, replacement: (found: string) => string): Folded {
  const origins: TextRange[] = [];
  let text = '';
  let copied = 0;
  const originOf = (first: number, last: number) => originalRange(from, { start: first, end: last + 1 });
  const copyUntil = (index: number) => {
    text += from.text.slice(copied, index);
    for (; copied < index; copied += 1) origins.push(originOf(copied, copied));
  };
  for (const { 0: found, index } of from.text.matchAll(pattern)) {
    copyUntil(index);
    copied = index + found.length;
    const made = replacement(found);
    text += made;
    for (let at = 0; at < made.length; at += 1) origins.push(originOf(index, copied - 1));
  }
  copyUntil(from.text.length);
  return { text, origins };
}

function unifyCharacter(character: string): string {
  const before = known.get(character);
  if (before !== undefined) return before;
  const unified = usualKanji(withoutIgnorable(character).normalize('NFKD').replace(DROPPED, '').normalize('NFC'))
    .toLowerCase()
    .replace(/[‘’‛′]/g, "'")
    .replace(/[“”‟″]/g, '"')
    .replace(/[‐-―−]/g, '-');
  if (known.size < MOST_KNOWN) known.set(character, unified);
  return unified;
}

function respell(found: string): string {
  return RESPELLED[found] ?? '';
}
