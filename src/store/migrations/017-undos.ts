/** The undoing of replays, and where each was started: whoever undoes one names no more than the channel. */
import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { readJson } from '../readJson.ts';

/** What it needs of a plan, as plans were when it was written. */
const PlanThen = z.object({ controlChannelId: z.string().nullable() });

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('replays').addColumn('control_channel_id', 'text').execute();
  await db.schema.alterTable('replays').addColumn('undo', 'text').execute();
  await db.schema
    .alterTable('replays')
    .addColumn('undoing', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema
    .createIndex('replays_started_in_a_channel')
    .on('replays')
    .columns(['server_id', 'control_channel_id'])
    .execute();
  await db.schema
    .createIndex('replays_being_undone')
    .on('replays')
    .column('id')
    .where(sql.ref('undoing'), '=', sql.lit(1))
    .execute();
  await fillControlChannels(db);
}

/** One plan at a time: a script may have megabytes. */
async function fillControlChannels(untyped: Kysely<unknown>): Promise<void> {
  const db = untyped.withTables<{ replays: { id: string; plan: string; control_channel_id: string | null } }>();
  for (const { id } of await db.selectFrom('replays').select('id').execute()) {
    const { plan } = await db.selectFrom('replays').select('plan').where('id', '=', id).executeTakeFirstOrThrow();
    const then = readJson(PlanThen, plan);
    // One that nobody can read is left as it is, and given up when the bot starts.
    if (!then) continue;
    const { controlChannelId } = then;
    await db.updateTable('replays').set({ control_channel_id: controlChannelId }).where('id', '=', id).execute();
  }
}
