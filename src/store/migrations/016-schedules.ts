/** Schedules; and when each replay was started, so that a schedule can tell which thread has waited for longest. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { readJson } from '../readJson.ts';

/** What it needs of a plan, as plans were when it was written. */
const PlanThen = z.object({ startedAt: z.number() });

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
  await fillStarts(db);
  await db.schema
    .createIndex('latest_replay_of_a_thread')
    .on('replays')
    .columns(['server_id', 'thread_id', 'started_at'])
    .execute();
}

/** One plan at a time: a script may have megabytes. */
async function fillStarts(untyped: Kysely<unknown>): Promise<void> {
  const db = untyped.withTables<{ replays: { id: string; plan: string; started_at: number } }>();
  for (const { id } of await db.selectFrom('replays').select('id').execute()) {
    const { plan } = await db.selectFrom('replays').select('plan').where('id', '=', id).executeTakeFirstOrThrow();
    const then = readJson(PlanThen, plan);
    // One that nobody can read is given up when the bot starts.
    if (!then) continue;
    await db.updateTable('replays').set({ started_at: then.startedAt }).where('id', '=', id).execute();
  }
}
