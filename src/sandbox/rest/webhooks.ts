/** Webhooks: finding, making, executing them; and the messages that an interaction's token reaches. */
import { randomBytes } from 'node:crypto';
import { ChannelType, PermissionFlagsBits } from 'discord.js';
import { Hono } from 'hono';
import { z } from 'zod';
import { refused, unknown } from '../apiError.ts';
import type { Interactions } from '../interactions.ts';
import type { Webhook, World, WorldChannel } from '../world.ts';
import { messageParts } from './body.ts';
import { channelFor } from './channels.ts';
import type { Env } from './env.ts';

/** `resources/webhook`: webhooks a channel may have. */
const MOST_WEBHOOKS = 15;

const Name = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .refine((name) => !/clyde|discord/i.test(name) && !/^(everyone|here)$/i.test(name));
const NewWebhook = z.object({ name: Name });
const Author = z.looseObject({ username: Name.optional(), avatar_url: z.url().optional() });

export function webhookRoutes(world: World, interactions: Interactions) {
  const routes = new Hono<Env>();
  const { ManageWebhooks } = PermissionFlagsBits;

  routes.get('/channels/:id/webhooks', (context) => {
    const channel = channelFor(world, context.req.param('id'), ManageWebhooks);
    return context.json(world.webhooksOf(channel).map((webhook) => world.webhookPayload(webhook)));
  });

  routes.post('/channels/:id/webhooks', (context) => {
    const channel = channelFor(world, context.req.param('id'), ManageWebhooks);
    const body = NewWebhook.safeParse(context.get('body'));
    if (!body.success) throw refused.body('name');
    if (world.webhooksOf(channel).length >= MOST_WEBHOOKS) throw refused.tooManyWebhooks();
    const token = randomBytes(51).toString('base64url');
    const webhook = { id: world.newId(), token, name: body.data.name, channelId: channel.id };
    world.webhooks.set(webhook.id, webhook);
    return context.json(world.webhookPayload(webhook));
  });

  routes.get('/webhooks/:id/:token', (context) => {
    const { token: _, ...payload } = world.webhookPayload(webhookOf(world, context.req.param()));
    return context.json(payload);
  });

  routes.delete('/webhooks/:id', (context) => {
    if (!world.webhooks.delete(context.req.param('id'))) throw unknown.webhook();
    return context.body(null, 204);
  });

  routes.post('/webhooks/:id/:token', (context) => {
    const webhook = webhookOf(world, context.req.param());
    const channel = target(world, webhook, context.req.query('thread_id'));
    const author = Author.safeParse(context.get('body'));
    if (!author.success) throw refused.body('username or avatar_url');
    const { username, avatar_url } = author.data;
    const { payload } = world.post(channel, {
      ...messageParts(context.get('body')),
      author: {
        id: webhook.id,
        username: username ?? webhook.name,
        discriminator: '0000',
        global_name: null,
        avatar: avatar_url ?? null,
        bot: true,
      },
      webhook_id: webhook.id,
      application_id: world.bot.id,
    });
    return context.req.query('wait') === 'true' ? context.json(payload) : context.body(null, 204);
  });

  const original = '/webhooks/:id/:token/messages/@original';
  routes.get(original, (context) => context.json(interactions.original(context.req.param('token')).message.payload));
  routes.patch(original, (context) => {
    const { channel, message } = interactions.original(context.req.param('token'));
    world.edit(channel, message, messageParts(context.get('body')));
    return context.json(message.payload);
  });
  return routes;
}

function webhookOf(world: World, { id, token }: { id: string; token: string }): Webhook {
  const webhook = world.webhooks.get(id);
  if (!webhook) throw unknown.webhook();
  if (webhook.token !== token) throw refused.webhookToken();
  return webhook;
}

/** Where an executed webhook posts: its channel, or a ThreadChannel below it. */
function target(world: World, webhook: Webhook, threadId: string | undefined): WorldChannel {
  const channel = world.channels.get(webhook.channelId);
  if (!channel) throw unknown.webhook();
  if (threadId === undefined) {
    if (channel.type === ChannelType.GuildForum) throw refused.forumNeedsThread();
    return channel;
  }
  const thread = world.channels.get(threadId);
  if (thread?.parent !== channel) throw unknown.channel();
  return thread;
}
