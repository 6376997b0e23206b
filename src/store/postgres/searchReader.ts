/** The statements of the search in PostgreSQL. */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Owner } from '../../search/search.ts';
import type { Language } from '../../thread/bilingual.ts';
import type { Database } from '../database.ts';
import { allOf, anyOf, type Expression, tokenOf } from '../search/expression.ts';
import { parityOf } from '../search/numbers.ts';
import type { FoldedText, Listing, RankedText, SearchReader, ShownText, Standing } from '../search/reader.ts';
import { LONGEST_PHRASE } from './limits.ts';
import { blockToken, type Window, windowsOf } from './searchBlocks.ts';
import { tsqueryOf } from './tsquery.ts';

/** Things that were typed, of which it is asked whether a text holds them as they are. */
const MOST_TYPED = 3;

/** What is behind the last character of any word. */
const LAST = '\u{10ffff}';

/** What is known of the index as a whole. */
type Extent = Standing & { readonly newest: number; readonly someAreLong: boolean };

/**
 * @param db a transaction that sees one moment
 * @param owners whom the search is for
 */
export function searchReader(db: Kysely<Database>, owners: readonly [Owner, Owner]): SearchReader {
  let asked: Promise<Extent> | undefined;
  const extent = () => {
    asked ??= extentOf(db, owners);
    return asked;
  };
  const rowsOf = async <Row>(statement: RawBuilder<Row>) => (await statement.execute(db)).rows;
  const owned = (theirs: readonly [Owner, Owner]) => sql`owner IN (${theirs[0]}, ${theirs[1]})`;
  const wanted = (ids: readonly number[]) =>
    sql`FROM search_documents WHERE ${owned(owners)} AND id = ANY(${[...ids]}::bigint[])`;

  return {
    longestPhrase: LONGEST_PHRASE,

    standing: extent,

    async matching(expression, most, { language, someAreHidden }) {
      const { newest, someAreLong } = await extent();
      const filter = filterOf(language, someAreHidden);
      const found = await rowsOf(newestFirst(windowsOf(newest), expression, filter, most));
      const ids = found.map(({ id }) => id);
      if (!someAreLong) return ids;
      const long = await rowsOf(longTexts(expression, filter, most));
      return [...ids, ...long.map(({ id }) => id)].sort((one, other) => other - one).slice(0, most);
    },

    folded: (ids) => rowsOf(sql<FoldedText>`SELECT id, folded ${wanted(ids)}`),

    ranked(ids, typed) {
      const holds = typed.slice(0, MOST_TYPED).map((words) => sql`strpos(text, ${words}::text) > 0`);
      const spelled = holds.length === 0 ? sql`true` : sql.join(holds, sql` AND `);
      return rowsOf(sql<RankedText>`SELECT id, folded, ${spelled} AS spelled ${wanted(ids)}`);
    },

    shown: (ids, theirs) =>
      rowsOf(sql<ShownText>`
        SELECT text.id, text.folded, text.text, thread.id AS "threadId", text.id / 2 - thread.key AS comment
        FROM search_documents AS text JOIN search_threads AS thread ON thread.owner = text.owner AND thread.key = thread
        WHERE text.${owned(theirs)} AND text.id = ANY(${[...ids]}::bigint[])`),

    async count(listing) {
      const [row] = await rowsOf(sql<{ count: number }>`
        SELECT count(DISTINCT text.id / 2) AS count ${listed(listing)}`);
      return row?.count ?? 0;
    },

    async list(listing, offset, limit) {
      const rows = await rowsOf(sql<{ comment: number }>`
        SELECT text.id / 2 AS comment ${listed(listing)}
        GROUP BY text.id / 2, thread.date, thread.key
        ORDER BY thread.date DESC, thread.key DESC, comment LIMIT ${limit} OFFSET ${offset}`);
      return rows.map(({ comment }) => comment);
    },

    known: (theirs, words) =>
      rowsOf(sql<{ word: string; count: number }>`
        SELECT word, sum(count) AS count FROM search_words
        WHERE ${owned(theirs)} AND count > 0 AND word = ANY(${[...words]}::text[]) GROUP BY word`),

    async wordsFrom(theirs, beginning, most) {
      const rows = await rowsOf(sql<{ word: string }>`
        SELECT DISTINCT word FROM search_words
        WHERE ${owned(theirs)} AND word >= ${beginning} AND word < ${beginning + LAST} LIMIT ${most}`);
      return rows.map(({ word }) => word);
    },

    beginning: (theirs, letter, shortest, longest) =>
      rowsOf(sql<{ word: string; count: number }>`
        SELECT word, sum(count) AS count FROM search_words
        WHERE ${owned(theirs)} AND count > 0 AND word >= ${letter} AND word < ${letter + LAST}
          AND length(word) BETWEEN ${shortest} AND ${longest}
        GROUP BY word`),
  };
}

