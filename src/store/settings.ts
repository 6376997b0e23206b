/** What each server chose. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { SettingsStore } from '../app/ports.ts';
import { ContentLanguage, Pace } from '../replay/post.ts';
import type { Database } from './database.ts';

const Row = z.object({
  language: ContentLanguage.nullable(),
  pace: Pace.nullable(),
  translate: z.int().transform(Boolean).nullable(),
});

export function settingsStore(db: Kysely<Database>): SettingsStore {
  return {
    async get(serverId) {
      const row = await db
        .selectFrom('server_settings')
        .select(['language', 'pace', 'translate'])
        .where('server_id', '=', serverId)
        .executeTakeFirst();
      return row ? Row.parse(row) : { language: null, pace: null, translate: null };
    },
    async set(serverId, { translate, ...others }) {
      const choices = {
        ...others,
        ...(translate !== undefined && { translate: translate === null ? null : Number(translate) }),
      };
      await db
        .insertInto('server_settings')
        .values({ server_id: serverId, ...choices })
        .onConflict((conflict) => conflict.column('server_id').doUpdateSet(choices))
        .execute();
    },
    async reset(serverId) {
      await db.deleteFrom('server_settings').where('server_id', '=', serverId).execute();
    },
  };
}
