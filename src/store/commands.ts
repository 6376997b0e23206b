/** What Discord was last told of the bot's commands. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { type CommandStore, RegisteredCommand } from '../discord/ports.ts';
import type { Database } from './database.ts';

export function commandStore(db: Kysely<Database>): CommandStore {
  return {
    async told(applicationId) {
      const told = await db
        .selectFrom('told_commands')
        .select(['digest', 'commands'])
        .where('application_id', '=', applicationId)
        .executeTakeFirst();
      return told && { digest: told.digest, commands: z.array(RegisteredCommand).parse(JSON.parse(told.commands)) };
    },

    async setTold(applicationId, { digest, commands }) {
      const told = { digest, commands: JSON.stringify(commands) };
      await db
        .insertInto('told_commands')
        .values({ application_id: applicationId, ...told })
        .onConflict((conflict) => conflict.column('application_id').doUpdateSet(told))
        .execute();
    },
  };
}
