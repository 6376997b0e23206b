/** Opening ThreadChannels, and posts in forum channels, which are ThreadChannels too (`resources/channel`). */
import {
  AuditLogEvent,
  ChannelType,
  MessageReferenceType,
  MessageType,
  PermissionFlagsBits,
  ThreadAutoArchiveDuration,
} from 'discord.js';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { isForum, isThreadChannel, type WorldChannel } from '../../world/model.ts';
import { channelPayload, messagePayload } from '../../world/payloads.ts';
import type { World } from '../../world/world.ts';
import { refused } from '../apiError.ts';
import { auditReasonOf } from '../auditReason.ts';
import { newMessage } from '../body.ts';
import type { Env } from '../env.ts';
import { readTags } from '../forumTags.ts';
import { channelFor, writableChannel } from './channels.ts';
import { messageIn } from './messages.ts';

const { CreatePublicThreads, ReadMessageHistory } = PermissionFlagsBits;

const Range = z.object({ limit: z.coerce.number().int().min(1).max(100).default(50) });

const Start = z.looseObject({
  name: z.string().min(1).max(100),
  auto_archive_duration: z.enum(ThreadAutoArchiveDuration).optional(),
});
/** The default is a private one (`resources/channel#start-thread-without-message`), which this Discord has not. */
const StartAlone = Start.extend({ type: z.literal([ChannelType.PublicThread, ChannelType.AnnouncementThread]) });
const StartPost = Start.extend({ message: z.looseObject({}), applied_tags: z.array(z.string()).default([]) });

/** The kinds of channels that ThreadChannels are in, forums aside (`topics/threads#public-private-threads`). */
const PARENTS: ReadonlySet<ChannelType> = new Set([ChannelType.GuildText, ChannelType.GuildAnnouncement]);

export function threadChannelRoutes(world: World) {
  const routes = new Hono<Env>();

  /** The last that was archived comes first (`resources/channel#list-public-archived-threads`). */
  routes.get('/channels/:id/threads/archived/public', (context) => {
    const { limit } = valid(Range, context.req.query());
    const parent = channelFor(world, context.req.param('id'), ReadMessageHistory);
    const archived = [...world.channels.values()]
      .filter((channel) => isThreadChannel(channel) && channel.parent === parent && channel.thread.archived)
      .toSorted((one, other) => (other.thread?.archivedAt ?? '').localeCompare(one.thread?.archivedAt ?? ''));
    const threads = archived.slice(0, limit).map((thread) => channelPayload(thread));
    return context.json({ threads, members: [], has_more: archived.length > limit });
  });

  routes.post('/channels/:id/threads', (context) => {
    const parent = channelFor(world, context.req.param('id'));
    return isForum(parent) ? startPost(context, parent) : startAlone(context, parent);
  });

  routes.post('/channels/:id/messages/:message/threads', (context) => {
    const parent = channelFor(world, context.req.param('id'), CreatePublicThreads, ReadMessageHistory);
    requireParent(parent);
    const { name, auto_archive_duration: autoArchive } = valid(Start, context.get('body'));
    const { payload } = messageIn(parent, context.req.param('message'));
    if (world.channels.has(payload.id)) throw refused.threadThere();
    const more = { id: payload.id, ...(autoArchive && { autoArchive }) };
    const thread = world.addThreadChannel(parent, name, world.bot.id, more);
    world.post(thread, {
      type: MessageType.ThreadStarterMessage,
      author: payload.author,
      message_reference: {
        type: MessageReferenceType.Default,
        guild_id: parent.server.id,
        channel_id: parent.id,
        message_id: payload.id,
      },
    });
    return created(context, thread);
  });

  function startAlone(context: Context<Env>, parent: WorldChannel): Response {
    requireParent(parent);
    channelFor(world, parent.id, CreatePublicThreads);
    const { name, auto_archive_duration: autoArchive } = valid(StartAlone, context.get('body'));
    return created(
      context,
      world.addThreadChannel(parent, name, world.bot.id, { ...(autoArchive && { autoArchive }) }),
    );
  }

  /** Of a forum's post, the first message has its id, and takes what writing does elsewhere, and no permission to open ThreadChannels. */
  function startPost(context: Context<Env>, parent: WorldChannel): Response {
    const post = valid(StartPost, context.get('body'));
    const appliedTags = readTags(world, writableChannel(world, parent.id), post.applied_tags);
    const { name, auto_archive_duration: autoArchive } = post;
    const first = newMessage(world, parent, post.message, context.get('files'));
    const more = { appliedTags, ...(autoArchive && { autoArchive }) };
    const thread = world.addThreadChannel(parent, name, world.bot.id, more);
    const message = world.post(thread, { ...first, id: thread.id });
    return created(context, thread, { message: messagePayload(message, world) });
  }

  function created(context: Context<Env>, thread: WorldChannel, more: object = {}): Response {
    const { ThreadCreate } = AuditLogEvent;
    world.note(thread.server, ThreadCreate, world.bot.id, thread.id, auditReasonOf(context));
    return context.json({ ...channelPayload(thread), ...more }, 201);
  }
  return routes;
}

function requireParent({ type }: WorldChannel): void {
  if (!PARENTS.has(type)) throw refused.notForThisChannel();
}

function valid<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (!result.success) throw refused.form(result.error);
  return result.data;
}
