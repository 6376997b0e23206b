/** The kinds of Discord's channels that matter to us. */
import { ChannelType } from 'discord.js';
import type { Channel } from './discordApi.ts';

const THREAD_TYPES: ReadonlySet<number> = new Set([
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
]);

/** Whether a channel is a ThreadChannel, a forum's post included: its webhooks are its parent's. */
export function isThreadChannel({ type }: Pick<Channel, 'type'>): boolean {
  return THREAD_TYPES.has(type);
}
