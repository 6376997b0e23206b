/**
 * Webhooks belong to an application, and are remembered when they are gone: a post may have gone through them. Whose those
 * from before are nobody wrote down: they are remembered, and each channel's is found again when it is next needed.
 */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('webhooks').renameTo('webhooks_before').execute();
  await db.schema
    .createTable('webhooks')
    .addColumn('application_id', 'text', (column) => column.notNull())
    .addColumn('channel_id', 'text', (column) => column.notNull())
    .addColumn('webhook_id', 'text', (column) => column.notNull())
    .addColumn('webhook_token', 'text', (column) => column.notNull())
    .addColumn('thread_channel_id', 'text')
    .addColumn('in_use', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('webhooks_key', ['application_id', 'channel_id', 'webhook_id'])
    .execute();
  await sql`
    INSERT INTO webhooks (application_id, channel_id, webhook_id, webhook_token, thread_channel_id, in_use)
    SELECT '', channel_id, webhook_id, webhook_token, thread_channel_id, 0 FROM webhooks_before`.execute(db);
  await db.schema.dropTable('webhooks_before').execute();
  await db.schema.createIndex('webhooks_of_a_channel').on('webhooks').column('channel_id').execute();
  await db.schema.createIndex('channels_of_a_webhook').on('webhooks').column('webhook_id').execute();
}
