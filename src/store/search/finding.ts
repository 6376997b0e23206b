/** Finds the comments that hold a query, and puts the best first. */
import { findMatches } from '../../search/matches.ts';
import type { Query } from '../../search/query.ts';
import { compareRanks, rankingFor } from '../../search/rank.ts';
import { FOUND, isExact, queryExpression, tiersOf, wordExpression } from './expression.ts';
import { commentOf } from './numbers.ts';
import { answered, type Reading } from './reading.ts';
import type { SearchScope } from './scope.ts';

/** How many texts are ranked: the newest that hold the words as words, then the newest others. The rest follow by age. */
const RANKED = 150;

/** How many comments that hold the words are counted and can be turned to: time grows with each, and nobody turns so far. */
export const MOST_FOUND = 250;

/** Comments by their numbers, the best first; which texts are known to hold the words; and whether those are all. */
export type FoundComments = {
  readonly comments: readonly number[];
  readonly texts: Pick<ReadonlySet<number>, 'has'>;
  readonly complete: boolean;
};

/** The comments that hold every term of a query. */
export function* findComments(scope: SearchScope, query: Query): Reading<FoundComments> {
  const { tiers, complete } = yield* tiersFound(scope, query);
  const texts = [...tiers.keys()];
  const best = yield* ranked(scope, query, texts.slice(0, RANKED), tiers);
  const found = new Set([...best, ...texts.slice(RANKED)].map(commentOf));
  return {
    comments: [...found].slice(0, MOST_FOUND),
    texts: tiers,
    complete: complete && found.size <= MOST_FOUND,
  };
}

/** Whether anything holds a query. */
export function* isFound(scope: SearchScope, query: Query): Reading<boolean> {
  const { texts } = yield* holding(scope, query, FOUND, 1);
  return texts.length > 0;
}

/** Whether anything holds a word as it is. */
export function* isFoundAsWord(scope: SearchScope, word: string): Reading<boolean> {
  const texts = yield* answered(scope.matching(wordExpression(word), 1));
  return texts.length > 0;
}

type Tier = ReturnType<typeof tiersOf>[number];

/** The texts that hold every term, the best tier first, each with the number of its tier; and whether they are all. */
function* tiersFound(scope: SearchScope, query: Query) {
  const tiers = tiersOf(query);
  const found = new Map<number, number>();
  let complete = true;
  let last: Held | undefined;
  for (const [number, tier] of tiers.entries()) {
    const { texts, all } = (tier === FOUND && last) || (yield* holding(scope, query, tier, MOST_FOUND + 1));
    for (const id of texts) if (!found.has(id)) found.set(id, number);
    complete = all;
    // Those of a better tier come first: when there are more than anybody turns to, no others are needed.
    if (!all) break;
    // Each text of the others is in the last tier: where that has no more, none of them has.
    if (number === 0 && tiers.length > 2) last = yield* holding(scope, query, FOUND, MOST_FOUND + 1);
    if (last?.all && last.texts.every((id) => found.has(id))) break;
  }
  return { tiers: found, complete };
}

/** Texts that hold a query in a tier's way, and whether they are all. */
type Held = { readonly texts: readonly number[]; readonly all: boolean };

/**
 * The newest texts that hold a query in a tier's way, of `most` comments at least if there are so many, and whether they
 * are all. Usually so many texts are enough; not where both languages of a comment are among them, or where the index
 * finds too much.
 */
function* holding(scope: SearchScope, query: Query, tier: Tier, most: number): Reading<Held> {
  const expression = yield* queryExpression(query, tier, scope.wordsFrom);
  for (let asked = most; ; asked *= 2) {
    const ids = yield* answered(scope.matching(expression, asked));
    const isRight = isExact(query, tier, scope.reader.longestPhrase);
    const texts = isRight ? ids : ids.filter(yield* holdersAmong(scope, query, ids));
    const all = ids.length < asked;
    if (all || new Set(texts.map(commentOf)).size >= most) return { texts, all };
  }
}

/** Tells the texts that hold a query indeed. */
function* holdersAmong(
  { reader }: SearchScope,
  query: Query,
  ids: readonly number[],
): Reading<(id: number) => boolean> {
  const texts = yield* answered(reader.folded(ids));
  const holders = new Set(texts.filter(({ folded }) => findMatches(folded, query)).map(({ id }) => id));
  return (id) => holders.has(id);
}

/** Texts ordered, the best first. */
function* ranked(
  { reader }: SearchScope,
  query: Query,
  ids: readonly number[],
  tiers: ReadonlyMap<number, number>,
): Reading<number[]> {
  const rankOf = rankingFor(query);
  const typed = query.map((term) => term.typed);
  const texts = yield* answered(reader.ranked(ids, typed));
  return texts
    .map(({ id, folded, spelled }) => ({ id, rank: rankOf({ tier: tiers.get(id) ?? 0, spelled, folded }) }))
    .sort((one, other) => compareRanks(one.rank, other.rank) || other.id - one.id)
    .map(({ id }) => id);
}
