/** Channels, as far as the bot's permissions in them reach (`resources/channel`). */
import { PermissionFlagsBits } from 'discord.js';
import { Hono } from 'hono';
import { z } from 'zod';
import { isThreadChannel, type WorldChannel } from '../../world/model.ts';
import { channelPayload } from '../../world/payloads.ts';
import { permissionsIn, writing } from '../../world/permissions.ts';
import type { World } from '../../world/world.ts';
import { refused, unknown } from '../apiError.ts';
import type { Env } from '../env.ts';

const Changes = z.looseObject({
  name: z.string().min(1).max(100).optional(),
  archived: z.boolean().optional(),
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

/** A channel that the bot can write in. @throws ApiError as {@link channelFor} */
export function writableChannel(world: World, id: string): WorldChannel {
  const channel = channelFor(world, id);
  return channelFor(world, id, writing(channel));
}

export function channelRoutes(world: World) {
  const routes = new Hono<Env>();
  const { ManageChannels, ManageThreads } = PermissionFlagsBits;

  routes.get('/channels/:id', (context) =>
    context.json(channelPayload(channelFor(world, context.req.param('id')), world)),
  );

  routes.patch('/channels/:id', (context) => {
    const id = context.req.param('id');
    const changes = Changes.safeParse(context.get('body'));
    if (!changes.success) throw refused.form(changes.error);
    const channel = channelFor(world, id);
    // Who opened a ThreadChannel may change it (`topics/threads#permissions`); here that is always the bot.
    if (!isThreadChannel(channel)) channelFor(world, id, ManageChannels);
    channel.name = changes.data.name ?? channel.name;
    channel.archived = isThreadChannel(channel) && (changes.data.archived ?? channel.archived);
    world.events.emit('channel', channel);
    return context.json(channelPayload(channel, world));
  });

  routes.delete('/channels/:id', (context) => {
    const id = context.req.param('id');
    const needed = isThreadChannel(channelFor(world, id)) ? ManageThreads : ManageChannels;
    const channel = channelFor(world, id, needed);
    world.removeChannel(channel);
    return context.json(channelPayload(channel, world));
  });

  routes.post('/channels/:id/typing', (context) => {
    world.events.emit('typing', writableChannel(world, context.req.param('id')));
    return context.body(null, 204);
  });
  return routes;
}
