/** The webhook that each channel's posts go through. */
import type { Kysely } from 'kysely';
import type { Database } from './database.ts';

/** How posts reach a channel: the webhook, and the ThreadChannel to name if the channel is one. */
export type WebhookRoute = { id: string; token: string; threadChannelId: string | null };

export type WebhookStore = {
  get(channelId: string): Promise<WebhookRoute | undefined>;
  set(channelId: string, route: WebhookRoute): Promise<void>;
  /** Forgets a webhook, for every channel that used it. */
  forget(webhookId: string): Promise<void>;
};

export function webhookStore(db: Kysely<Database>): WebhookStore {
  return {
    async get(channelId) {
      const row = await db.selectFrom('webhooks').selectAll().where('channel_id', '=', channelId).executeTakeFirst();
      return row && { id: row.webhook_id, token: row.webhook_token, threadChannelId: row.thread_channel_id };
    },
    async set(channelId, { id, token, threadChannelId }) {
      const route = { webhook_id: id, webhook_token: token, thread_channel_id: threadChannelId };
      await db
        .insertInto('webhooks')
        .values({ channel_id: channelId, ...route })
        .onConflict((conflict) => conflict.column('channel_id').doUpdateSet(route))
        .execute();
    },
    async forget(webhookId) {
      await db.deleteFrom('webhooks').where('webhook_id', '=', webhookId).execute();
    },
  };
}
