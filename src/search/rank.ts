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

/**
 * What decides, the more important first, higher being better: how well it was found, its kana and kanji spelled as typed,
 * how often it holds the words, standing alone, spelled as typed, short. To be compared with `compareRanks`.
 */
export function rankOf({ tier, spelled, folded }: Found, query: Query): number[] {
  const terms = query.map(({ runs: [first] }) => occurrencesOf(first, folded));
  const count = terms.reduce((sum, { times }) => sum + times, 0);
  const isJapanese = query.some(({ runs }) => runs.some(({ kind }) => kind === 'cjk'));
  return [
    -tier,
    Number(spelled && isJapanese),
    count,
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

function occurrencesOf({ kind, text }: Run, folded: string): { times: number; alone: boolean } {
  const letter = kind === 'cjk' ? isCjk : isLetter;
  let times = 0;
  let alone = false;
  for (let at = folded.indexOf(text); at >= 0 && times < MOST_COUNTED; at = folded.indexOf(text, at + 1)) {
    times += 1;
    alone ||= !letter(folded.charAt(at - 1)) && !letter(folded.charAt(at + text.length));
  }
  return { times, alone };
}

function isLetter(character: string): boolean {
  return LETTER.test(character);
}
