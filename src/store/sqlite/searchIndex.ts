/** The search index in SQLite: FTS5 finds, `src/search/` reads, ranks and highlights. */
import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { highlight } from '../../search/highlight.ts';
import { findMatches } from '../../search/matches.ts';
import { type Query, readQuery } from '../../search/query.ts';
import { compareRanks, rankOf } from '../../search/rank.ts';
import type { SearchHit, SearchIndex, SearchRequest, SearchResult } from '../../search/search.ts';
import type { Database } from '../database.ts';
import { type Tier, termExpression, tiersOf } from './fts5.ts';
import { filtered, ownersSeenBy, SHIPPED } from './searchFilters.ts';
import { guesses } from './searchGuesses.ts';
import { syncThreads } from './searchSync.ts';

/** How many texts are ranked: the newest that hold the words as words, then the newest others. The rest follow by age. */
const RANKED = 150;

/** How many comments that hold the words are counted and can be turned to: time grows with each, and nobody turns so far. */
export const MOST_FOUND = 250;

const LANGUAGES = 2;

const Ids = z.array(z.number());

/** The id of a text is twice that of its comment, and one more in Japanese. */
const commentOf = (id: number) => Math.floor(id / 2);

const NOTHING: SearchResult = { hits: [], total: 0, complete: true, nearest: [] };

/** The index over an open store; its tables are made by the migrations. */
export function searchIndex(db: Kysely<Database>): SearchIndex {
  return {
    sync: (owner, threads) => syncThreads(db, owner, threads),
    async search(request) {
      if (request.words.trim() === '') return await listAll(db, request);
      const query = readQuery(request.words);
      if (query.length === 0) return NOTHING;
      const result = await find(db, request, query);
      if (result.total > 0) return result;

      const { corrected, nearest } = await guesses(db, request, query, (asked) => isFound(db, request, asked));
      if (corrected === undefined) return { ...NOTHING, nearest };
      return { ...(await find(db, request, readQuery(corrected))), corrected };
    },
  };
}

async function find(db: Kysely<Database>, request: SearchRequest, query: Query): Promise<SearchResult> {
  const { tiers, complete: isAll } = await tiersFound(db, request, query);
  const texts = [...tiers.keys()];
  const { best, loose } = await ranked(db, query, texts.slice(0, RANKED), tiers);
  const found = [...new Set([...best, ...texts.filter((id) => !loose.has(id)).map(commentOf)])];
  const comments = found.slice(0, MOST_FOUND);
  const page = comments.slice(request.offset, request.offset + request.limit);
  const complete = isAll && found.length <= MOST_FOUND;
  return { hits: await show(db, request, page, query), total: comments.length, complete, nearest: [] };
}

/** The texts that hold every term, the best tier first, each with the number of its tier; and whether they are all. */
async function tiersFound(db: Kysely<Database>, request: SearchRequest, query: Query) {
  const most = MOST_FOUND * LANGUAGES;
  const tiers = new Map<number, number>();
  for (const [number, tier] of tiersOf(query).entries()) {
    const ids = await matching(db, request, query, tier, most);
    for (const id of ids) if (!tiers.has(id)) tiers.set(id, number);
    // Those of a better tier come first: when there are more than anybody turns to, no others are needed.
    if (ids.length >= most) return { tiers, complete: false };
  }
  return { tiers, complete: true };
}

/** Whether anything is found. */
async function isFound(db: Kysely<Database>, request: SearchRequest, query: Query): Promise<boolean> {
  return (await matching(db, request, query, { asTyped: false, place: 'anywhere' }, 1)).length > 0;
}

/** The ids of the texts that hold every term, the newest first. */
async function matching(
  db: Kysely<Database>,
  request: SearchRequest,
  query: Query,
  tier: Tier,
  most: number,
): Promise<number[]> {
  const expression = filtered(
    query.map((term) => termExpression(term, tier)),
    request,
    await seesAll(db, request.serverId),
  );
  // As one row: making an object of each would take longer than finding them.
  const { rows } = await sql<{ ids: string }>`
    SELECT json_group_array(id) AS ids FROM (
      SELECT rowid AS id FROM search_index WHERE search_index MATCH ${expression} ORDER BY rowid DESC LIMIT ${most}
    )`.execute(db);
  return Ids.parse(JSON.parse(rows[0]?.ids ?? '[]'));
}

/** Whether nobody but those whose texts a server sees has any: three looks into an index tell. */
async function seesAll(db: Kysely<Database>, serverId: string): Promise<boolean> {
  const [first = SHIPPED, last = SHIPPED] = ownersSeenBy(serverId).sort();
  const other = await db
    .selectNoFrom(({ or, and, exists, selectFrom }) => {
      const owned = selectFrom('search_threads').select('key');
      return or([
        exists(owned.where('owner', '<', first)),
        exists(owned.where(({ eb }) => and([eb('owner', '>', first), eb('owner', '<', last)]))),
        exists(owned.where('owner', '>', last)),
      ]).as('exists');
    })
    .executeTakeFirstOrThrow();
  return !other.exists;
}

