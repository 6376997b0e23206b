/** Whoever is in the little Discord: people, and the bot. */
import type { APIUser } from 'discord.js';

export type Person = { readonly id: string; readonly name: string; readonly locale: string; readonly bot: boolean };

/** What Discord says of every user, webhooks included, and what says nothing here. */
export const NOTHING_OF_NOTE = { flags: 0, public_flags: 0, primary_guild: null };

/** A user in Discord's words (`resources/user#user-object`). */
export function userPayload({ id, name, bot }: Person): APIUser {
  const plain = { discriminator: '0', global_name: null, avatar: null, ...NOTHING_OF_NOTE };
  return { id, username: name, ...plain, ...(bot && { bot }) };
}
