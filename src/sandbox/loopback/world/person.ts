/** Whoever is in the little Discord: people, and the bot. */
import type { APIUser } from 'discord.js';

export type Person = { readonly id: string; readonly name: string; readonly locale: string; readonly bot: boolean };

/** A user in Discord's words (`resources/user#user-object`). */
export function userPayload({ id, name, bot }: Person): APIUser {
  return { id, username: name, discriminator: '0', global_name: null, avatar: null, ...(bot && { bot }) };
}
