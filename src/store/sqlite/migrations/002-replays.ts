/** Replays, and the posts they made. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('replays')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('server_id', 'text', (column) => column.notNull())
    .addColumn('channel_id', 'text', (column) => column.notNull())
    .addColumn('plan', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('unfinished', 'integer', (column) => column.notNull())
    .addColumn('last_message_id', 'text')
    .addColumn('control_message_id', 'text')
    .execute();
  await db.schema
    .createIndex('one_unfinished_replay_a_channel')
    .on('replays')
    .column('channel_id')
    .unique()
    .where(sql.ref('unfinished'), '=', sql.lit(1))
    .execute();
  await db.schema
    .createTable('posts')
    .addColumn('message_id', 'text', (column) => column.primaryKey())
    .addColumn('replay_id', 'text', (column) => column.notNull().references('replays.id').onDelete('cascade'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addUniqueConstraint('one_message_a_post', ['replay_id', 'position'])
    .execute();
}
