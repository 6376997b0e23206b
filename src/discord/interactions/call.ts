/** Reads from an interaction who asks, from where, and what they and the bot may do there. */
import { type BaseInteraction, ChannelFlags } from 'discord.js';
import type { Call } from '../../app/call.ts';
import { Refusal } from '../../app/problem.ts';
import { languageOfLocale } from '../../settings.ts';
import type { InteractionChannel } from '../connection/interactionChannels.ts';
import { channelKind } from '../rest/channels.ts';
import { rightsOf } from '../rest/rights.ts';

/**
 * The call that an interaction is. Its id is a snowflake: whatever is sent because of it is newer.
 *
 * @param channel where it comes from, as Discord says
 * @throws Refusal outside of a server
 */
export function callOf(interaction: BaseInteraction, channel: InteractionChannel | undefined): Call {
  const { id, guildId, channelId, memberPermissions, appPermissions } = interaction;
  if (!guildId || !channelId || !memberPermissions) throw new Refusal({ code: 'not-in-a-server' });
  return {
    id,
    requester: {
      userId: interaction.user.id,
      language: languageOfLocale(interaction.locale),
      rights: rightsOf(memberPermissions),
    },
    place: {
      serverId: guildId,
      channelId,
      kind: channel && channelKind(channel.type),
      locked: channel?.thread_metadata?.locked ?? false,
      preferredLocale: interaction.guildLocale,
      spoiler: ((channel?.flags ?? 0) & ChannelFlags.IsSpoilerChannel) !== 0,
      botRights: rightsOf(appPermissions),
      anchor: id,
    },
  };
}
