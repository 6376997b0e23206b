/** Which application emoji holds which face. */
import type { Kysely } from 'kysely';
import type { FaceStore } from '../discord/stage/ports.ts';
import type { Database } from './database.ts';

export function faceStore(db: Kysely<Database>): FaceStore {
  return {
    async all(applicationId, version) {
      const rows = await db
        .selectFrom('faces')
        .select(['face', 'emoji_id'])
        .where('application_id', '=', applicationId)
        .where('version', '=', version)
        .execute();
      return new Map(rows.map((row) => [row.face, row.emoji_id]));
    },
    async set(applicationId, version, face, emojiId) {
      await db
        .insertInto('faces')
        .values({ application_id: applicationId, version, face, emoji_id: emojiId })
        .onConflict((conflict) =>
          conflict.columns(['application_id', 'version', 'face']).doUpdateSet({ emoji_id: emojiId }),
        )
        .execute();
    },
  };
}
