/** Until when nobody else may identify with Discord's gateway, for each of the buckets that shards fall into. */
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('identify_turns')
    .addColumn('bucket', 'integer', (column) => column.primaryKey())
    .addColumn('taken_until', 'bigint', (column) => column.notNull())
    .execute();
}
