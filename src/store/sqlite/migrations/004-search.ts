/** The search index. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('search_threads')
    .addColumn('key', 'integer', (column) => column.primaryKey())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('date', 'text', (column) => column.notNull())
    .addColumn('digest', 'text', (column) => column.notNull())
    .addUniqueConstraint('one_thread_an_id', ['owner', 'id'])
    .execute();
  await db.schema
    .createTable('search_documents')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('thread', 'integer', (column) => column.notNull().references('search_threads.key'))
    .addColumn('comment', 'integer', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('persona', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('folded', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('documents_of_a_thread').on('search_documents').column('thread').execute();
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
