/** The kinds of Discord's channels that matter to us. */
import { type APIChannel, type APIThreadChannel, ChannelType } from 'discord.js';

const THREAD_TYPES: ReadonlySet<ChannelType> = new Set([
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
]);

/** Whether a channel is a ThreadChannel, a forum's post included: its webhooks are its parent's. */
export function isThreadChannel(channel: APIChannel): channel is APIThreadChannel {
  return THREAD_TYPES.has(channel.type);
}
