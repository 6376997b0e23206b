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
 * What ranks the texts that were found for a query: what decides, the more important first, higher being better. How well
 * it was found, its kana and kanji spelled as typed, set apart from kanji or kana of the same kind, how often it holds the
 * words, standing alone, spelled as typed, short. To be compared with `compareRanks`.
 *
 * Japanese words begin and end where kanji and kana meet far more often than not, whatever a dictionary makes of the rest.
 * Only kanji with kana behind them go on with more of either: 受け in 受け取る.
 * A lone kana is mostly a part of a word: there the texts that hold it most often come first, and among those the ones
 * where it meets something else most often.
 */
export function rankingFor(query: Query): (found: Found) => number[] {
  const wanted = query.map(({ runs: [first] }) => wantedOf(first));
  const isJapanese = query.some(({ runs }) => runs.some(({ kind }) => kind === 'cjk'));
  return ({ tier, spelled, folded }) => {
    let [times, kanaApart, areApart, areAlone] = [0, 0, true, true];
    for (const one of wanted) {
      const held = occurrencesOf(one, folded);
      times += held.times;
      if (one.isLoneKana) kanaApart += held.apart;
      else areApart &&= held.apart > 0;
      areAlone &&= held.alone;
    }
    return [
      -tier,
      Number(spelled && isJapanese),
      Number(areApart),
      times,
      kanaApart,
      Number(areAlone),
      Number(spelled),
      -folded.length,
    ];
  };
}

/** For sorting, the best rank first. */
export function compareRanks(one: readonly number[], other: readonly number[]): number {
  for (let at = 0; at < one.length; at += 1) {
    const difference = (other[at] ?? 0) - (one[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

type Kind = 'kana' | 'kanji' | 'letter' | 'other';

/** A run that is looked for. */
type Wanted = {
  readonly text: string;
  readonly isLoneKana: boolean;
  /** The kind of its first character, and those that its last one is no border to. */
  readonly begins: Kind;
  readonly goesOnWith: readonly Kind[];
  /** Whether a character belongs to the same word or run. */
  readonly belongs: (character: string) => boolean;
};

function wantedOf({ kind, text }: Run): Wanted {
  const [begins, ends] = [kindOf(text.charAt(0)), kindOf(text.charAt(text.length - 1))];
  return {
    ...{ text, begins, isLoneKana: text.length === 1 && begins === 'kana' },
    goesOnWith: begins === 'kanji' && ends === 'kana' ? ['kana', 'kanji'] : [ends],
    belongs: kind === 'cjk' ? isCjk : isLetter,
  };
}

/** How a text holds a run. */
type Occurrences = {
  readonly times: number;
  /** How often letters of another kind, or none, stand on both its sides; of a lone kana, on one of them. */
  readonly apart: number;
  /** Whether no letters at all stand on both sides of one. */
  readonly alone: boolean;
};

function occurrencesOf({ text, isLoneKana, begins, goesOnWith, belongs }: Wanted, folded: string): Occurrences {
  let [times, apart, alone] = [0, 0, false];
  for (let at = folded.indexOf(text); at >= 0 && times < MOST_COUNTED; at = folded.indexOf(text, at + 1)) {
    const [before, after] = [folded.charAt(at - 1), folded.charAt(at + text.length)];
    const changes = Number(kindOf(before) !== begins) + Number(!goesOnWith.includes(kindOf(after)));
    times += 1;
    apart += Number(changes >= (isLoneKana ? 1 : 2));
    alone ||= !belongs(before) && !belongs(after);
  }
  return { times, apart, alone };
}

/** Of a UTF-16 unit, folded: all kana are katakana then. Rare kanji take two units. */
function kindOf(character: string): Kind {
  if (KANA.test(character)) return 'kana';
  if (KANJI.test(character)) return 'kanji';
  return isLetter(character) ? 'letter' : 'other';
}

function isLetter(character: string): boolean {
  return LETTER.test(character);
}
