/** Turns to identify with the gateway: whoever shares the store takes them one after the other. */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { IdentifyTurns } from '../discord/ports.ts';
import type { Database } from './database.ts';

/** No queue is that long, milliseconds: what is further ahead was taken before somebody set the database's clock back. */
const LONGEST_QUEUE = 600_000;

/** @param now what the database's clock shows */
export function identifyTurns(db: Kysely<Database>, now: RawBuilder<number>): IdentifyTurns {
  return {
    async take(bucket, lasts) {
      // One statement: whoever comes at the same time waits for the row, and is given the turn behind it.
      const { rows } = await sql<{ wait: number | string }>`
        insert into identify_turns as turns (bucket, taken_until) values (${bucket}, ${now} + ${lasts})
        on conflict (bucket) do update set taken_until = ${lasts} + case
          when turns.taken_until between ${now} and ${now} + ${LONGEST_QUEUE} then turns.taken_until
          else ${now} end
        returning taken_until - ${lasts} - ${now} as wait`.execute(db);
      // Numbers of 64 bits come as texts; and the clock has gone on since it was looked at first.
      return Math.max(0, Number(rows[0]?.wait ?? 0));
    },
  };
}
