/** The link by which somebody adds the bot to a server. */
import { OAuth2Scopes } from 'discord.js';

/**
 * It leads to Discord itself, whatever stands between the bot and Discord (`topics/oauth2#bot-authorization-flow`).
 *
 * @param permissions the bits of what the bot asks for
 */
export function inviteLink(applicationId: string, permissions: bigint): string {
  const query = new URLSearchParams({
    client_id: applicationId,
    permissions: String(permissions),
    scope: `${OAuth2Scopes.Bot} ${OAuth2Scopes.ApplicationsCommands}`,
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}
