/** What Discord was last told of the bot's commands. */
import type { Kysely } from 'kysely';
import type { CommandStore } from '../discord/ports.ts';
import type { Database } from './database.ts';

export function commandStore(db: Kysely<Database>): CommandStore {
  return {
    told: (applicationId) =>
      db
        .selectFrom('told_commands')
        .select(['digest', 'versions'])
        .where('application_id', '=', applicationId)
        .executeTakeFirst(),
    async setTold(applicationId, told) {
      await db
        .insertInto('told_commands')
        .values({ application_id: applicationId, ...told })
        .onConflict((conflict) => conflict.column('application_id').doUpdateSet(told))
        .execute();
    },
  };
}
