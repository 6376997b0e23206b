/**
 * A replay's plan has an anchor of its own, which was its id until now; its state's words say what they mean; and what was
 * left out of plans and states from before it existed is written down in them. What is no JSON is left as it is: it is given
 * up when the bot starts.
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
      plan = iif(
        json_valid(plan),
        json_set(plan, '$.anchor', id, '$.translate', json(iif(plan ->> '$.translate', 'true', 'false'))),
        plan
      )`.execute(db);
  await rename(db, '$.afterwards', { pause: 'pause-by-hand', ask: 'pause-late' });
  await rename(db, '$.reason.kind', { asked: 'by-hand' });
  await sql`
    UPDATE replays SET state = json_set(state, '$.unseen', 0)
    WHERE iif(json_valid(state), state ->> '$.kind' = 'doubtful' AND state ->> '$.unseen' IS NULL, false)`.execute(db);
}

/** Renames words at one place of all states. */
async function rename(db: Kysely<unknown>, path: string, words: Readonly<Record<string, string>>): Promise<void> {
  for (const [before, after] of Object.entries(words)) {
    await sql`
      UPDATE replays SET state = json_set(state, ${path}, ${after})
      WHERE iif(json_valid(state), state ->> ${path} = ${before}, false)`.execute(db);
  }
}
