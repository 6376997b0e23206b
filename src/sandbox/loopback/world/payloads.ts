/** What REST and gateway say about the world's things, in Discord's words. */
import { type APIEmoji, type APIMessage, type APIWebhook, ThreadAutoArchiveDuration, WebhookType } from 'discord.js';
import type { Emoji, StoredMessage, Webhook, WorldChannel, WorldServer } from './model.ts';
import type { World } from './world.ts';

export function emojiPayload({ id, name }: Emoji): APIEmoji {
  return { id, name, animated: false, available: true, managed: false, require_colons: true, roles: [] };
}

/** A webhook; its token is shown to the application that made it (`resources/webhook#webhook-object`). */
export function webhookPayload({ id, token, name, channelId, applicationId }: Webhook, world: World): APIWebhook {
  const server = world.channels.get(channelId)?.server;
  return {
    id,
    name,
    type: WebhookType.Incoming,
    channel_id: channelId,
    ...(server && { guild_id: server.id }),
    application_id: applicationId,
    avatar: null,
    ...(applicationId === world.bot.id && { token }),
  };
}

/** A message as who may see all of it is told of it. */
export function messagePayload({ payload }: StoredMessage, world: World): APIMessage {
  if (!world.applicationIdHidden) return payload;
  const { application_id: _, ...others } = payload;
  return others;
}

/** A message as the bot reads it. `events/gateway#message-content-intent`: without that, what others write has no text. */
export function readMessagePayload(message: StoredMessage, world: World): APIMessage {
  const payload = messagePayload(message, world);
  const hidden = world.contentHidden && payload.author.id !== world.bot.id;
  return hidden ? { ...payload, content: '', embeds: [], attachments: [], components: [] } : payload;
}

export function channelPayload({ id, type, name, parent, server, overwrites, archived }: WorldChannel, world: World) {
  const common = { id, type, name, guild_id: server.id, parent_id: parent?.id ?? null };
  if (!parent) {
    const permission_overwrites = overwrites.map((overwrite) => ({
      id: overwrite.id,
      type: server.roles.has(overwrite.id) ? 0 : 1,
      allow: String(overwrite.allow),
      deny: String(overwrite.deny),
    }));
    return { ...common, position: 0, permission_overwrites };
  }
  const thread_metadata = {
    archived,
    auto_archive_duration: ThreadAutoArchiveDuration.OneDay,
    archive_timestamp: world.time(),
    locked: false,
  };
  return { ...common, owner_id: world.bot.id, thread_metadata };
}

export function serverPayload({ id, name, ownerId, preferredLocale, roles }: WorldServer) {
  return {
    id,
    name,
    owner_id: ownerId,
    preferred_locale: preferredLocale,
    features: [],
    roles: [...roles.values()].map((role) => ({ ...role, permissions: String(role.permissions) })),
  };
}
