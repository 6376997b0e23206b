/** All tables as SQLite's migrations leave them by number 013. */
import { type Kysely, sql } from 'kysely';

/** Text that is put in order by its bytes, as SQLite does, whatever the database's own order of words. */
const ORDERED = sql`text COLLATE "C"`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await makeSettingsFacesWebhooks(db);
  await makeReplays(db);
  await makeCollections(db);
  await makeSearch(db);
}

async function makeSettingsFacesWebhooks({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('server_settings')
    .addColumn('server_id', 'text', (column) => column.primaryKey())
    .addColumn('choices', 'text', (column) => column.notNull().defaultTo('{}'))
    .execute();
  await schema
    .createTable('faces')
    .addColumn('application_id', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('face', 'integer', (column) => column.notNull())
    .addColumn('emoji_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('faces_key', ['application_id', 'version', 'face'])
    .execute();
  await schema
    .createTable('webhooks')
    .addColumn('application_id', 'text', (column) => column.notNull())
    .addColumn('channel_id', 'text', (column) => column.notNull())
    .addColumn('webhook_id', 'text', (column) => column.notNull())
    .addColumn('webhook_token', 'text', (column) => column.notNull())
    .addColumn('thread_channel_id', 'text')
    .addColumn('in_use', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('webhooks_key', ['application_id', 'channel_id', 'webhook_id'])
    .execute();
  await schema.createIndex('webhooks_of_a_channel').on('webhooks').column('channel_id').execute();
  await schema.createIndex('channels_of_a_webhook').on('webhooks').column('webhook_id').execute();
}

async function makeReplays({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('replays')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('server_id', 'text', (column) => column.notNull())
    .addColumn('anchor', ORDERED, (column) => column.notNull())
    .addColumn('channel_id', 'text', (column) => column.notNull())
    .addColumn('thread_id', 'text', (column) => column.notNull())
    .addColumn('plan', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('unfinished', 'integer', (column) => column.notNull())
    .addColumn('last_message_id', 'text')
    .addColumn('control_message_id', 'text')
    .addColumn('end_shown', 'integer', (column) => column.notNull().defaultTo(0))
    // A step rewrites the state in its place where the page has room.
    .modifyEnd(sql`WITH (fillfactor = 70)`)
    .execute();
  await schema
    .createIndex('one_unfinished_replay_a_channel')
    .on('replays')
    .column('channel_id')
    .unique()
    .where(sql.ref('unfinished'), '=', sql.lit(1))
    .execute();
  await schema
    .createIndex('ended_unshown_replays')
    .on('replays')
    .column('id')
    .where(sql.ref('unfinished'), '=', sql.lit(0))
    .where(sql.ref('end_shown'), '=', sql.lit(0))
    .execute();
  await schema
    .createIndex('unfinished_replays_of_a_server')
    .on('replays')
    .column('server_id')
    .where(sql.ref('unfinished'), '=', sql.lit(1))
    .execute();
  await schema.createIndex('replays_of_a_thread').on('replays').columns(['server_id', 'thread_id', 'id']).execute();
  await schema
    .createTable('posts')
    .addColumn('message_id', 'text', (column) => column.primaryKey())
    .addColumn('replay_id', 'text', (column) => column.notNull().references('replays.id').onDelete('cascade'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('comment', 'integer', (column) => column.notNull())
    .addUniqueConstraint('one_message_a_post', ['replay_id', 'position'])
    .execute();
  await schema.createIndex('posts_of_a_comment').on('posts').columns(['replay_id', 'comment']).execute();
}

async function makeCollections({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('imports')
    .addColumn('server_id', 'text', (column) => column.notNull())
    .addColumn('thread_id', 'text', (column) => column.notNull())
    .addColumn('thread', 'text', (column) => column.notNull())
    .addColumn('comments', 'integer', (column) => column.notNull())
    .addColumn('imported_by', 'text', (column) => column.notNull())
    .addColumn('imported_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('imports_key', ['server_id', 'thread_id'])
    .execute();
  await schema
    .createTable('hidden_threads')
    .addColumn('server_id', 'text', (column) => column.notNull())
    .addColumn('thread_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('hidden_threads_key', ['server_id', 'thread_id'])
    .execute();
  await schema
    .createTable('muted_personas')
    .addColumn('server_id', 'text', (column) => column.notNull())
    .addColumn('persona', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('muted_personas_key', ['server_id', 'persona'])
    .execute();
  await schema
    .createTable('unindexed_servers')
    .addColumn('server_id', 'text', (column) => column.primaryKey())
    .addColumn('changes', 'integer', (column) => column.notNull())
    .execute();
}

async function makeSearch(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('search_threads')
    .addColumn('owner', ORDERED, (column) => column.notNull())
    .addColumn('key', 'bigint', (column) => column.notNull())
    .addColumn('last', 'bigint', (column) => column.notNull())
    .addColumn('id', ORDERED, (column) => column.notNull())
    .addColumn('date', ORDERED, (column) => column.notNull())
    .addColumn('digest', 'text', (column) => column.notNull())
    .addColumn('shown', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('search_threads_key', ['owner', 'key'])
    .execute();
  await schema
    .createIndex('one_shown_thread_an_id')
    .on('search_threads')
    .columns(['owner', 'id'])
    .unique()
    .where(sql.ref('shown'), '=', sql.lit(1))
    .execute();
  await schema
    .createIndex('threads_not_shown')
    .on('search_threads')
    .columns(['key', 'last'])
    .where(sql.ref('shown'), '=', sql.lit(0))
    .execute();
  await schema.createIndex('last_comments').on('search_threads').column('last').execute();
  await schema
    .createTable('search_documents')
    .addColumn('owner', ORDERED, (column) => column.notNull())
    .addColumn('id', 'bigint', (column) => column.notNull())
    .addColumn('thread', 'bigint', (column) => column.notNull())
    .addColumn('persona', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('folded', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('search_documents_key', ['owner', 'id'])
    .execute();
  await schema
    .createTable('search_words')
    .addColumn('owner', ORDERED, (column) => column.notNull())
    .addColumn('word', ORDERED, (column) => column.notNull())
    .addColumn('count', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('search_words_key', ['owner', 'word'])
    .execute();
  // The tokens are made by src/search/tokens.ts. What a text is too long for is in several rows, apart from all others.
  for (const table of ['search_index', 'search_long_index']) {
    await schema
      .createTable(table)
      .addColumn('owner', ORDERED, (column) => column.notNull())
      .addColumn('id', 'bigint', (column) => column.notNull())
      .addColumn('tokens', sql`tsvector`, (column) => column.notNull())
      .execute();
    await schema.createIndex(`${table}_texts`).on(table).columns(['owner', 'id']).execute();
    await sql`CREATE INDEX ${sql.id(`${table}_tokens`)} ON ${sql.table(table)} USING gin (tokens)`.execute(db);
  }
}
