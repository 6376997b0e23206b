/** Asks Discord about places in which nobody asks for anything: what the bot may do there, and whether they are there. */
import { ChannelFlags, RESTJSONErrorCodes } from 'discord.js';
import type { Logger } from 'pino';
import type { PlaceDirectory, PlaceLook } from '../../app/schedulePorts.ts';
import { channelKind, isThreadChannel } from './channels.ts';
import type { Channel, DiscordApi } from './discordApi.ts';
import { isRestFailure, restFailure } from './failure.ts';
import { permissionsIn } from './permissions.ts';
import { rightsOf } from './rights.ts';

type PlaceDirectoryOptions = {
  /** Waits and repeats: nobody waits for the answer. */
  api: Pick<DiscordApi, 'channel' | 'server' | 'member'>;
  /** The bot's own user. */
  userId: string;
  log: Logger;
};

/** The bot may not see it, or is not in the server. */
const HIDDEN: ReadonlySet<number> = new Set([
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.UnknownGuild,
  RESTJSONErrorCodes.UnknownMember,
]);

/** @returns a directory that asks anew each time; it costs three requests, and one more in a ThreadChannel */
export function placeDirectory({ api, userId, log }: PlaceDirectoryOptions): PlaceDirectory {
  const placeOf = async (serverId: string, channel: Channel): Promise<PlaceLook> => {
    const inside = isThreadChannel(channel) && channel.parent_id ? await api.channel(channel.parent_id) : channel;
    const [server, member] = await Promise.all([api.server(serverId), api.member(serverId, userId)]);
    const place = {
      ...{ serverId, channelId: channel.id, kind: channelKind(channel.type) },
      ...{
        preferredLocale: server.preferred_locale ?? null,
        spoiler: ((channel.flags ?? 0) & ChannelFlags.IsSpoilerChannel) !== 0,
      },
      botRights: rightsOf(permissionsIn(server, inside, member)),
      // By Discord's own clock, which made it; what is sent from now on is newer, whatever our clock says.
      anchor: channel.last_message_id ?? channel.id,
    };
    return { kind: 'seen', place };
  };

  return {
    async look(serverId, channelId) {
      let channel: Channel | undefined;
      try {
        channel = await api.channel(channelId);
        if (channel.guild_id && channel.guild_id !== serverId) return { kind: 'hidden' };
        return await placeOf(serverId, channel);
      } catch (error) {
        if (!isRestFailure(error)) throw error;
        const failure = restFailure(error);
        log.warn({ server: serverId, channel: channelId, failure }, 'could not look at a channel for a schedule');
        if (failure.kind !== 'refused') return { kind: 'unseen' };
        // Of its parent that would say nothing of the channel itself.
        if (failure.code === RESTJSONErrorCodes.UnknownChannel && channel === undefined) return { kind: 'gone' };
        return { kind: HIDDEN.has(failure.code) ? 'hidden' : 'unseen' };
      }
    },
  };
}
