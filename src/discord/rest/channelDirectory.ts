/** Asks Discord of what kind a channel is. */
import { type APIChannel, type REST, Routes } from 'discord.js';
import type { ChannelDirectory } from '../../app/ports.ts';
import { isThreadChannel } from './channels.ts';

/** @returns a directory that asks anew each time: it is asked only where permissions alone cannot tell */
export function channelDirectory(rest: REST): ChannelDirectory {
  return {
    // Discord answers this address with a channel (`resources/channel#get-channel`).
    isThreadChannel: async (channelId) => isThreadChannel((await rest.get(Routes.channel(channelId))) as APIChannel),
  };
}
