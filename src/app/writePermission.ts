/** Whether somebody may write where they are: what everybody sees is theirs to start only there. */
import type { Call } from './call.ts';
import type { ChannelDirectory, ChannelKind } from './ports.ts';

/** Asks Discord only where the two permissions that may count differ, and nobody knows which of them does. */
export type WritePermission = (call: Call) => Promise<boolean>;

/** In a ThreadChannel another permission counts than in a channel (`topics/permissions`). */
export function writePermission(channels: ChannelDirectory): WritePermission {
  return async ({ requester: { rights }, place }) => {
    const inChannel = rights.has('SendMessages');
    const inThreadChannels = rights.has('SendMessagesInThreads');
    if (inChannel === inThreadChannels) return inChannel;
    const kind = place.kind ?? (await kindOf(channels, place.channelId));
    return kind === 'thread-channel' ? inThreadChannels : inChannel;
  };
}

async function kindOf(channels: ChannelDirectory, channelId: string): Promise<ChannelKind | undefined> {
  const channel = await channels.find(channelId);
  return typeof channel === 'string' ? undefined : channel.kind;
}
