/** Which application emoji holds which persona's face. */
import type { Kysely } from 'kysely';
import type { Database } from './database.ts';

export type FaceStore = {
  /** The emojis that hold faces of one design, by persona key. */
  all(applicationId: string, version: number): Promise<Map<string, string>>;
  set(applicationId: string, persona: string, version: number, emojiId: string): Promise<void>;
};

export function faceStore(db: Kysely<Database>): FaceStore {
  return {
    async all(applicationId, version) {
      const rows = await db
        .selectFrom('faces')
        .select(['persona', 'emoji_id'])
        .where('application_id', '=', applicationId)
        .where('version', '=', version)
        .execute();
      return new Map(rows.map((row) => [row.persona, row.emoji_id]));
    },
    async set(applicationId, persona, version, emojiId) {
      await db
        .insertInto('faces')
        .values({ application_id: applicationId, persona, version, emoji_id: emojiId })
        .onConflict((conflict) =>
          conflict.columns(['application_id', 'persona', 'version']).doUpdateSet({ emoji_id: emojiId }),
        )
        .execute();
    },
  };
}
