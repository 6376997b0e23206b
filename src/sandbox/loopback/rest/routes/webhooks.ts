/** Webhooks: finding, making, deleting and executing them (`resources/webhook`). */
import { type APIMessage, AuditLogEvent, PermissionFlagsBits } from 'discord.js';
import { Hono } from 'hono';
import { z } from 'zod';
import { isForum, isThreadChannel, type StoredMessage, type Webhook, type WorldChannel } from '../../world/model.ts';
import { messagePayload, webhookPayload } from '../../world/payloads.ts';
import { NOTHING_OF_NOTE } from '../../world/person.ts';
import type { World } from '../../world/world.ts';
import { refused, unknown } from '../apiError.ts';
import { auditReasonOf } from '../auditReason.ts';
import { messageChanges, newMessage } from '../body.ts';
import type { Env } from '../env.ts';
import { readTags } from '../forumTags.ts';
import type { RateLimits } from '../rateLimits.ts';
import { requireActive, requireUnlocked } from '../threadChannelRules.ts';
import { channelFor } from './channels.ts';
import { messageIn, requireEditable } from './messages.ts';

/** `resources/webhook`: webhooks a channel may have. */
const MOST_WEBHOOKS = 15;

const { ManageWebhooks } = PermissionFlagsBits;

const Name = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .refine((name) => !/clyde|discord/i.test(name), 'Username cannot contain "clyde" or "discord"')
  .refine((name) => !/^(everyone|here)$/i.test(name), 'Username cannot be "everyone" or "here"');
const NewWebhook = z.looseObject({ name: Name });
const Author = z.looseObject({
  username: Name.nullish(),
  avatar_url: z.url().nullish(),
  thread_name: z.string().min(1).max(100).nullish(),
  applied_tags: z.array(z.string()).nullish(),
});

export function webhookRoutes(world: World, rateLimits: RateLimits) {
  const routes = new Hono<Env>();

  routes.get('/channels/:id/webhooks', (context) => {
    const channel = channelFor(world, context.req.param('id'), ManageWebhooks);
    return context.json(world.webhooksOf(channel).map((webhook) => webhookPayload(webhook, world)));
  });

  routes.post('/channels/:id/webhooks', (context) => {
    const channel = channelFor(world, context.req.param('id'), ManageWebhooks);
    if (isThreadChannel(channel)) throw refused.notForThisChannel();
    const body = NewWebhook.safeParse(context.get('body'));
    if (!body.success) throw refused.form(body.error);
    if (world.webhooksOf(channel).length >= MOST_WEBHOOKS) throw refused.tooManyWebhooks();
    const webhook = world.addWebhook(channel, body.data.name);
    world.note(channel.server, AuditLogEvent.WebhookCreate, world.bot.id, webhook.id, auditReasonOf(context));
    return context.json(webhookPayload(webhook, world));
  });

  routes.delete('/webhooks/:id', (context) => {
    const webhook = world.webhooks.get(context.req.param('id'));
    if (!webhook) throw unknown.webhook();
    const { server } = channelFor(world, webhook.channelId, ManageWebhooks);
    world.note(server, AuditLogEvent.WebhookDelete, world.bot.id, webhook.id, auditReasonOf(context));
    world.webhooks.delete(webhook.id);
    return context.body(null, 204);
  });

  routes.get('/webhooks/:id/:token', (context) =>
    context.json(webhookPayload(webhookOf(world, context.req.param()), world)),
  );

  routes.delete('/webhooks/:id/:token', (context) => {
    world.webhooks.delete(webhookOf(world, context.req.param()).id);
    return context.body(null, 204);
  });

  // `components/using-message-components`: a webhook's components are ignored unless the query asks for them.
  routes.post('/webhooks/:id/:token', (context) => {
    const webhook = webhookOf(world, context.req.param());
    const author = Author.safeParse(context.get('body'));
    if (!author.success) throw refused.form(author.error);
    const parent = target(world, webhook, context.req.query('thread_id'));
    requireUnlocked(world, parent);
    const withComponents = context.req.query('with_components') === 'true';
    const body = withComponents ? author.data : { ...author.data, components: undefined };
    const message = newMessage(world, parent, body, context.get('files'));
    const channel = placeOf(world, webhook, parent, author.data);
    // `topics/threads#creating-threads-in-forum-and-media-channels`: the first message of a forum's post has its id.
    const id = channel === parent ? {} : { id: channel.id };
    const posted = world.post(channel, { ...message, ...signature(webhook, author.data), ...id });
    return context.req.query('wait') === 'true' ? context.json(messagePayload(posted, world)) : context.body(null, 204);
  });

  const message = '/webhooks/:id/:token/messages/:message';
  routes.get(message, (context) => {
    const { found } = ownMessage(world, context.req.param(), context.req.query('thread_id'));
    return context.json(messagePayload(found, world));
  });
  routes.patch(message, (context) => {
    const { channel, found } = ownMessage(world, context.req.param(), context.req.query('thread_id'));
    requireActive(channel);
    requireEditable(world, rateLimits, channel, found);
    world.edit(channel, found, messageChanges(world, channel, found, context.get('body'), context.get('files')));
    return context.json(messagePayload(found, world));
  });
  routes.delete(message, (context) => {
    const { channel, found } = ownMessage(world, context.req.param(), context.req.query('thread_id'));
    requireActive(channel);
    world.deleteMessage(channel, found.payload.id);
    return context.body(null, 204);
  });
  return routes;
}

