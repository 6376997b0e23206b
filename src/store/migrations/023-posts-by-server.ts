/**
 * Posts say on whose server they are: what grows with servers has keys that lead with the server, so that its table can be
 * divided by it. Ids of Discord are unique by themselves; a divided table can only tell that of each part.
 */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema.createIndex('replays_by_server').on('replays').columns(['server_id', 'id']).unique().execute();
  await schema.dropIndex('one_unfinished_replay_a_channel').execute();
  await schema
    .createIndex('one_unfinished_replay_a_channel')
    .on('replays')
    .columns(['server_id', 'stage_channel_id'])
    .unique()
    .where(sql.ref('unfinished'), '=', sql.lit(1))
    .execute();
  await schema
    .createTable('posts_by_server')
    .addColumn('server_id', 'text', (column) => column.notNull())
    .addColumn('message_id', 'text', (column) => column.notNull())
    .addColumn('replay_id', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('comment', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('posts_key', ['server_id', 'message_id'])
    .addUniqueConstraint('one_post_a_position', ['server_id', 'replay_id', 'position'])
    .addForeignKeyConstraint('posts_of_replays', ['server_id', 'replay_id'], 'replays', ['server_id', 'id'], (key) =>
      key.onDelete('cascade'),
    )
    .execute();
  await sql`
    INSERT INTO posts_by_server (server_id, message_id, replay_id, position, comment)
    SELECT server_id, message_id, replay_id, position, comment
    FROM posts JOIN replays ON replays.id = replay_id`.execute(db);
  await schema.dropTable('posts').execute();
  await schema.alterTable('posts_by_server').renameTo('posts').execute();
  await schema.createIndex('posts_of_a_comment').on('posts').columns(['server_id', 'replay_id', 'comment']).execute();
}
