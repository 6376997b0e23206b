/** Channels, as far as the bot's permissions in them reach (`resources/channel`). */
import { AuditLogEvent, PermissionFlagsBits, ThreadAutoArchiveDuration } from 'discord.js';
import { Hono } from 'hono';
import { z } from 'zod';
import { isThreadChannel, type ThreadChannel, type WorldChannel } from '../../world/model.ts';
import { channelPayload } from '../../world/payloads.ts';
import { permissionsIn, writing } from '../../world/permissions.ts';
import type { World } from '../../world/world.ts';
import { refused, unknown } from '../apiError.ts';
import { auditReasonOf } from '../auditReason.ts';
import type { Env } from '../env.ts';
import { readTags } from '../forumTags.ts';
import { requireUnlocked } from '../threadChannelRules.ts';

const Changes = z.looseObject({ name: z.string().min(1).max(100).optional() });

const ThreadChanges = Changes.extend({
  archived: z.boolean().optional(),
  locked: z.boolean().optional(),
  auto_archive_duration: z.enum(ThreadAutoArchiveDuration).optional(),
  applied_tags: z.array(z.string()).optional(),
});

const { ManageChannels, ManageThreads } = PermissionFlagsBits;

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

/** A channel that the bot can write in. @throws ApiError as {@link channelFor} and {@link requireUnlocked} */
export function writableChannel(world: World, id: string): WorldChannel {
  const channel = channelFor(world, id);
  requireUnlocked(world, channel);
  return channelFor(world, id, writing(channel));
}

export function channelRoutes(world: World) {
  const routes = new Hono<Env>();

  routes.get('/channels/:id', (context) => context.json(channelPayload(channelFor(world, context.req.param('id')))));

  routes.patch('/channels/:id', (context) => {
    const channel = channelFor(world, context.req.param('id'));
    const isThread = isThreadChannel(channel);
    if (isThread) changeThreadChannel(world, channel, context.get('body'));
    else rename(channelFor(world, channel.id, ManageChannels), context.get('body'));
    const action = isThread ? AuditLogEvent.ThreadUpdate : AuditLogEvent.ChannelUpdate;
    world.note(channel.server, action, world.bot.id, channel.id, auditReasonOf(context));
    world.events.emit('channel', channel);
    return context.json(channelPayload(channel));
  });

  routes.delete('/channels/:id', (context) => {
    const isThread = isThreadChannel(channelFor(world, context.req.param('id')));
    const channel = channelFor(world, context.req.param('id'), isThread ? ManageThreads : ManageChannels);
    const action = isThread ? AuditLogEvent.ThreadDelete : AuditLogEvent.ChannelDelete;
    world.note(channel.server, action, world.bot.id, channel.id, auditReasonOf(context));
    world.removeChannel(channel);
    return context.json(channelPayload(channel));
  });

  routes.post('/channels/:id/typing', (context) => {
    world.events.emit('typing', writableChannel(world, context.req.param('id')));
    return context.body(null, 204);
  });
  return routes;
}

function rename(channel: WorldChannel, body: unknown): void {
  const changes = Changes.safeParse(body);
  if (!changes.success) throw refused.form(changes.error);
  channel.name = changes.data.name ?? channel.name;
}

/** `topics/threads#editing-deleting-threads`: who may change what. */
function changeThreadChannel(world: World, channel: ThreadChannel, body: unknown): void {
  const { thread, parent } = channel;
  const changes = ThreadChanges.safeParse(body);
  if (!changes.success) throw refused.form(changes.error);
  const { name, archived, locked, auto_archive_duration: autoArchive, applied_tags } = changes.data;
  const manages = (permissionsIn(channel, world.bot.id) & ManageThreads) !== 0n;
  const owns = thread.ownerId === world.bot.id;
  const bringsBack = archived === false && Object.keys(changes.data).length === 1;
  if (!manages && !owns && (!bringsBack || thread.locked)) throw refused.permissions();
  if (!manages && locked !== undefined) throw refused.permissions();
  if (thread.archived && archived !== false) throw refused.archived();
  const tags = applied_tags ? readTags(world, parent, applied_tags) : thread.appliedTags;
  channel.name = name ?? channel.name;
  thread.locked = locked ?? thread.locked;
  thread.autoArchive = autoArchive ?? thread.autoArchive;
  thread.appliedTags = tags;
  world.archive(channel, archived ?? thread.archived);
}
