/** What Discord was last told of an application's commands. */
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('told_commands')
    .addColumn('application_id', 'text', (column) => column.primaryKey())
    .addColumn('digest', 'text', (column) => column.notNull())
    .addColumn('commands', 'text', (column) => column.notNull())
    .execute();
}
