/** What a member may do in a channel, from what Discord says of the server, the channel and the member. */
import { PermissionFlagsBits } from 'discord.js';
import type { Channel, Member, Server } from './discordApi.ts';

const { Administrator, ViewChannel } = PermissionFlagsBits;

/** All permissions there are, those to come included. */
const EVERYTHING = (1n << 64n) - 1n;

/**
 * The permissions, as bits (`topics/permissions#permission-overwrites`). Who cannot see a channel can do nothing in it.
 *
 * @param channel itself, or of a ThreadChannel the parent, whose permissions it has
 */
export function permissionsIn(server: Server, channel: Pick<Channel, 'permission_overwrites'>, member: Member): bigint {
  const held = computed(server, channel, member);
  return (held & ViewChannel) === 0n ? 0n : held;
}

function computed(
  { id, owner_id, roles }: Server,
  { permission_overwrites }: Pick<Channel, 'permission_overwrites'>,
  member: Member,
): bigint {
  // The role of everyone has the server's id.
  const base = roles
    .filter((role) => role.id === id || member.roles.includes(role.id))
    .reduce((bits, role) => bits | BigInt(role.permissions), 0n);
  if (owner_id === member.user.id || (base & Administrator) !== 0n) return EVERYTHING;
  const overwrites = permission_overwrites ?? [];
  const ofEveryone = overwrites.filter((one) => one.id === id);
  const ofRoles = overwrites.filter((one) => one.id !== id && member.roles.includes(one.id));
  const own = overwrites.filter((one) => one.id === member.user.id);
  return [ofEveryone, ofRoles, own].reduce(apply, base);
}

function apply(held: bigint, overwrites: readonly { readonly allow: string; readonly deny: string }[]): bigint {
  const denied = overwrites.reduce((bits, { deny }) => bits | BigInt(deny), 0n);
  const allowed = overwrites.reduce((bits, { allow }) => bits | BigInt(allow), 0n);
  return (held & ~denied) | allowed;
}
