/** One form for everything that readers take for the same text, whatever its case, width, accents, kana or kanji forms. */
import { withoutIgnorable } from '../text/ignorable.ts';
import { usualKanji } from './kanji.ts';
import type { TextRange } from './search.ts';

/** A part of a text that was put in the place of another one, of another length perhaps. Either may be empty. */
type Replacement = { readonly made: TextRange; readonly original: TextRange };

/** A folded text, and the way back. */
export type Folded = {
  readonly text: string;
  /** What was replaced, in order, by one step after the other; nothing where each character kept its length. */
  readonly steps: readonly (readonly Replacement[])[];
};

/** Signs of the usual Latin and Japanese texts that become others, each a single one: quotes, dashes, wide forms. */
const SIGNS = '\\u2010-\\u2015\\u2018\\u2019\\u201b-\\u201d\\u201f\\u3000\\uff01-\\uff5e';
const CHANGED = new RegExp(`[${SIGNS}]`, 'g');
/** Characters that keep their length unless a mark follows: plain Latin, kana and kanji, and these signs. */
const EVEN = `\\t\\n\\r -~${SIGNS}\\u3001-\\u3029\\u3030-\\u3035\\u303b-\\u303d\\u3041-\\u3096\\u30a1-\\u30fe\\u4e00-\\u9fff`;
/** What changes the character before it: marks, invisible characters, the voicing of half-width kana. */
const MARKS = '[\\p{M}\\p{Default_Ignorable_Code_Point}\\uff9e\\uff9f]';
/** Any other character, and all that have marks. */
const UNEVEN = new RegExp(`[${EVEN}]${MARKS}+|[^${EVEN}]${MARKS}*`, 'gu');
/** One of them is in every text that has any: a single class is looked for sooner, and most texts have none. */
const ANY_UNEVEN = new RegExp(`[^${EVEN}]`);
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
  const characters = ANY_UNEVEN.test(text) ? replaced(text, UNEVEN, unifyCharacter) : { text, replacements: [] };
  const spelling = replaced(unifyEven(characters.text), SPELLING, respell);
  return { text: asKatakana(spelling.text), steps: [characters.replacements, spelling.replacements] };
}

/** The same where the folded text is known. */
export function foldedAs(text: string, folded: string): Folded {
  // A text of even characters becomes no longer by any step: where it is as long, each has kept its place.
  return folded.length === text.length && !ANY_UNEVEN.test(text) ? { text: folded, steps: [] } : foldMapped(text);
}

/**
 * All of folding but for the kana, which stay as they are written: compatibility forms, accents and case dropped, and
 * what nobody sees; quotes and dashes straight, kanji in their usual form, ヴァ as バ, `1,000` as `1000`, a possessive 's
 * dropped.
 */
export function unify(text: string): string {
  const even = ANY_UNEVEN.test(text) ? text.replace(UNEVEN, unifyCharacter) : text;
  return unifyEven(even).replace(SPELLING, respell);
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
export function originalRange({ steps }: Folded, range: TextRange): TextRange {
  return steps.reduceRight(beforeStep, range);
}

/** A range as it was before a step. What replaced a part stands for the whole of it. */
function beforeStep({ start, end }: TextRange, replacements: readonly Replacement[]): TextRange {
  return { start: beforeReplacing(replacements, start).start, end: beforeReplacing(replacements, end - 1).end };
}

/** The same for a single unit. */
function beforeReplacing(replacements: readonly Replacement[], at: number): TextRange {
  const last = replacements.findLast(({ made }) => made.start <= at);
  if (!last) return { start: at, end: at + 1 };
  const { made, original } = last;
  if (at < made.end) return original;
  const start = original.end + at - made.end;
  return { start, end: start + 1 };
}

/** Replaces as String.replace does, and tells what. */
function replaced(text: string, pattern: RegExp, replacement: (found: string) => string) {
  const replacements: Replacement[] = [];
  let grown = 0;
  const result = text.replace(pattern, (found: string, at: number) => {
    const made = replacement(found);
    replacements.push({
      made: { start: at + grown, end: at + grown + made.length },
      original: { start: at, end: at + found.length },
    });
    grown += made.length - found.length;
    return made;
  });
  return { text: result, replacements };
}

/** Unifies the characters that keep their length. */
function unifyEven(text: string): string {
  return usualKanji(text.toLowerCase()).replace(CHANGED, unifyCharacter);
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
