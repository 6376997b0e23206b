/** Whether somebody may write where they are. */
import { PermissionFlagsBits, type REST } from 'discord.js';
import type { Caller } from '../interactions/caller.ts';
import { isThreadChannel } from './channels.ts';
import { DiscordApi } from './discordApi.ts';

/** In a ThreadChannel another permission counts than in a channel (`discord-api-docs topics/permissions`). */
export async function mayWrite({ permissions, channelId }: Caller, rest: REST): Promise<boolean> {
  const inChannel = permissions.has(PermissionFlagsBits.SendMessages);
  const inThreads = permissions.has(PermissionFlagsBits.SendMessagesInThreads);
  if (inChannel === inThreads) return inChannel;
  return isThreadChannel(await new DiscordApi(rest).channel(channelId)) ? inThreads : inChannel;
}
