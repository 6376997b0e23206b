/** What a member may do in a channel (`discord-api-docs topics/permissions#permission-overwrites`). */
import { type APIApplicationCommand, ChannelType, PermissionFlagsBits, PermissionsBitField } from 'discord.js';
import { isThreadChannel, type WorldChannel, type WorldServer } from './model.ts';

const { Connect, ViewChannel } = PermissionFlagsBits;

/**
 * The permissions of a member in a channel; those of a ThreadChannel are its parent's. Who cannot see a channel can do
 * nothing in it, who cannot connect to a voice channel can only see it (`topics/permissions#implicit-permissions`).
 */
export function permissionsIn(channel: WorldChannel, memberId: string): bigint {
  const permissions = computedPermissions(channel, memberId);
  if ((permissions & ViewChannel) === 0n) return 0n;
  return isVoice(channel.parent ?? channel) && (permissions & Connect) === 0n ? ViewChannel : permissions;
}

/** The same without what follows from it: as the resolved channels of an interaction have it. */
export function computedPermissions(channel: WorldChannel, memberId: string): bigint {
  const { server } = channel;
  const base = basePermissions(server, memberId);
  if ((base & PermissionFlagsBits.Administrator) !== 0n) return PermissionsBitField.All;
  const { overwrites } = channel.parent ?? channel;
  const roles = server.members.get(memberId) ?? [];
  const everyone = overwrites.filter(({ id }) => id === server.id);
  const ofRoles = overwrites.filter(({ id }) => roles.includes(id));
  const own = overwrites.filter(({ id }) => id === memberId);
  return [everyone, ofRoles, own].reduce(apply, base);
}

/** Whether a member may not write in a ThreadChannel because it is locked (`topics/threads#locked-threads`). */
export function isLockedFor(channel: WorldChannel, memberId: string): boolean {
  const manages = (permissionsIn(channel, memberId) & PermissionFlagsBits.ManageThreads) !== 0n;
  return channel.thread?.locked === true && !manages;
}

function isVoice({ type }: WorldChannel): boolean {
  return type === ChannelType.GuildVoice || type === ChannelType.GuildStageVoice;
}

/** What writing takes: a ThreadChannel has a permission of its own (`topics/threads#permissions`). */
export function writing(channel: WorldChannel): bigint {
  return isThreadChannel(channel) ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
}

/** Whether a member may use a command in a channel. */
export function mayUse(
  { default_member_permissions }: APIApplicationCommand,
  channel: WorldChannel,
  memberId: string,
): boolean {
  const needed = PermissionFlagsBits.UseApplicationCommands | BigInt(default_member_permissions ?? 0);
  return (permissionsIn(channel, memberId) & needed) === needed;
}

/** The permissions of a member of a server, before those of a channel. */
export function basePermissions(server: WorldServer, memberId: string): bigint {
  if (!server.members.has(memberId)) return 0n;
  if (server.ownerId === memberId) return PermissionsBitField.All;
  const roles = [server.id, ...(server.members.get(memberId) ?? [])];
  return roles.reduce((sum, id) => sum | (server.roles.get(id)?.permissions ?? 0n), 0n);
}

function apply(permissions: bigint, overwrites: { allow: bigint; deny: bigint }[]): bigint {
  const deny = overwrites.reduce((sum, overwrite) => sum | overwrite.deny, 0n);
  const allow = overwrites.reduce((sum, overwrite) => sum | overwrite.allow, 0n);
  return (permissions & ~deny) | allow;
}
