/** What each server made of the library for itself: imports, hidden threads, muted personas. */
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('imports')
    .addColumn('server_id', 'text', (column) => column.notNull())
    .addColumn('thread_id', 'text', (column) => column.notNull())
    .addColumn('thread', 'text', (column) => column.notNull())
    .addColumn('comments', 'integer', (column) => column.notNull())
    .addColumn('imported_by', 'text', (column) => column.notNull())
    .addColumn('imported_at', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('imports_key', ['server_id', 'thread_id'])
    .execute();
  await db.schema
    .createTable('hidden_threads')
    .addColumn('server_id', 'text', (column) => column.notNull())
    .addColumn('thread_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('hidden_threads_key', ['server_id', 'thread_id'])
    .execute();
  await db.schema
    .createTable('muted_personas')
    .addColumn('server_id', 'text', (column) => column.notNull())
    .addColumn('persona', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('muted_personas_key', ['server_id', 'persona'])
    .execute();
  await db.schema
    .createTable('unindexed_servers')
    .addColumn('server_id', 'text', (column) => column.primaryKey())
    .addColumn('changes', 'integer', (column) => column.notNull())
    .execute();
}
