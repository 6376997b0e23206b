/** What each server chose. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { SettingsStore } from '../app/ports.ts';
import { Choices } from '../settings.ts';
import type { Database } from './database.ts';
import { change } from './transactions.ts';

/** As stored; what a newer version may have added is kept. */
const Stored = z.record(z.string(), z.unknown());

export function settingsStore(db: Kysely<Database>): SettingsStore {
  return {
    async get(serverId) {
      return Choices.parse(await stored(db, serverId));
    },
    set: (serverId, chosen) =>
      change(db, async (transaction) => {
        const choices = JSON.stringify({ ...(await stored(transaction, serverId)), ...Choices.parse(chosen) });
        await transaction
          .insertInto('server_settings')
          .values({ server_id: serverId, choices })
          .onConflict((conflict) => conflict.column('server_id').doUpdateSet({ choices }))
          .execute();
      }),
    async reset(serverId) {
      await db.deleteFrom('server_settings').where('server_id', '=', serverId).execute();
    },
  };
}

async function stored(db: Kysely<Database>, serverId: string): Promise<z.infer<typeof Stored>> {
  const rows = db.selectFrom('server_settings').select('choices').where('server_id', '=', serverId);
  const row = await rows.executeTakeFirst();
  return row ? Stored.parse(JSON.parse(row.choices)) : {};
}
