/** What an interaction refers to by id, in full (`interactions/receiving-and-responding#interaction-object-resolved-data-structure`). */
import type { APIAttachment } from 'discord.js';
import type { WorldChannel } from '../world/model.ts';
import { channelPayload } from '../world/payloads.ts';
import { computedPermissions } from '../world/permissions.ts';
import { type Person, userPayload } from '../world/person.ts';
import type { World } from '../world/world.ts';

/** Ids of one kind each, and files themselves. */
export type References = {
  readonly attachments?: readonly APIAttachment[];
  readonly channels?: readonly string[];
  readonly users?: readonly string[];
  readonly roles?: readonly string[];
};

/** The `resolved` of an interaction that a person sends from a channel; what is not there is left out. */
export function resolvedData(world: World, person: Person, from: WorldChannel, references: References): object {
  const { attachments = [], channels = [], users = [], roles = [] } = references;
  const { server } = from;
  const channel = (id: string) => {
    const found = world.channels.get(id);
    return found && resolvedChannel(world, person, found);
  };
  const user = (id: string) => {
    const found = world.people.get(id);
    return found && userPayload(found);
  };
  const member = (id: string) => {
    const held = server.members.get(id);
    if (!held) return undefined;
    return {
      ...PLAIN_MEMBER,
      roles: held,
      permissions: String(computedPermissions(from, id)),
      joined_at: world.time(),
    };
  };
  const role = (id: string) => {
    const found = server.roles.get(id);
    return found && { ...found, permissions: String(found.permissions) };
  };
  return {
    ...(attachments.length > 0 && { attachments: Object.fromEntries(attachments.map((file) => [file.id, file])) }),
    ...(channels.length > 0 && { channels: byId(channels, channel) }),
    ...(users.length > 0 && { users: byId(users, user), members: byId(users, member) }),
    ...(roles.length > 0 && { roles: byId(roles, role) }),
  };
}

/** A picked channel says what both the person and the bot may do in it. */
function resolvedChannel(world: World, person: Person, channel: WorldChannel): object {
  return {
    ...channelPayload(channel),
    permissions: String(computedPermissions(channel, person.id)),
    app_permissions: String(computedPermissions(channel, world.bot.id)),
  };
}

const PLAIN_MEMBER = {
  nick: null,
  avatar: null,
  premium_since: null,
  pending: false,
  communication_disabled_until: null,
  flags: 0,
};

function byId(ids: readonly string[], find: (id: string) => object | undefined): Record<string, object> {
  return Object.fromEntries(
    ids.flatMap((id) => {
      const found = find(id);
      return found ? [[id, found]] : [];
    }),
  );
}
