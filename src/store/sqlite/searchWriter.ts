/** Writes the search index in SQLite: what many rows need is one parameter, as JSON. */
import { setImmediate } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../database.ts';
import { numbered, type SearchWriter } from '../search/writer.ts';

/** Pages of the index that are merged at once. */
const MERGED_AT_ONCE = 500;

export const searchWriter: SearchWriter = {
  async enter(transaction, owner, threads) {
    const rows = await numbered(transaction, threads);
    await sql`
      INSERT INTO search_threads (key, last, owner, id, date, digest, shown)
      SELECT value ->> 'key', value ->> 'last', ${owner}, value ->> 'id', value ->> 'date', value ->> 'digest', 0
      FROM json_each(${JSON.stringify(rows)})`.execute(transaction);
    return rows.map((row) => row.key);
  },

  async add(transaction, _owner, texts) {
    const json = JSON.stringify(texts.map(({ tokens, ...text }) => ({ ...text, tokens: tokens.join(' ') })));
    await sql`
      INSERT INTO search_documents (id, thread, persona, text, folded)
      SELECT value ->> 'id', value ->> 'key', value ->> 'persona', value ->> 'text', value ->> 'folded'
      FROM json_each(${json})`.execute(transaction);
    await sql`
      INSERT INTO search_index (rowid, tokens)
      SELECT -(value ->> 'id'), value ->> 'tokens' FROM json_each(${json})`.execute(transaction);
  },

  texts: (db, _owner, from, to, most) =>
    db
      .selectFrom('search_documents')
      .select(['id', 'text', 'folded'])
      .where('id', '>=', from)
      .where('id', '<=', to)
      .orderBy('id')
      .limit(most)
      .execute(),

  async remove(transaction, _owner, ids) {
    const json = JSON.stringify(ids);
    await sql`DELETE FROM search_index WHERE rowid IN (SELECT -value FROM json_each(${json}))`.execute(transaction);
    await sql`DELETE FROM search_documents WHERE id IN (SELECT value FROM json_each(${json}))`.execute(transaction);
  },

  async count(transaction, owner, words) {
    const counts = JSON.stringify([...words]);
    await sql`
      INSERT INTO search_words (owner, word, count)
      SELECT ${owner}, value ->> 0, value ->> 1 FROM json_each(${counts}) WHERE true
      ON CONFLICT DO UPDATE SET count = count + excluded.count`.execute(transaction);
    if ([...words.values()].every((count) => count > 0)) return;
    await sql`
      DELETE FROM search_words WHERE owner = ${owner} AND count <= 0
        AND word IN (SELECT value ->> 0 FROM json_each(${counts}))`.execute(transaction);
  },

  among: (numbers) => sql<number>`(SELECT value FROM json_each(${JSON.stringify(numbers)}))`,

  /** Merges the index's parts into one, which is read faster, a little at a time (`sqlite.org/fts5.html` 6.8). */
  async settle(db, very) {
    if (!very) return;
    // A negative number begins a merge of all parts; each further call goes on with it, until there is nothing left to do.
    let isDone = false;
    for (let pages = -MERGED_AT_ONCE; !isDone; pages = MERGED_AT_ONCE) {
      isDone = await db.connection().execute(async (connection) => {
        const before = await changesOf(connection);
        await sql`INSERT INTO search_index(search_index, rank) VALUES ('merge', ${pages})`.execute(connection);
        return (await changesOf(connection)) - before < 2;
      });
      await setImmediate();
    }
  },
};

async function changesOf(connection: Kysely<Database>): Promise<number> {
  const { rows } = await sql<{ changes: number }>`SELECT total_changes() AS changes`.execute(connection);
  return rows[0]?.changes ?? 0;
}
