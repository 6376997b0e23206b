/** The messages of a channel (`resources/message`). */
import { type APIMessage, PermissionFlagsBits } from 'discord.js';
import { Hono } from 'hono';
import { z } from 'zod';
import type { StoredMessage, WorldChannel } from '../../world/model.ts';
import { permissionsIn } from '../../world/permissions.ts';
import type { World } from '../../world/world.ts';
import { refused, unknown } from '../apiError.ts';
import { messageChanges, newMessage } from '../body.ts';
import type { Env } from '../env.ts';
import { OldEdits } from '../oldEdits.ts';
import { channelFor, writableChannel } from './channels.ts';

const { ReadMessageHistory, ManageMessages } = PermissionFlagsBits;

const MessageRange = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  after: z.string().regex(/^\d+$/).optional(),
  before: z.string().regex(/^\d+$/).optional(),
});

/** A message that is there for everybody. @throws ApiError 10008 */
export function messageIn(channel: WorldChannel, id: string): StoredMessage {
  const message = channel.messages.find(({ payload, onlyFor }) => payload.id === id && onlyFor === undefined);
  if (!message) throw unknown.message();
  return message;
}

export function messageRoutes(world: World) {
  const routes = new Hono<Env>();
  const oldEdits = new OldEdits();

  routes.get('/channels/:id/messages', (context) => {
    const page = MessageRange.safeParse(context.req.query());
    if (!page.success) throw refused.form(page.error);
    const channel = channelFor(world, context.req.param('id'));
    // `resources/message#get-channel-messages`: without the permission, no messages are returned.
    const readable = (permissionsIn(channel, world.bot.id) & ReadMessageHistory) !== 0n;
    const messages = readable ? pageOf(channel, page.data) : [];
    return context.json(messages.map((message) => asRead(world, message)).toReversed());
  });

  routes.get('/channels/:id/messages/:message', (context) => {
    const channel = channelFor(world, context.req.param('id'), ReadMessageHistory);
    return context.json(asRead(world, messageIn(channel, context.req.param('message'))));
  });

  routes.post('/channels/:id/messages', (context) => {
    const channel = writableChannel(world, context.req.param('id'));
    const message = newMessage(world, channel, context.get('body'), context.get('files'));
    return context.json(world.post(channel, message).payload);
  });

  routes.patch('/channels/:id/messages/:message', (context) => {
    const channel = channelFor(world, context.req.param('id'));
    const message = messageIn(channel, context.req.param('message'));
    if (message.payload.author.id !== world.bot.id) throw refused.otherAuthor();
    const refusal = oldEdits.refusalOf(message.payload, world.now());
    if (refusal) return refusal;
    world.edit(channel, message, messageChanges(world, channel, message, context.get('body'), context.get('files')));
    return context.json(message.payload);
  });

  routes.delete('/channels/:id/messages/:message', (context) => {
    const channel = channelFor(world, context.req.param('id'));
    const { payload } = messageIn(channel, context.req.param('message'));
    if (payload.author.id !== world.bot.id) channelFor(world, channel.id, ManageMessages);
    world.deleteMessage(channel, payload.id);
    return context.body(null, 204);
  });
  return routes;
}

/** `events/gateway#message-content-intent`: without it, what others write comes without its text. */
function asRead({ bot, contentHidden }: World, { payload }: StoredMessage): APIMessage {
  const hidden = contentHidden && payload.author.id !== bot.id;
  return hidden ? { ...payload, content: '', embeds: [], attachments: [], components: [] } : payload;
}

/** Oldest first; the ones right after `after`, else the newest. */
function pageOf(channel: WorldChannel, { limit, after, before }: z.infer<typeof MessageRange>): StoredMessage[] {
  const all = channel.messages.filter(({ payload: { id }, onlyFor }) => {
    const inRange = (!after || BigInt(id) > BigInt(after)) && (!before || BigInt(id) < BigInt(before));
    return inRange && onlyFor === undefined;
  });
  return after ? all.slice(0, limit) : all.slice(-limit);
}
