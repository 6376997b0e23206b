/** The search index in another order, with texts that are being added or removed; it is filled anew at the next start. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['search_index', 'search_documents', 'search_threads', 'search_words']) {
    await db.schema.dropTable(table).execute();
  }
  await db.schema
    .createTable('search_threads')
    .addColumn('key', 'integer', (column) => column.primaryKey())
    .addColumn('last', 'integer', (column) => column.notNull())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('date', 'text', (column) => column.notNull())
    .addColumn('digest', 'text', (column) => column.notNull())
    .addColumn('shown', 'integer', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('one_shown_thread_an_id')
    .on('search_threads')
    .columns(['owner', 'id'])
    .unique()
    .where(sql.ref('shown'), '=', sql.lit(1))
    .execute();
  await db.schema
    .createIndex('threads_not_shown')
    .on('search_threads')
    .columns(['key', 'last'])
    .where(sql.ref('shown'), '=', sql.lit(0))
    .execute();
  await db.schema
    .createTable('search_documents')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('thread', 'integer', (column) => column.notNull())
    .addColumn('persona', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('folded', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('search_words')
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('word', 'text', (column) => column.notNull())
    .addColumn('count', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('search_words_key', ['owner', 'word'])
    .modifyEnd(sql`WITHOUT ROWID`)
    .execute();
  // The tokens are made by src/search/tokens.ts: SQLite must only divide them at spaces, which `ascii` does.
  await sql`
    CREATE VIRTUAL TABLE search_index
    USING fts5(tokens, content = '', contentless_delete = 1, tokenize = 'ascii')`.execute(db);
}
