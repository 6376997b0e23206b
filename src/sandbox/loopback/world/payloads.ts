/** What REST and gateway say about the world's things, in Discord's words. */
import {
  type APIEmoji,
  type APIMessage,
  type APIThreadChannel,
  type APIWebhook,
  MessageFlags,
  OverwriteType,
  WebhookType,
} from 'discord.js';
import {
  type AuditEntry,
  type Emoji,
  type ForumTag,
  isForum,
  isThreadChannel,
  type StoredMessage,
  type ThreadChannel,
  type Webhook,
  type WorldChannel,
  type WorldServer,
} from './model.ts';
import { type Person, userPayload } from './person.ts';
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
  const { application_id, ...others } = payload;
  const shown = world.applicationIdHidden || application_id === undefined ? others : payload;
  const thread = world.channels.get(payload.id);
  if (!thread || thread.id === payload.channel_id) return shown;
  const flags = (payload.flags ?? 0) | MessageFlags.HasThread;
  // The library's type of a channel is a union of all kinds; of which this is one follows from the channel.
  return { ...shown, flags, thread: channelPayload(thread) as unknown as APIThreadChannel };
}

/** A message as the bot reads it. `events/gateway#message-content-intent`: without that, what others write has no text. */
export function readMessagePayload(message: StoredMessage, world: World): APIMessage {
  const payload = messagePayload(message, world);
  const hidden = world.contentHidden && payload.author.id !== world.bot.id;
  return hidden ? { ...payload, content: '', embeds: [], attachments: [], components: [] } : payload;
}

/** A channel (`resources/channel#channel-object`). It belongs to no application, which Discord says, too. */
export function channelPayload(channel: WorldChannel) {
  const { id, type, name, parent, server, flags, messages } = channel;
  const last_message_id = messages.findLast(({ onlyFor }) => onlyFor === undefined)?.payload.id ?? null;
  const common = { id, type, name, flags, guild_id: server.id, parent_id: parent?.id ?? null, application_id: null };
  if (isThreadChannel(channel)) return { ...common, last_message_id, ...threadFields(channel) };
  return {
    ...common,
    last_message_id,
    position: 0,
    nsfw: false,
    permission_overwrites: overwritesOf(channel),
    ...(isForum(channel) && { available_tags: channel.tags.map(tagPayload) }),
  };
}

function threadFields({ thread, messages, sent }: ThreadChannel) {
  const { ownerId, archived, archivedAt, autoArchive, locked, appliedTags } = thread;
  const thread_metadata = {
    archived,
    locked,
    auto_archive_duration: autoArchive,
    archive_timestamp: archivedAt,
  };
  const counts = { message_count: messages.length, member_count: 1, total_message_sent: sent };
  return {
    owner_id: ownerId,
    thread_metadata,
    ...counts,
    ...(appliedTags.length > 0 && { applied_tags: appliedTags }),
  };
}

function overwritesOf({ overwrites, server }: WorldChannel) {
  return overwrites.map(({ id, allow, deny }) => ({
    id,
    type: server.roles.has(id) ? OverwriteType.Role : OverwriteType.Member,
    allow: String(allow),
    deny: String(deny),
  }));
}

function tagPayload({ id, name, moderated }: ForumTag) {
  return { id, name, moderated, emoji_id: null, emoji_name: null };
}

/** An entry of the audit log (`resources/audit-log#audit-log-entry-object`). */
export function auditEntryPayload({ id, action, userId, targetId, reason }: AuditEntry) {
  return { id, action_type: action, user_id: userId, target_id: targetId, ...(reason !== undefined && { reason }) };
}

/** A member of a server (`resources/guild#guild-member-object`). */
export function memberPayload(person: Person, roles: readonly string[], joinedAt: string) {
  return {
    ...{ user: userPayload(person), roles, joined_at: joinedAt, flags: 0 },
    ...{ nick: null, avatar: null, banner: null, premium_since: null, communication_disabled_until: null },
    ...{ pending: false, deaf: false, mute: false },
  };
}

export function serverPayload({ id, name, ownerId, preferredLocale, systemChannelId, roles }: WorldServer) {
  return {
    id,
    name,
    owner_id: ownerId,
    preferred_locale: preferredLocale,
    system_channel_id: systemChannelId ?? null,
    features: [],
    roles: [...roles.values()].map((role) => ({ ...role, permissions: String(role.permissions) })),
  };
}

/**
 * A server as a client with the Guilds intent is told of it (`events/gateway-events#guild-create`): without its members.
 *
 * @param joinedAt when the bot came, as Discord writes times
 */
export function createdServerPayload(server: WorldServer, channels: readonly WorldChannel[], joinedAt: string) {
  return {
    ...serverPayload(server),
    joined_at: joinedAt,
    large: false,
    unavailable: false,
    member_count: server.members.size,
    channels: channels.filter((channel) => !isThreadChannel(channel)).map(channelPayload),
    threads: channels.filter(isThreadChannel).map(channelPayload),
    ...{ members: [], voice_states: [], presences: [], stage_instances: [], guild_scheduled_events: [] },
    ...{ emojis: [], stickers: [], soundboard_sounds: [] },
  };
}