/**
 * The comments of the best texts, the best first, and the texts that do not hold what was typed after all: the index
 * knows only pairs of neighbours, of which a sequence of several scripts may have all without being there.
 */
async function ranked(
  db: Kysely<Database>,
  query: Query,
  candidates: readonly number[],
  tiers: ReadonlyMap<number, number>,
): Promise<{ best: number[]; loose: ReadonlySet<number> }> {
  const texts = await db
    .selectFrom('search_documents')
    .select(['id', 'text', 'folded'])
    .where('id', 'in', amongIds(candidates))
    .execute();
  const isSure = query.every(({ runs }) => runs.length === 1);
  const loose = new Set(texts.filter(({ folded }) => !isSure && !findMatches(folded, query)).map(({ id }) => id));
  const ranks = texts
    .filter(({ id }) => !loose.has(id))
    .map(({ id, text, folded }) => ({ id, rank: rankOf({ tier: tiers.get(id) ?? 0, text, folded }, query) }));
  const best = ranks
    .sort((one, other) => compareRanks(one.rank, other.rank) || other.id - one.id)
    .map(({ id }) => commentOf(id));
  return { best, loose };
}

/** A list of any length as one parameter: the statement stays the same, so it is prepared once. */
function amongIds(ids: readonly number[]) {
  return sql<number>`(SELECT value FROM json_each(${JSON.stringify(ids)}))`;
}

/** Everything that the filters leave, counted to the last. */
async function listAll(db: Kysely<Database>, request: SearchRequest): Promise<SearchResult> {
  const { serverId, hidden, persona, threadId, language, offset, limit } = request;
  const left = db
    .selectFrom('search_documents')
    .innerJoin('search_threads', 'search_threads.key', 'search_documents.thread')
    .where('search_threads.owner', 'in', ownersSeenBy(serverId))
    .where(({ not, and, eb }) =>
      not(and([eb('search_threads.owner', '=', SHIPPED), eb('search_threads.id', 'in', hidden)])),
    )
    .where(({ and, eb }) =>
      and([
        ...(persona === undefined ? [] : [eb('search_documents.persona', '=', persona)]),
        ...(threadId === undefined ? [] : [eb('search_threads.id', '=', threadId)]),
        ...(language === undefined ? [] : [eb('search_documents.language', '=', language)]),
      ]),
    );
  const { total } = await left
    .select(sql<number>`count(DISTINCT search_documents.id / ${sql.lit(LANGUAGES)})`.as('total'))
    .executeTakeFirstOrThrow();
  const page = await left
    .select(sql<number>`search_documents.id / ${sql.lit(LANGUAGES)}`.as('at'))
    .distinct()
    .select(['search_threads.date', 'search_threads.key', 'search_documents.comment'])
    .orderBy('search_threads.date', 'desc')
    .orderBy('search_threads.key', 'desc')
    .orderBy('search_documents.comment')
    .offset(offset)
    .limit(limit)
    .execute();
  const comments = page.map(({ at }) => at);
  return { hits: await show(db, request, comments, []), total, complete: true, nearest: [] };
}

/** Each comment in the language that matches, in the preferred one if both do. */
async function show(
  db: Kysely<Database>,
  { serverId, language, preferred }: SearchRequest,
  comments: readonly number[],
  query: Query,
): Promise<SearchHit[]> {
  const texts = await db
    .selectFrom('search_documents')
    .innerJoin('search_threads', 'search_threads.key', 'search_documents.thread')
    .select(['search_documents.id', 'search_threads.id as threadId', 'comment', 'language', 'text', 'folded'])
    .where('search_documents.id', 'in', amongIds(comments.flatMap((comment) => [comment * 2, comment * 2 + 1])))
    // Whatever the index says, and whoever imports something meanwhile.
    .where('search_threads.owner', 'in', ownersSeenBy(serverId))
    .execute();
  return comments.flatMap((comment) => {
    const versions = texts
      .filter(({ id, language: its }) => commentOf(id) === comment && (language ?? its) === its)
      .map((version) => ({ ...version, found: findMatches(version.folded, query) }));
    const found = versions.filter((version) => query.length === 0 || version.found);
    const shown = found.find(({ language: its }) => its === preferred) ?? found[0] ?? versions[0];
    if (!shown) return [];
    const { threadId, comment: number, language: its, text } = shown;
    const matches = shown.found ? highlight(text, query, shown.found) : [];
    return [{ threadId, comment: number, language: its, text, matches }];
  });
}
