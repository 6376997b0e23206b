/** Asks a loopback Discord as a bot does, with the real REST client, but repeats nothing. */
import { DiscordAPIError, REST, type RESTOptions, Routes } from 'discord.js';
import type { LoopbackDiscord } from '../../src/sandbox/loopback/loopback.ts';
import type { Channel } from '../../src/sandbox/loopback/servers/channel.ts';

/** The query that makes a webhook answer with its message. */
export const WAIT = new URLSearchParams({ wait: 'true' });

/** The bot's REST client. */
export function restOf({ apiUrl, token }: LoopbackDiscord, options: Partial<RESTOptions> = {}): REST {
  return new REST({ api: apiUrl, retries: 0, ...options }).setToken(token);
}

/** Makes a webhook in a channel; its path, with its token. */
export async function webhookOf(discord: LoopbackDiscord, { id }: Channel): Promise<`/webhooks/${string}`> {
  const webhook = await restOf(discord).post(Routes.channelWebhooks(id), { body: { name: 'Kettle' } });
  const made = webhook as { id: string; token: string };
  return Routes.webhook(made.id, made.token);
}

/** The request that posts a line through a webhook. */
export function line(content: string, username = 'Lin') {
  return { body: { content, username }, query: WAIT, auth: false };
}

/** The code that a request is refused with; undefined when it is not, and the error itself when that is none of Discord's. */
export async function codeOf(request: Promise<unknown>): Promise<unknown> {
  const error = await request.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof DiscordAPIError ? error.code : error;
}