async function extentOf(db: Kysely<Database>, owners: readonly [Owner, Owner]): Promise<Extent> {
  const [first, second] = owners.toSorted();
  const others = sql`SELECT FROM search_threads WHERE shown = 1 AND owner`;
  const { rows } = await sql<Extent>`
    SELECT
      CASE WHEN EXISTS (${others} < ${first}) OR EXISTS (${others} > ${first} AND owner < ${second})
        OR EXISTS (${others} > ${second}) THEN 'many' ELSE 'none' END AS others,
      EXISTS (SELECT FROM search_threads WHERE shown = 0) AS "someAreHidden",
      (SELECT coalesce(max(last), 0) FROM search_threads) * 2 + 1 AS newest,
      EXISTS (SELECT FROM search_long_index) AS "someAreLong"`.execute(db);
  const [extent] = rows;
  if (!extent) throw new Error('A statement without a table has one row.');
  return extent;
}

/** What the ids of the texts that are found must be. */
function filterOf(language: Language | undefined, someAreHidden: boolean): RawBuilder<unknown> {
  const inLanguage = language === undefined ? sql`` : sql`AND id % 2 = ${parityOf(language)}`;
  if (!someAreHidden) return inLanguage;
  return sql`${inLanguage} AND NOT EXISTS (
    SELECT FROM search_threads WHERE shown = 0 AND key <= found.id / 2 AND last >= found.id / 2)`;
}

/**
 * Looks through the windows one after the other, and through no more of them than needed: PostgreSQL takes the parts of a
 * union as they come, and stops at the limit. Within one it must not prefer the order of the ids to its index of tokens,
 * which `OFFSET 0` keeps it from.
 */
function newestFirst(
  windows: readonly Window[],
  expression: Expression,
  filter: RawBuilder<unknown>,
  most: number,
): RawBuilder<{ id: number }> {
  const parts = windows.map(({ from, to, blocks }) => {
    const inBlocks = blocks.map((block) => tokenOf(blockToken(block)));
    const within = blocks.length === 0 ? expression : allOf([expression, anyOf(inBlocks)]);
    return sql`(
      SELECT id FROM (
        SELECT id FROM search_index AS found
        WHERE tokens @@ ${tsqueryOf(within)}::tsquery AND id >= ${from} AND id < ${to} ${filter} OFFSET 0
      ) AS part ORDER BY id DESC LIMIT ${most})`;
  });
  return sql<{ id: number }>`SELECT id FROM (${sql.join(parts, sql` UNION ALL `)}) AS parts LIMIT ${most}`;
}

/** The same for long texts, which are in several rows each: what is asked for may be in different ones. */
function longTexts(expression: Expression, filter: RawBuilder<unknown>, most: number): RawBuilder<{ id: number }> {
  return sql<{ id: number }>`
    SELECT id FROM (${longTextsWith(expression)}) AS found WHERE true ${filter} ORDER BY id DESC LIMIT ${most}`;
}

function longTextsWith(expression: Expression): RawBuilder<unknown> {
  if (expression.kind === 'without') {
    return sql`(${longTextsWith(expression.of)} EXCEPT ${longTextsWith(expression.never)})`;
  }
  if (expression.kind === 'all' || (expression.kind === 'any' && expression.of.some(({ kind }) => kind !== 'phrase'))) {
    return sql`(${sql.join(expression.of.map(longTextsWith), expression.kind === 'all' ? sql` INTERSECT ` : sql` UNION `)})`;
  }
  return sql`(SELECT DISTINCT id FROM search_long_index WHERE tokens @@ ${tsqueryOf(expression)}::tsquery)`;
}

/** The texts of a listing, with their threads. */
function listed({ owners: [first, second], unseen, muted, persona, threadId, language }: Listing): RawBuilder<unknown> {
  const conditions = [
    sql`thread.shown = 1`,
    sql`(thread.owner = ${second} OR thread.owner = ${first} AND thread.id <> ALL(${[...unseen]}::text[]))`,
    ...(muted.length === 0 ? [] : [sql`persona <> ALL(${[...muted]}::text[])`]),
    ...(threadId === undefined ? [] : [sql`thread.id = ${threadId}`]),
    ...(persona === undefined ? [] : [sql`persona = ${persona}`]),
    ...(language === undefined ? [] : [sql`text.id % 2 = ${parityOf(language)}`]),
  ];
  return sql`
    FROM search_threads AS thread
    JOIN search_documents AS text ON text.owner = thread.owner AND text.id BETWEEN thread.key * 2 AND thread.last * 2 + 1
    WHERE ${sql.join(conditions, sql` AND `)}`;
}
