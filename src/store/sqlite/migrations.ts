/** The store's history: each migration runs once, in order; one that has been released is never edited. */
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { z } from 'zod';

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
  '003-translate-and-posts-by-comment': {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('server_settings').addColumn('translate', 'integer').execute();
      await db.schema
        .alterTable('replays')
        .addColumn('thread_id', 'text', (column) => column.notNull().defaultTo(''))
        .execute();
      await db.schema
        .alterTable('posts')
        .addColumn('comment', 'integer', (column) => column.notNull().defaultTo(0))
        .execute();
      await db.schema
        .createIndex('replays_of_a_thread')
        .on('replays')
        .columns(['server_id', 'thread_id', 'id'])
        .execute();
      await db.schema.createIndex('posts_of_a_comment').on('posts').columns(['replay_id', 'comment']).execute();
      await fillThreadsAndComments(db);
    },
  },
  '004-search': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('search_threads')
        .addColumn('key', 'integer', (column) => column.primaryKey())
        .addColumn('owner', 'text', (column) => column.notNull())
        .addColumn('id', 'text', (column) => column.notNull())
        .addColumn('date', 'text', (column) => column.notNull())
        .addColumn('digest', 'text', (column) => column.notNull())
        .addUniqueConstraint('one_thread_an_id', ['owner', 'id'])
        .execute();
      await db.schema
        .createTable('search_documents')
        .addColumn('id', 'integer', (column) => column.primaryKey())
        .addColumn('thread', 'integer', (column) => column.notNull().references('search_threads.key'))
        .addColumn('comment', 'integer', (column) => column.notNull())
        .addColumn('language', 'text', (column) => column.notNull())
        .addColumn('persona', 'text', (column) => column.notNull())
        .addColumn('text', 'text', (column) => column.notNull())
        .addColumn('folded', 'text', (column) => column.notNull())
        .execute();
      await db.schema.createIndex('documents_of_a_thread').on('search_documents').column('thread').execute();
      await db.schema
        .createTable('search_words')
        .addColumn('owner', 'text', (column) => column.notNull())
        .addColumn('word', 'text', (column) => column.notNull())
        .addColumn('count', 'integer', (column) => column.notNull())
        .addPrimaryKeyConstraint('search_words_key', ['owner', 'word'])
        .modifyEnd(sql`WITHOUT ROWID`)
        .execute();
      // The tokens are made by src/search/tokens.ts: SQLite must only divide them at spaces, which `ascii` does.
      await sql`
        CREATE VIRTUAL TABLE search_index
        USING fts5(tokens, content = '', contentless_delete = 1, tokenize = 'ascii')`.execute(db);
    },
  },
};

/** What migration 003 needs of a plan, as plans were when it was written. */
const PlanOf003 = z.object({ threadId: z.string(), script: z.array(z.object({ comment: z.number() })) });

/** Replays and posts from before migration 003 get what their plans say. */
async function fillThreadsAndComments(untyped: Kysely<unknown>): Promise<void> {
  const db = untyped.withTables<{
    replays: { id: string; plan: string; thread_id: string };
    posts: { replay_id: string; position: number; comment: number };
  }>();
  for (const { id, plan } of await db.selectFrom('replays').select(['id', 'plan']).execute()) {
    const { threadId, script } = PlanOf003.parse(JSON.parse(plan));
    await db.updateTable('replays').set({ thread_id: threadId }).where('id', '=', id).execute();
    for (const [position, { comment }] of script.entries()) {
      const post = db.updateTable('posts').set({ comment }).where('replay_id', '=', id);
      await post.where('position', '=', position).execute();
    }
  }
}
