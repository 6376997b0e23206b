/** Whether the control message of an ended replay says so. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('replays')
    .addColumn('end_shown', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await sql`update replays set end_shown = 1 where unfinished = 0`.execute(db);
  await db.schema
    .createIndex('ended_unshown_replays')
    .on('replays')
    .column('id')
    .where(sql.ref('unfinished'), '=', sql.lit(0))
    .where(sql.ref('end_shown'), '=', sql.lit(0))
    .execute();
}
