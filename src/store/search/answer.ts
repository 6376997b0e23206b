/** Answers one search: everything that is listed, found, or guessed. */
import { type Query, readQuery } from '../../search/query.ts';
import type { SearchRequest, SearchResult } from '../../search/search.ts';
import { findComments } from './finding.ts';
import { guesses } from './guesses.ts';
import { hitsOf } from './hits.ts';
import type { SearchReader } from './reader.ts';
import { answered, type Reading } from './reading.ts';
import { type SearchScope, searchScope } from './scope.ts';

const NOTHING: SearchResult = { hits: [], total: 0, complete: true, nearest: [] };

/** What a request finds in the index as the reader shows it. */
export function* answer(reader: SearchReader, request: SearchRequest): Reading<SearchResult> {
  const scope = yield* searchScope(reader, request);
  const { words } = request;
  if (words.trim() === '') return yield* listAll(scope);
  const query = readQuery(words);
  if (query.length === 0) return NOTHING;
  const result = yield* find(scope, query);
  if (result.total > 0) return result;

  const { corrected, nearest } = yield* guesses(scope, query);
  if (corrected === undefined) return { ...NOTHING, nearest };
  return { ...(yield* find(scope, readQuery(corrected))), corrected };
}

function* find(scope: SearchScope, query: Query): Reading<SearchResult> {
  const { offset, limit } = scope.request;
  const found = yield* findComments(scope, query);
  const { comments, complete } = found;
  const hits = yield* hitsOf(scope, comments.slice(offset, offset + limit), query, found);
  return { hits, total: comments.length, complete, nearest: [] };
}

/** Everything that the filters leave, counted to the last. */
function* listAll(scope: SearchScope): Reading<SearchResult> {
  const { reader, owners, request } = scope;
  const { unseen, muted, persona, threadId, language, offset, limit } = request;
  const listing = { owners, unseen, muted, persona, threadId, language };
  const comments = yield* answered(reader.list(listing, offset, limit));
  const hits = yield* hitsOf(scope, comments, []);
  return { hits, total: yield* answered(reader.count(listing)), complete: true, nearest: [] };
}
