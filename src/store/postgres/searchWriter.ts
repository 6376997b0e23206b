/** Writes the search index in PostgreSQL: what many rows need is one parameter, as JSON. */
import { sql } from 'kysely';
import { numbered, type SearchWriter, type StoredText } from '../search/writer.ts';
import { lock, SEARCH_NUMBERS } from './locks.ts';
import { blockOf, blockToken } from './searchBlocks.ts';
import { tsvectorsOf } from './tsvector.ts';

export const searchWriter: SearchWriter = {
  async enter(transaction, owner, threads) {
    // All owners' comments are counted together.
    await lock(transaction, SEARCH_NUMBERS);
    const rows = await numbered(transaction, threads);
    await sql`
      INSERT INTO search_threads (owner, key, last, id, date, digest, shown)
      SELECT ${owner}, key, last, id, date, digest, 0
      FROM json_to_recordset(${JSON.stringify(rows)}::json)
        AS row(key bigint, last bigint, id text, date text, digest text)`.execute(transaction);
    return rows.map((row) => row.key);
  },

  async add(transaction, owner, texts) {
    const documents = texts.map(({ tokens: _, ...document }) => document);
    await sql`
      INSERT INTO search_documents (owner, id, thread, persona, text, folded)
      SELECT ${owner}, id, key, persona, text, folded
      FROM json_to_recordset(${JSON.stringify(documents)}::json)
        AS row(id bigint, key bigint, persona text, text text, folded text)`.execute(transaction);
    const rows = texts.flatMap(({ id, tokens }) => {
      const parts = tsvectorsOf([...tokens, blockToken(blockOf(id))]);
      return parts.map((part) => ({ id, tokens: part, long: parts.length > 1 }));
    });
    for (const [table, long] of [
      ['search_index', false],
      ['search_long_index', true],
    ] as const) {
      const its = rows.filter((row) => row.long === long);
      if (its.length === 0) continue;
      await sql`
        INSERT INTO ${sql.table(table)} (owner, id, tokens)
        SELECT ${owner}, id, tokens::tsvector
        FROM json_to_recordset(${JSON.stringify(its)}::json) AS row(id bigint, tokens text)`.execute(transaction);
    }
  },

  async texts(db, owner, from, to, most) {
    const { rows } = await sql<StoredText>`
      SELECT id, text, folded FROM search_documents
      WHERE owner = ${owner} AND id BETWEEN ${from} AND ${to} ORDER BY id LIMIT ${most}`.execute(db);
    return rows;
  },

  async remove(transaction, owner, ids) {
    for (const table of ['search_index', 'search_long_index', 'search_documents']) {
      await sql`
        DELETE FROM ${sql.table(table)} WHERE owner = ${owner} AND id = ANY(${[...ids]}::bigint[])`.execute(
        transaction,
      );
    }
  },

  async count(transaction, owner, words) {
    const counts = JSON.stringify([...words].map(([word, count]) => ({ word, count })));
    await sql`
      INSERT INTO search_words (owner, word, count)
      SELECT ${owner}, word, count FROM json_to_recordset(${counts}::json) AS row(word text, count int)
      ON CONFLICT (owner, word) DO UPDATE SET count = search_words.count + excluded.count`.execute(transaction);
    const fewer = [...words].filter(([, count]) => count < 0).map(([word]) => word);
    if (fewer.length === 0) return;
    await sql`
      DELETE FROM search_words WHERE owner = ${owner} AND count <= 0 AND word = ANY(${fewer}::text[])`.execute(
      transaction,
    );
  },

  among: (numbers) => sql<number>`(SELECT unnest(${[...numbers]}::bigint[]))`,

  /**
   * Puts what was added into its place, which is quicker done together, in each part where the tables are divided; and tells
   * the planner what there is now.
   */
  async settle(db, very) {
    await sql`
      WITH tables AS (
        SELECT unnest('{search_index,search_long_index}'::regclass[]) AS id
        UNION SELECT relid FROM pg_partition_tree('search_index')
        UNION SELECT relid FROM pg_partition_tree('search_long_index')
      )
      SELECT gin_clean_pending_list(indexrelid)
      FROM tables JOIN pg_index ON indrelid = tables.id JOIN pg_class AS index ON index.oid = indexrelid
        JOIN pg_am ON pg_am.oid = index.relam
      WHERE amname = 'gin' AND index.relkind = 'i'`.execute(db);
    if (very) await sql`ANALYZE search_index, search_documents, search_threads, search_words`.execute(db);
  },
};
