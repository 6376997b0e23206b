/** Guesses what somebody meant whose words are nowhere. */
import { type Query, readQuery, type Term } from '../../search/query.ts';
import { isMistypable, isSlip, type KnownWord, LENGTHS_APART, mostAlike, oneSlipAway } from '../../search/spelling.ts';
import { isEnglish } from '../../search/tokens.ts';
import { isFound, isFoundAsWord } from './finding.ts';
import { answered, type Reading } from './reading.ts';
import type { SearchScope } from './scope.ts';

export type Guesses = {
  /** What to search instead, if each word that is nowhere is a slip away from one that is somewhere. */
  readonly corrected?: string;
  /** Otherwise words like the ones that are nowhere, each of which finds something. */
  readonly nearest: readonly string[];
};

const MOST_NEAREST = 5;
/** How many words are tried; each costs a search. */
const MOST_TRIED = 15;

/** Guesses for a query of which nothing was found. */
export function* guesses(scope: SearchScope, query: Query): Reading<Guesses> {
  const meant: string[] = [];
  const nearest: string[] = [];
  let corrected = true;
  for (const term of query) {
    const word = mistypable(term);
    if (word === undefined || (yield* isFound(scope, [term]))) {
      meant.push(typedAs(term));
      continue;
    }
    const found = yield* foundAlike(scope, word);
    nearest.push(...found);
    const [best] = found;
    if (best !== undefined && isSlip(word, best)) meant.push(best);
    else corrected = false;
  }
  const instead = meant.join(' ');
  if (corrected && nearest.length > 0 && (yield* isFound(scope, readQuery(instead))))
    return { corrected: instead, nearest: [] };
  return { nearest: [...new Set(nearest)].slice(0, MOST_NEAREST) };
}

/** Words like a mistyped one that the scope holds, the most alike first. */
function* foundAlike(scope: SearchScope, word: string): Reading<string[]> {
  const alike = mostAlike(word, yield* wordsLike(scope, word)).slice(0, MOST_TRIED);
  const found: string[] = [];
  for (const other of alike) {
    if (found.length === MOST_NEAREST) break;
    if (yield* isFoundAsWord(scope, other)) found.push(other);
  }
  return found;
}

/** All words a slip away, and those that begin alike and are about as long: among them are the most alike. */
function* wordsLike({ reader, owners }: SearchScope, word: string): Reading<KnownWord[]> {
  const { length } = word;
  const first = word.charAt(0);
  const beginning = yield* answered(reader.beginning(owners, first, length - LENGTHS_APART, length + LENGTHS_APART));
  // The other slips begin alike.
  const slips = oneSlipAway(word).filter((slip) => !slip.startsWith(first));
  const known = yield* answered(reader.known(owners, slips));
  return [...known, ...beginning].filter(({ word: other }) => isEnglish(other));
}

/** A single English word; of others nothing is known. */
function mistypable({ runs: [first, ...more], forms }: Term): string | undefined {
  return forms && more.length === 0 && isMistypable(first.text) ? first.text : undefined;
}

function typedAs({ typed, forms }: Term): string {
  return forms ? typed : `"${typed}"`;
}
