/** Asks Discord of what kind a channel is. */
import type { ChannelDirectory } from '../../app/ports.ts';
import { isThreadChannel } from './channels.ts';
import type { DiscordApi } from './discordApi.ts';

/** @returns a directory that asks anew each time: it is asked only where permissions alone cannot tell */
export function channelDirectory(api: Pick<DiscordApi, 'channel'>): ChannelDirectory {
  return { isThreadChannel: async (channelId) => isThreadChannel(await api.channel(channelId)) };
}
