/** Opening ThreadChannels, and posts in forum channels, which are ThreadChannels too (`resources/channel`). */
import { ChannelType, PermissionFlagsBits } from 'discord.js';
import { Hono } from 'hono';
import { z } from 'zod';
import { channelPayload, messagePayload } from '../../world/payloads.ts';
import type { World } from '../../world/world.ts';
import { refused } from '../apiError.ts';
import { newMessage } from '../body.ts';
import type { Env } from '../env.ts';
import { channelFor, writableChannel } from './channels.ts';
import { messageIn } from './messages.ts';

const { CreatePublicThreads, ReadMessageHistory } = PermissionFlagsBits;

const Start = z.looseObject({ name: z.string().min(1).max(100) });
/** The default is a private one (`resources/channel#start-thread-without-message`), which this Discord has not. */
const StartAlone = Start.extend({ type: z.literal(ChannelType.PublicThread) });
const StartPost = Start.extend({ message: z.looseObject({}) });

export function threadChannelRoutes(world: World) {
  const routes = new Hono<Env>();

  routes.post('/channels/:id/threads', (context) => {
    const parent = channelFor(world, context.req.param('id'));
    if (parent.parent) throw refused.notForThisChannel();
    const body = context.get('body');
    if (parent.type === ChannelType.GuildForum) {
      // A forum's post takes what a message takes elsewhere.
      const post = valid(StartPost, body);
      const thread = world.addThreadChannel(writableChannel(world, parent.id), post.name);
      const message = world.post(thread, newMessage(world, thread, post.message, context.get('files')));
      return context.json({ ...channelPayload(thread, world), message: messagePayload(message, world) }, 201);
    }
    const { name } = valid(StartAlone, body);
    const thread = world.addThreadChannel(channelFor(world, parent.id, CreatePublicThreads), name);
    return context.json(channelPayload(thread, world), 201);
  });

  routes.post('/channels/:id/messages/:message/threads', (context) => {
    const parent = channelFor(world, context.req.param('id'), CreatePublicThreads, ReadMessageHistory);
    if (parent.parent) throw refused.notForThisChannel();
    const { name } = valid(Start, context.get('body'));
    const { payload } = messageIn(parent, context.req.param('message'));
    return context.json(channelPayload(world.addThreadChannel(parent, name, payload.id), world), 201);
  });
  return routes;
}

function valid<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (!result.success) throw refused.form(result.error);
  return result.data;
}
