/** What each server chose, which emoji holds which face, which webhook each channel has. */
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
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
}
