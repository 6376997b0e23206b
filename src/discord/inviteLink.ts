/** The link by which somebody adds the bot to a server. */
import { OAuth2Scopes, PermissionFlagsBits, type PermissionsString } from 'discord.js';

/** It leads to Discord itself, whatever stands between the bot and Discord (`topics/oauth2#bot-authorization-flow`). */
export function inviteLink(applicationId: string, permissions: readonly PermissionsString[]): string {
  const bits = permissions.reduce((sum, name) => sum | PermissionFlagsBits[name], 0n);
  const query = new URLSearchParams({
    client_id: applicationId,
    permissions: String(bits),
    scope: `${OAuth2Scopes.Bot} ${OAuth2Scopes.ApplicationsCommands}`,
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}
