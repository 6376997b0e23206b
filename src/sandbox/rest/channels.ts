/** Channels and their messages, as far as the bot's permissions in them reach. */
import { PermissionFlagsBits } from 'discord.js';
import { Hono } from 'hono';
import { z } from 'zod';
import { refused, unknown } from '../apiError.ts';
import { permissionsIn } from '../permissions.ts';
import type { StoredMessage, World, WorldChannel } from '../world.ts';
import { messageParts } from './body.ts';
import type { Env } from './env.ts';

const { SendMessages, ReadMessageHistory, ManageMessages } = PermissionFlagsBits;

const Page = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  after: z.string().regex(/^\d+$/).optional(),
  before: z.string().regex(/^\d+$/).optional(),
});

/**
 * A channel that the bot can see.
 *
 * @throws ApiError 10003, 50001, or 50013 when a permission is missing
 */
export function channelFor(world: World, id: string, ...permissions: bigint[]): WorldChannel {
  const channel = world.channels.get(id);
  if (!channel) throw unknown.channel();
  const held = permissionsIn(channel, world.bot.id);
  if (held === 0n) throw refused.access();
  if (permissions.some((permission) => (held & permission) === 0n)) throw refused.permissions();
  return channel;
}

export function channelRoutes(world: World) {
  const routes = new Hono<Env>();

  routes.get('/channels/:id', (context) =>
    context.json(world.channelPayload(channelFor(world, context.req.param('id')))),
  );

  routes.get('/channels/:id/messages', (context) => {
    const page = Page.safeParse(context.req.query());
    if (!page.success) throw refused.body('limit, after or before');
    const channel = channelFor(world, context.req.param('id'));
    // `resources/channel#get-channel-messages`: without the permission, no messages are returned.
    const readable = (permissionsIn(channel, world.bot.id) & ReadMessageHistory) !== 0n;
    const messages = readable ? pageOf(channel, page.data) : [];
    return context.json(messages.map(({ payload }) => payload).toReversed());
  });

  routes.get('/channels/:id/messages/:message', (context) => {
    const channel = channelFor(world, context.req.param('id'), ReadMessageHistory);
    return context.json(messageIn(channel, context.req.param('message')).payload);
  });

  routes.post('/channels/:id/messages', (context) => {
    const channel = channelFor(world, context.req.param('id'), SendMessages);
    return context.json(world.post(channel, messageParts(context.get('body'))).payload);
  });

  routes.patch('/channels/:id/messages/:message', (context) => {
    const channel = channelFor(world, context.req.param('id'));
    const message = messageIn(channel, context.req.param('message'));
    if (message.payload.author.id !== world.bot.id) throw refused.otherAuthor();
    world.edit(channel, message, messageParts(context.get('body')));
    return context.json(message.payload);
  });

  routes.delete('/channels/:id/messages/:message', (context) => {
    const channel = channelFor(world, context.req.param('id'), ManageMessages);
    if (!world.deleteMessage(channel, context.req.param('message'))) throw unknown.message();
    return context.body(null, 204);
  });

  routes.post('/channels/:id/typing', (context) => {
    world.events.emit('typing', channelFor(world, context.req.param('id'), SendMessages));
    return context.body(null, 204);
  });
  return routes;
}

function messageIn(channel: WorldChannel, id: string): StoredMessage {
  const message = channel.messages.find(({ payload, onlyFor }) => payload.id === id && onlyFor === undefined);
  if (!message) throw unknown.message();
  return message;
}

/** Oldest first; the ones right after `after`, else the newest. */
function pageOf(channel: WorldChannel, { limit, after, before }: z.infer<typeof Page>): StoredMessage[] {
  const all = channel.messages.filter(({ payload: { id }, onlyFor }) => {
    const inRange = (!after || BigInt(id) > BigInt(after)) && (!before || BigInt(id) < BigInt(before));
    return inRange && onlyFor === undefined;
  });
  return after ? all.slice(0, limit) : all.slice(-limit);
}
