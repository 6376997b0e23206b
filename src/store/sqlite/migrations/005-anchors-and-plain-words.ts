/**
 * A replay's plan has an anchor of its own, which was its id until now; its state's words say what they mean; and what was
 * left out of plans and states from before it existed is written down in them.
 */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('replays')
    .addColumn('anchor', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
  await sql`
    UPDATE replays SET
      anchor = id,
      plan = json_set(plan, '$.anchor', id, '$.translate', json(iif(plan ->> '$.translate', 'true', 'false')))`.execute(
    db,
  );
  await rename(db, '$.afterwards', { pause: 'pause-by-hand', ask: 'pause-late' });
  await rename(db, '$.reason.kind', { asked: 'by-hand' });
  await sql`
    UPDATE replays SET state = json_set(state, '$.unseen', 0)
    WHERE state ->> '$.kind' = 'doubtful' AND state ->> '$.unseen' IS NULL`.execute(db);
}

/** Renames words at one place of all states. */
async function rename(db: Kysely<unknown>, path: string, words: Readonly<Record<string, string>>): Promise<void> {
  for (const [before, after] of Object.entries(words)) {
    await sql`
      UPDATE replays SET state = json_set(state, ${path}, ${after}) WHERE state ->> ${path} = ${before}`.execute(db);
  }
}
