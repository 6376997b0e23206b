/** Orders what was found: what readers would call the best first. */
import type { Query, Term } from './query.ts';
import { isCjk } from './tokens.ts';

/** A text that was found. */
export type Found = {
  /** How well the index found every term, 0 the best: spelled as typed, as words; the same inside of words; … */
  readonly tier: number;
  readonly text: string;
  readonly folded: string;
};

/** More occurrences of a term than these make a text no better. */
const MOST_COUNTED = 3;

/**
 * What decides, the more important first, higher being better: how well it was found, the kana and kanji spelled as typed,
 * how often, standing alone, all spelled as typed, short. To be compared with `compareRanks`.
 */
export function rankOf({ tier, text, folded }: Found, query: Query): number[] {
  const terms = query.map(({ runs: [first] }) => occurrencesOf(first.text, folded));
  const count = terms.reduce((sum, { times }) => sum + times, 0);
  const spelled = query.filter(({ typed }) => text.includes(typed));
  const isSpelled = (term: Term) => spelled.includes(term);
  return [
    -tier,
    Number(query.every((term) => term.runs[0].kind === 'word' || isSpelled(term))),
    count,
    Number(terms.every(({ alone }) => alone)),
    Number(query.every(isSpelled)),
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
