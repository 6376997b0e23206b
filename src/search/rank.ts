/** Orders what was found: what readers would call the best first. */
import type { Query } from './query.ts';
import { isCjk } from './tokens.ts';

/** A text that was found. */
export type Found = {
  /** Whether the index found every term as words: not inside of longer ones, not in another form. */
  readonly atWords: boolean;
  readonly text: string;
  readonly folded: string;
};

/** More occurrences of a term than these make a text no better. */
const MOST_COUNTED = 3;

/**
 * What decides, the more important first, higher being better: found as words, how often, standing alone, spelled as
 * typed, short. To be compared with `compareRanks`.
 */
export function rankOf({ atWords, text, folded }: Found, query: Query): number[] {
  const terms = query.map(({ runs: [first] }) => occurrencesOf(first.text, folded));
  const count = terms.reduce((sum, { times }) => sum + times, 0);
  return [
    Number(atWords),
    count,
    Number(terms.every(({ alone }) => alone)),
    Number(query.every(({ typed }) => text.includes(typed))),
    -text.length,
  ];
}

/** For sorting, the best rank first. */
export function compareRanks(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((value, index) => value !== other[index]);
  return at < 0 ? 0 : (other[at] ?? 0) - (one[at] ?? 0);
}

function occurrencesOf(wanted: string, folded: string): { times: number; alone: boolean } {
  const letter = isCjk(wanted) ? isCjk : (character: string) => /[\p{L}\p{N}]/u.test(character);
  let times = 0;
  let alone = false;
  for (let at = folded.indexOf(wanted); at >= 0 && times < MOST_COUNTED; at = folded.indexOf(wanted, at + 1)) {
    times += 1;
    alone ||= !letter(folded.charAt(at - 1)) && !letter(folded.charAt(at + wanted.length));
  }
  return { times, alone };
}
