/** Orders what was found: what readers would call the best first. */
import type { Query } from './query.ts';
import { isCjk, type Run } from './tokens.ts';

/** A text that was found. */
export type Found = {
  /** How well the index found every term, 0 the best: spelled as typed, as words; the same inside of words; … */
  readonly tier: number;
  /** Whether it holds every term as it was typed, in case, width and kana. */
  readonly spelled: boolean;
  readonly folded: string;
};

/** More occurrences of a term than these make a text no better. */
const MOST_COUNTED = 3;

const LETTER = /[\p{L}\p{N}]/u;
const KANA = /[\u30a1-\u30fa\u30fc-\u30ff]/;
const KANJI = /[\u3005-\u3007\u3400-\u9fff\ud800-\udfff]/;

/**
 * What decides, the more important first, higher being better: how well it was found, its kana and kanji spelled as typed,
 * set apart from kanji or kana of the same kind, how often it holds the words, standing alone, spelled as typed, short. To
 * be compared with `compareRanks`.
 *
 * Japanese words begin and end where kanji and kana meet far more often than not, whatever a dictionary makes of the rest.
 * Only kanji with kana behind them go on with more of either: 受け in 受け取る.
 * A lone kana is mostly a part of a word: there the texts that hold it most often come first, and among those the ones
 * where it meets something else most often.
 */
export function rankOf({ tier, spelled, folded }: Found, query: Query): number[] {
  const terms = query.map(({ runs: [first] }) => occurrencesOf(first, folded));
  const sumOf = (figure: (term: Occurrences) => number) => terms.reduce((sum, term) => sum + figure(term), 0);
  const isJapanese = query.some(({ runs }) => runs.some(({ kind }) => kind === 'cjk'));
  return [
    -tier,
    Number(spelled && isJapanese),
    Number(terms.every(({ isLoneKana, apart }) => isLoneKana || apart > 0)),
    sumOf(({ times }) => times),
    sumOf(({ isLoneKana, apart }) => (isLoneKana ? apart : 0)),
    Number(terms.every(({ alone }) => alone)),
    Number(spelled),
    -folded.length,
  ];
}

/** For sorting, the best rank first. */
export function compareRanks(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((value, index) => value !== other[index]);
  return at < 0 ? 0 : (other[at] ?? 0) - (one[at] ?? 0);
}

/** How a text holds a run. */
type Occurrences = {
  readonly times: number;
  /** How often letters of another kind, or none, stand on both its sides; of a lone kana, on one of them. */
  readonly apart: number;
  /** Whether no letters at all stand on both sides of one. */
  readonly alone: boolean;
  readonly isLoneKana: boolean;
};

function occurrencesOf({ kind, text }: Run, folded: string): Occurrences {
  const isLoneKana = text.length === 1 && kindOf(text) === 'kana';
  const [first, last] = [kindOf(text.charAt(0)), kindOf(text.charAt(text.length - 1))];
  const goesOnWith = first === 'kanji' && last === 'kana' ? ['kana', 'kanji'] : [last];
  const letter = kind === 'cjk' ? isCjk : isLetter;
  let [times, apart, alone] = [0, 0, false];
  for (let at = folded.indexOf(text); at >= 0 && times < MOST_COUNTED; at = folded.indexOf(text, at + 1)) {
    const [before, after] = [folded.charAt(at - 1), folded.charAt(at + text.length)];
    const changes = Number(kindOf(before) !== first) + Number(!goesOnWith.includes(kindOf(after)));
    times += 1;
    apart += Number(changes >= (isLoneKana ? 1 : 2));
    alone ||= !letter(before) && !letter(after);
  }
  return { times, apart, alone, isLoneKana };
}

/** Of a UTF-16 unit, folded: all kana are katakana then. Rare kanji take two units. */
function kindOf(character: string): 'kana' | 'kanji' | 'letter' | 'other' {
  if (KANA.test(character)) return 'kana';
  if (KANJI.test(character)) return 'kanji';
  return isLetter(character) ? 'letter' : 'other';
}

function isLetter(character: string): boolean {
  return LETTER.test(character);
}
