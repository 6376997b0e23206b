/** Where a replay's posts go may have to be opened first: until then it has no such channel, and takes up none. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('replays').addColumn('stage_channel_id', 'text').execute();
  const replays = db.withTables<{ replays: { channel_id: string; stage_channel_id: string | null } }>();
  await replays
    .updateTable('replays')
    .set(({ ref }) => ({ stage_channel_id: ref('channel_id') }))
    .execute();
  await db.schema.dropIndex('one_unfinished_replay_a_channel').execute();
  await db.schema.alterTable('replays').dropColumn('channel_id').execute();
  await db.schema
    .createIndex('one_unfinished_replay_a_channel')
    .on('replays')
    .column('stage_channel_id')
    .unique()
    .where(sql.ref('unfinished'), '=', sql.lit(1))
    .execute();
  await db.schema
    .createIndex('replays_of_a_channel')
    .on('replays')
    .columns(['server_id', 'stage_channel_id'])
    .execute();
}
