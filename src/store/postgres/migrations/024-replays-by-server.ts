/** A replay's key leads with its server, too: a table that is divided has no key without what it is divided by. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE replays DROP CONSTRAINT replays_pkey, ADD CONSTRAINT replays_key PRIMARY KEY USING INDEX replays_by_server
    `.execute(db);
}
