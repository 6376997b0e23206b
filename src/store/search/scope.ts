/** What one search runs on: one state of the index, and the part of it that the request leaves. */
import type { Owner, SearchRequest } from '../../search/search.ts';
import type { Expression, WordsFrom } from './expression.ts';
import { ownersSeenBy, searchFilter } from './filters.ts';
import type { SearchReader } from './reader.ts';
import { type Answer, answered, type Reading } from './reading.ts';

/** Words that are asked for one by one. */
const MOST_WORDS = 50;

export type SearchScope = {
  readonly reader: SearchReader;
  readonly request: SearchRequest;
  /** Whose texts the server sees. */
  readonly owners: readonly [Owner, Owner];
  /**
   * The ids of the texts that an expression finds in this scope, the newest first.
   *
   * @param most how many at most
   */
  matching(expression: Expression, most: number): Answer<number[]>;
  /** The words that begin so, unless they are too many. */
  readonly wordsFrom: WordsFrom;
};

/** The scope of a request. To be made and used within one snapshot: it knows who else has texts. */
export function* searchScope(reader: SearchReader, request: SearchRequest): Reading<SearchScope> {
  const owners = ownersSeenBy(request.serverId);
  const { others, someAreHidden } = yield* answered(reader.standing(owners));
  const filtered = searchFilter(request, others === 'many');
  const wanted = { language: request.language, owners: others === 'few' ? owners : undefined, someAreHidden };
  const wordsFrom: WordsFrom = function* (beginning) {
    const words = yield* answered(reader.wordsFrom(owners, beginning, MOST_WORDS + 1));
    return words.length > MOST_WORDS ? undefined : words;
  };
  return {
    ...{ reader, request, owners, wordsFrom },
    matching: (expression, most) => reader.matching(filtered(expression), most, wanted),
  };
}
