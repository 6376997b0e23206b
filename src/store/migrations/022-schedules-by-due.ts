/** Schedules in the order in which they are looked at, so that a look can go on where a part of it ended. */
import type { Kysely } from 'kysely';

export async function up({ schema }: Kysely<unknown>): Promise<void> {
  for (const moment of ['due', 'settled']) {
    await schema.dropIndex(`schedules_by_${moment}`).execute();
    await schema
      .createIndex(`schedules_by_${moment}`)
      .on('schedules')
      .columns([moment, 'server_id', 'id'])
      .where(moment, 'is not', null)
      .execute();
  }
}
