/** A plan is kept without its script, too: what is asked for again and again is read without thousands of lines. */
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('replays').addColumn('outline', 'text').execute();
}
