/** The webhooks that each channel's posts go, and went, through. */
import type { Kysely, Selectable } from 'kysely';
import type { WebhookRoute, WebhookStore } from '../discord/stage/ports.ts';
import type { Database } from './database.ts';
import { change } from './transactions.ts';

/** @param applicationId whose webhooks new routes are; another application can neither see their tokens nor replace them */
export function webhookStore(db: Kysely<Database>, applicationId: string): WebhookStore {
  return {
    async route(channelId) {
      const row = await db
        .selectFrom('webhooks')
        .selectAll()
        .where('application_id', '=', applicationId)
        .where('channel_id', '=', channelId)
        .where('in_use', '=', 1)
        .executeTakeFirst();
      return row && routeOf(row);
    },
    async everyRoute(channelId) {
      const rows = await db.selectFrom('webhooks').selectAll().where('channel_id', '=', channelId).execute();
      return rows.map(routeOf);
    },
    setRoute: (channelId, { id, token, threadChannelId }) =>
      change(db, async (transaction) => {
        await transaction
          .updateTable('webhooks')
          .set({ in_use: 0 })
          .where('application_id', '=', applicationId)
          .where('channel_id', '=', channelId)
          .execute();
        const route = { webhook_token: token, thread_channel_id: threadChannelId, in_use: 1 };
        await transaction
          .insertInto('webhooks')
          .values({ application_id: applicationId, channel_id: channelId, webhook_id: id, ...route })
          .onConflict((conflict) => conflict.columns(['application_id', 'channel_id', 'webhook_id']).doUpdateSet(route))
          .execute();
      }),
    async retire(webhookId) {
      await db.updateTable('webhooks').set({ in_use: 0 }).where('webhook_id', '=', webhookId).execute();
    },
  };
}

function routeOf(row: Selectable<Database['webhooks']>): WebhookRoute {
  return { id: row.webhook_id, token: row.webhook_token, threadChannelId: row.thread_channel_id };
}
