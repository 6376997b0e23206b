/** Whether somebody may write where they are. */
import { type APIChannel, PermissionFlagsBits, type REST, Routes } from 'discord.js';
import type { Caller } from '../interactions/caller.ts';
import { isThreadChannel } from './channels.ts';

/** In a ThreadChannel another permission counts than in a channel (`discord-api-docs topics/permissions`). */
export async function mayWrite({ permissions, channelId }: Caller, rest: REST): Promise<boolean> {
  const inChannel = permissions.has(PermissionFlagsBits.SendMessages);
  const inThreads = permissions.has(PermissionFlagsBits.SendMessagesInThreads);
  if (inChannel === inThreads) return inChannel;
  // Discord answers this address with a channel (`resources/channel#get-channel`).
  return isThreadChannel((await rest.get(Routes.channel(channelId))) as APIChannel) ? inThreads : inChannel;
}
