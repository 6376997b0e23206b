/**
 * The waits of a replay are durations, which no clock that is set can stretch; they were times. A doubt needs none of its own
 * here: whoever takes the replay up begins it anew. What is no JSON is left as it is: it is given up when the bot starts.
 */
import { type Kysely, sql } from 'kysely';

/** The longest wait after a failure, milliseconds, for waits whose length was not stored. */
const LONGEST_RETRY = 36_000;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    UPDATE replays SET state = json_set(
      json_remove(state, '$.notBefore'),
      '$.skippable', json(iif(state ->> '$.notBefore' < state ->> '$.due', 'true', 'false')),
      '$.wait', iif(
        state ->> '$.notBefore' < state ->> '$.due',
        plan ->> ('$.script[' || (state ->> '$.next') || '].gap'),
        ${sql.lit(LONGEST_RETRY)}
      )
    )
    WHERE iif(json_valid(state) AND json_valid(plan), state ->> '$.kind' = 'waiting', false)`.execute(db);
  await sql`
    UPDATE replays SET state = json_set(json_remove(state, '$.lookAt', '$.settled'), '$.lookAfter', 0, '$.settledAfter', 0)
    WHERE iif(json_valid(state), state ->> '$.kind' = 'doubtful', false)`.execute(db);
}
