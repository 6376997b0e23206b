/** A server's unfinished replays are counted before it gets another one. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('unfinished_replays_of_a_server')
    .on('replays')
    .column('server_id')
    .where(sql.ref('unfinished'), '=', sql.lit(1))
    .execute();
}
