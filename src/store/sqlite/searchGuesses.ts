/** Guesses what somebody meant whose words are nowhere. */
import type { Kysely } from 'kysely';
import { type Query, readQuery, type Term } from '../../search/query.ts';
import type { SearchRequest } from '../../search/search.ts';
import { isMistypable, isSlip, mostAlike } from '../../search/spelling.ts';
import type { Database } from '../database.ts';
import { ownersSeenBy } from './searchFilters.ts';
import { wordsLike } from './searchWords.ts';

export type Guesses = {
  /** What to search instead, if each word that is nowhere is a slip away from one that is somewhere. */
  readonly corrected?: string;
  /** Otherwise words like the ones that are nowhere, each of which finds something. */
  readonly nearest: readonly string[];
};

const MOST_NEAREST = 5;
/** How many words are tried; each costs a search. */
const MOST_TRIED = 15;

/** @param isFound whether a query finds anything for this request */
export async function guesses(
  db: Kysely<Database>,
  { serverId }: SearchRequest,
  query: Query,
  isFound: (query: Query) => Promise<boolean>,
): Promise<Guesses> {
  const meant: string[] = [];
  const nearest: string[] = [];
  let corrected = true;
  for (const term of query) {
    const word = mistypable(term);
    if (word === undefined || (await isFound([term]))) {
      meant.push(typedAs(term));
      continue;
    }
    const alike = mostAlike(word, await wordsLike(db, ownersSeenBy(serverId), word)).slice(0, MOST_TRIED);
    const found: string[] = [];
    for (const other of alike) if (found.length < MOST_NEAREST && (await isFound(readQuery(other)))) found.push(other);
    nearest.push(...found);
    const [best] = found;
    if (best !== undefined && isSlip(word, best)) meant.push(best);
    else corrected = false;
  }
  const instead = meant.join(' ');
  if (corrected && nearest.length > 0 && (await isFound(readQuery(instead))))
    return { corrected: instead, nearest: [] };
  return { nearest: [...new Set(nearest)].slice(0, MOST_NEAREST) };
}

/** A single English word; of others nothing is known. */
function mistypable({ runs: [first, ...more], forms }: Term): string | undefined {
  return forms && more.length === 0 && isMistypable(first.text) ? first.text : undefined;
}

function typedAs({ typed, forms }: Term): string {
  return forms ? typed : `"${typed}"`;
}
