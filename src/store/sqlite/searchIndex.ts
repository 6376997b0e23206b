/** The search index in SQLite: FTS5 finds, `src/search/` reads, ranks and highlights. */
import type { DatabaseSync } from 'node:sqlite';
import type { Kysely } from 'kysely';
import { type Query, readQuery } from '../../search/query.ts';
import type { SearchIndex, SearchResult } from '../../search/search.ts';
import type { Database } from '../database.ts';
import { findComments } from './searchFinding.ts';
import { guesses } from './searchGuesses.ts';
import { hitsOf } from './searchHits.ts';
import { searchReader } from './searchReader.ts';
import { type SearchScope, searchScope } from './searchScope.ts';
import { syncThreads } from './searchSync.ts';

const NOTHING: SearchResult = { hits: [], total: 0, complete: true, nearest: [] };

/**
 * The index over an open store; its tables are made by the migrations.
 *
 * @param db for writing
 * @param database for reading: a connection of its own, unless the store is in memory
 */
export function searchIndex(db: Kysely<Database>, database: DatabaseSync): SearchIndex {
  const reader = searchReader(database);
  let latest: Promise<unknown> = Promise.resolve();
  return {
    sync(owner, threads) {
      // One after the other: what is half added or half removed belongs to nobody else.
      const synced = latest.then(() => syncThreads(db, owner, threads));
      latest = synced.catch(() => undefined);
      return synced;
    },
    async search(request) {
      return reader.snapshot(() => answer(searchScope(reader, request)));
    },
  };
}

function answer(scope: SearchScope): SearchResult {
  const { words } = scope.request;
  if (words.trim() === '') return listAll(scope);
  const query = readQuery(words);
  if (query.length === 0) return NOTHING;
  const result = find(scope, query);
  if (result.total > 0) return result;

  const { corrected, nearest } = guesses(scope, query);
  if (corrected === undefined) return { ...NOTHING, nearest };
  return { ...find(scope, readQuery(corrected)), corrected };
}

function find(scope: SearchScope, query: Query): SearchResult {
  const { offset, limit } = scope.request;
  const { comments, complete } = findComments(scope, query);
  const hits = hitsOf(scope, comments.slice(offset, offset + limit), query);
  return { hits, total: comments.length, complete, nearest: [] };
}

/** Everything that the filters leave, counted to the last. */
function listAll(scope: SearchScope): SearchResult {
  const { reader, owners, request } = scope;
  const { unseen, muted, persona, threadId, language, offset, limit } = request;
  const listing = { owners, unseen, muted, persona, threadId, language };
  const hits = hitsOf(scope, reader.list(listing, offset, limit), []);
  return { hits, total: reader.count(listing), complete: true, nearest: [] };
}
