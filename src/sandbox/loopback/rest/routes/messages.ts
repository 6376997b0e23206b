/** The messages of a channel (`resources/message`). */
import { AuditLogEvent, PermissionFlagsBits } from 'discord.js';
import { Hono } from 'hono';
import { z } from 'zod';
import { isForum, type StoredMessage, type WorldChannel } from '../../world/model.ts';
import { messagePayload, readMessagePayload } from '../../world/payloads.ts';
import { permissionsIn } from '../../world/permissions.ts';
import type { World } from '../../world/world.ts';
import { refused, unknown } from '../apiError.ts';
import { auditReasonOf } from '../auditReason.ts';
import { messageChanges, newMessage } from '../body.ts';
import type { Env } from '../env.ts';
import type { RateLimits } from '../rateLimits.ts';
import { requireActive } from '../threadChannelRules.ts';
import { channelFor, writableChannel } from './channels.ts';

const { ReadMessageHistory, ManageMessages } = PermissionFlagsBits;

/** From when on edits of a message are limited apart, milliseconds. */
const OLD = 3_600_000;

/** How long a message is known by its nonce, milliseconds: `resources/message#create-message` says "the past few minutes". */
const NONCE_KEPT = 5 * 60_000;

const Nonce = z.object({ nonce: z.union([z.string(), z.number()]).optional(), enforce_nonce: z.boolean().optional() });

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

/**
 * Counts an edit of an old message (`topics/opcodes-and-status-codes#json`, code 30046).
 *
 * @throws ApiError 30046 as a 429 when there have been too many in the channel
 */
export function requireEditable(
  world: World,
  rateLimits: RateLimits,
  channel: WorldChannel,
  { payload }: StoredMessage,
): void {
  if (world.now() - Date.parse(payload.timestamp) <= OLD) return;
  const limited = rateLimits.takeOldEdit(channel.id);
  if (limited) throw refused.oldEdit(limited.retryAfter);
}

export function messageRoutes(world: World, rateLimits: RateLimits) {
  const routes = new Hono<Env>();
  /** What the bot sent, by nonce. */
  const nonces = new Map<string | number, StoredMessage>();

  routes.get('/channels/:id/messages', (context) => {
    const page = MessageRange.safeParse(context.req.query());
    if (!page.success) throw refused.form(page.error);
    const channel = channelFor(world, context.req.param('id'));
    // `resources/message#get-channel-messages`: without the permission, no messages are returned.
    const readable = (permissionsIn(channel, world.bot.id) & ReadMessageHistory) !== 0n;
    const messages = readable ? pageOf(channel, page.data) : [];
    return context.json(messages.map((message) => readMessagePayload(message, world)).toReversed());
  });

  routes.get('/channels/:id/messages/:message', (context) => {
    const channel = channelFor(world, context.req.param('id'), ReadMessageHistory);
    return context.json(readMessagePayload(messageIn(channel, context.req.param('message')), world));
  });

  routes.post('/channels/:id/messages', (context) => {
    const channel = writableChannel(world, context.req.param('id'));
    if (isForum(channel)) throw refused.messageInForum();
    const message = newMessage(world, channel, context.get('body'), context.get('files'));
    const { enforce_nonce, nonce } = Nonce.parse(context.get('body') ?? {});
    const known = enforce_nonce && nonce !== undefined ? nonces.get(nonce) : undefined;
    if (known && world.now() - Date.parse(known.payload.timestamp) < NONCE_KEPT) {
      return context.json(messagePayload(known, world));
    }
    const sent = world.post(channel, message);
    if (nonce !== undefined) nonces.set(nonce, sent);
    return context.json({ ...messagePayload(sent, world), ...(nonce !== undefined && { nonce }) });
  });

  routes.patch('/channels/:id/messages/:message', (context) => {
    const channel = channelFor(world, context.req.param('id'));
    const message = messageIn(channel, context.req.param('message'));
    if (message.payload.author.id !== world.bot.id) throw refused.otherAuthor();
    requireActive(channel);
    requireEditable(world, rateLimits, channel, message);
    world.edit(channel, message, messageChanges(world, channel, message, context.get('body'), context.get('files')));
    return context.json(messagePayload(message, world));
  });

  routes.delete('/channels/:id/messages/:message', (context) => {
    const channel = channelFor(world, context.req.param('id'));
    const { payload } = messageIn(channel, context.req.param('message'));
    requireActive(channel);
    if (payload.author.id !== world.bot.id) {
      channelFor(world, channel.id, ManageMessages);
      world.note(channel.server, AuditLogEvent.MessageDelete, world.bot.id, payload.author.id, auditReasonOf(context));
    }
    world.deleteMessage(channel, payload.id);
    return context.body(null, 204);
  });
  return routes;
}

/** Oldest first; the ones right after `after`, else the newest. */
function pageOf(channel: WorldChannel, { limit, after, before }: z.infer<typeof MessageRange>): StoredMessage[] {
  const all = channel.messages.filter(({ payload: { id }, onlyFor }) => {
    const inRange = (!after || BigInt(id) > BigInt(after)) && (!before || BigInt(id) < BigInt(before));
    return inRange && onlyFor === undefined;
  });
  return after ? all.slice(0, limit) : all.slice(-limit);
}
