/** Whether somebody may write where they are. */
import { type APIChannel, PermissionFlagsBits, type REST, Routes } from 'discord.js';
import type { Caller } from './caller.ts';
import { isThreadChannel } from './channels.ts';

/** In a ThreadChannel another permission counts than in a channel (`discord-api-docs topics/permissions`). */
export async function mayWrite({ permissions, channelId }: Caller, rest: REST): Promise<boolean> {
  if (permissions.has(PermissionFlagsBits.SendMessages)) return true;
  if (!permissions.has(PermissionFlagsBits.SendMessagesInThreads)) return false;
  // Discord answers this address with a channel (`resources/channel#get-channel`).
  return isThreadChannel((await rest.get(Routes.channel(channelId))) as APIChannel);
}