function webhookOf(world: World, { id, token }: { id: string; token: string }): Webhook {
  const webhook = world.webhooks.get(id);
  if (!webhook) throw unknown.webhook();
  if (webhook.token !== token) throw refused.webhookToken();
  return webhook;
}

/** The channel itself, or the post that is opened in a forum. @throws ApiError 220001, 220003, 50035 or 40067 */
function placeOf(
  world: World,
  webhook: Webhook,
  channel: WorldChannel,
  { thread_name: name, applied_tags: tags }: z.infer<typeof Author>,
): WorldChannel {
  if (isForum(channel)) {
    if (!name) throw refused.forumNeedsThread();
    return world.addThreadChannel(channel, name, webhook.id, { appliedTags: readTags(world, channel, tags ?? []) });
  }
  if (name) throw refused.threadNameOutsideForum();
  return channel;
}

/** Where an executed webhook posts: its channel, or a ThreadChannel below it. */
function target(world: World, webhook: Webhook, threadId: string | undefined): WorldChannel {
  const channel = world.channels.get(webhook.channelId);
  if (!channel) throw unknown.webhook();
  if (threadId === undefined) return channel;
  const thread = world.channels.get(threadId);
  if (thread?.parent !== channel) throw unknown.channel();
  return thread;
}

/** Who a webhook's message is by. Discord gives the face a hash; here its address stays, so that it can be looked at. */
function signature(webhook: Webhook, { username, avatar_url }: z.infer<typeof Author>): Partial<APIMessage> {
  const author = {
    id: webhook.id,
    username: username ?? webhook.name,
    discriminator: '0000',
    global_name: null,
    avatar: avatar_url ?? null,
    bot: true,
    ...NOTHING_OF_NOTE,
  };
  return { author, webhook_id: webhook.id, application_id: webhook.applicationId };
}

/** A message that a webhook made itself: others are unknown to it. */
function ownMessage(
  world: World,
  { id, token, message }: { id: string; token: string; message: string },
  threadId: string | undefined,
): { channel: WorldChannel; found: StoredMessage } {
  const webhook = webhookOf(world, { id, token });
  const channel = target(world, webhook, threadId);
  const found = messageIn(channel, message);
  if (found.payload.webhook_id !== webhook.id) throw unknown.message();
  return { channel, found };
}
