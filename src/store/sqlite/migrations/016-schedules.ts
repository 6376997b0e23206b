/** Schedules; and when each replay was started, so that a schedule can tell which thread has waited for longest. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('schedules')
    .addColumn('server_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('schedule', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('due', 'bigint')
    .addColumn('settled', 'bigint')
    .addColumn('revision', 'integer', (column) => column.notNull().defaultTo(0))
    .addPrimaryKeyConstraint('schedules_key', ['server_id', 'id'])
    .execute();
  await db.schema.createIndex('schedules_by_due').on('schedules').column('due').execute();
  await db.schema.createIndex('schedules_by_settled').on('schedules').column('settled').execute();

  await db.schema
    .alterTable('replays')
    .addColumn('started_at', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute();
  await sql`UPDATE replays SET started_at = coalesce(json_extract(plan, '$.startedAt'), 0)`.execute(db);
  await db.schema
    .createIndex('latest_replay_of_a_thread')
    .on('replays')
    .columns(['server_id', 'thread_id', 'started_at'])
    .execute();
}
