/** Asks Discord of what kind a channel is, and what is in it. */
import { ChannelFlags, RESTJSONErrorCodes } from 'discord.js';
import type { ChannelDirectory, KnownChannel } from '../../app/ports.ts';
import { channelKind } from './channels.ts';
import type { Channel, DiscordApi } from './discordApi.ts';
import { restFailure } from './failure.ts';

/** @returns a directory that asks anew each time: it is asked only for what an interaction does not say */
export function channelDirectory(api: Pick<DiscordApi, 'channel'>): ChannelDirectory {
  return {
    async find(channelId) {
      try {
        return known(await api.channel(channelId));
      } catch (error) {
        const failure = restFailure(error);
        const code = failure.kind === 'refused' ? failure.code : undefined;
        if (code === RESTJSONErrorCodes.UnknownChannel) return 'gone';
        if (code === RESTJSONErrorCodes.MissingAccess) return 'unseen';
        throw error;
      }
    },
  };
}

function known({ id, type, parent_id, flags, available_tags }: Channel): KnownChannel {
  return {
    id,
    kind: channelKind(type),
    parentId: parent_id ?? null,
    tags: (available_tags ?? []).map((tag) => ({ id: tag.id, name: tag.name, moderated: tag.moderated ?? false })),
    tagRequired: ((flags ?? 0) & ChannelFlags.RequireTag) !== 0,
  };
}
