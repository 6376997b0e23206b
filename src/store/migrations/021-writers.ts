/** Which process stored a replay's state: whoever lost the answer to that can tell whether it was itself. */
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('replays').addColumn('writer', 'text').execute();
}
