/** Which process writes an owner's threads into the search index. */
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('search_leases')
    .addColumn('owner', 'text', (column) => column.primaryKey())
    .addColumn('holder', 'text', (column) => column.notNull())
    .addColumn('beat', 'integer', (column) => column.notNull())
    .execute();
}
