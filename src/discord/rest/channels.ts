/** The kinds of Discord's channels that matter to us (`resources/channel#channel-object-channel-types`). */
import { ChannelType } from 'discord.js';
import type { ChannelKind } from '../../app/ports.ts';
import type { Channel } from './discordApi.ts';

const KINDS: ReadonlyMap<number, ChannelKind> = new Map([
  [ChannelType.GuildText, 'text'],
  [ChannelType.GuildAnnouncement, 'announcement'],
  [ChannelType.GuildVoice, 'voice'],
  [ChannelType.GuildStageVoice, 'voice'],
  [ChannelType.GuildForum, 'forum'],
  // A forum whose posts show pictures (`topics/threads#media-channels`).
  [ChannelType.GuildMedia, 'forum'],
  [ChannelType.PublicThread, 'thread-channel'],
  [ChannelType.PrivateThread, 'thread-channel'],
  [ChannelType.AnnouncementThread, 'thread-channel'],
]);

/** What a channel of a type is to a replay. */
export function channelKind(type: number): ChannelKind {
  return KINDS.get(type) ?? 'other';
}

/** Whether a channel is a ThreadChannel, a forum's post included: its webhooks are its parent's. */
export function isThreadChannel({ type }: Pick<Channel, 'type'>): boolean {
  return channelKind(type) === 'thread-channel';
}
