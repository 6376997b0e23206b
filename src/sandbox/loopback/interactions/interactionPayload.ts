/** Where an interaction happens and who acts, as the gateway says it (`interactions/receiving-and-responding`). */
import { InteractionContextType } from 'discord.js';
import type { WorldChannel } from '../world/model.ts';
import { channelPayload } from '../world/payloads.ts';
import { permissionsIn } from '../world/permissions.ts';
import type { Person } from '../world/person.ts';
import { userPayload } from '../world/person.ts';
import type { World } from '../world/world.ts';

/** What an interaction's files may weigh together, bytes. */
const ATTACHMENT_SIZE_LIMIT = 10 * 1024 * 1024;

/** Everything of an interaction but its id, token, type and data. */
export function surroundings(world: World, person: Person, channel: WorldChannel) {
  const { server } = channel;
  const { preferredLocale: locale } = server;
  const permissions = String(permissionsIn(channel, person.id));
  return {
    version: 1,
    application_id: world.bot.id,
    guild_id: server.id,
    guild: { id: server.id, locale, features: [] },
    guild_locale: locale,
    channel_id: channel.id,
    channel: { ...channelPayload(channel), permissions },
    member: {
      user: userPayload(person),
      nick: null,
      avatar: null,
      roles: server.members.get(person.id) ?? [],
      permissions,
      joined_at: world.time(),
      premium_since: null,
      pending: false,
      communication_disabled_until: null,
      deaf: false,
      mute: false,
      flags: 0,
    },
    app_permissions: String(permissionsIn(channel, world.bot.id)),
    locale: person.locale,
    entitlements: [],
    authorizing_integration_owners: { 0: server.id },
    context: InteractionContextType.Guild,
    attachment_size_limit: ATTACHMENT_SIZE_LIMIT,
  };
}
