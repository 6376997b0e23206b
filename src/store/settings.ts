/** What each server chose. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { SettingsStore } from '../app/ports.ts';
import { Choices } from '../settings.ts';
import { asking } from './asking.ts';
import type { Ask, Database } from './database.ts';
import { change } from './transactions.ts';

/** As stored; what a newer version may have added is kept. */
const Stored = z.record(z.string(), z.unknown());

export function settingsStore(db: Kysely<Database>, ask: Ask = asking(db)): SettingsStore {
  const choicesOf = choicesQuery(db, '').compile();
  return {
    async get(serverId) {
      const [row] = await ask(choicesOf, [serverId]);
      return Choices.parse(storedIn(row));
    },
    set: (serverId, chosen) =>
      change(db, async (transaction) => {
        const before = storedIn(await choicesQuery(transaction, serverId).executeTakeFirst());
        const choices = JSON.stringify({ ...before, ...Choices.parse(chosen) });
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

function choicesQuery(db: Kysely<Database>, serverId: string) {
  return db.selectFrom('server_settings').select('choices').where('server_id', '=', serverId);
}

function storedIn(row: { readonly choices: string } | undefined): z.infer<typeof Stored> {
  return row ? Stored.parse(JSON.parse(row.choices)) : {};
}
