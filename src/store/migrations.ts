/** The store's history: each migration runs once, in order; one that has been released is never edited. */
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const migrations: Record<string, Migration> = {
  '001-settings-faces-webhooks': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('server_settings')
        .addColumn('server_id', 'text', (column) => column.primaryKey())
        .addColumn('language', 'text')
        .addColumn('pace', 'text')
        .execute();
      await db.schema
        .createTable('faces')
        .addColumn('application_id', 'text', (column) => column.notNull())
        .addColumn('persona', 'text', (column) => column.notNull())
        .addColumn('version', 'integer', (column) => column.notNull())
        .addColumn('emoji_id', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('faces_key', ['application_id', 'persona', 'version'])
        .execute();
      await db.schema
        .createTable('webhooks')
        .addColumn('channel_id', 'text', (column) => column.primaryKey())
        .addColumn('webhook_id', 'text', (column) => column.notNull())
        .addColumn('webhook_token', 'text', (column) => column.notNull())
        .addColumn('thread_channel_id', 'text')
        .execute();
    },
  },
  '002-replays': {
    async up(db: Kysely<unknown>) {
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
    },
  },
  '003-end-shown': {
    async up(db: Kysely<unknown>) {
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
    },
  },
};
