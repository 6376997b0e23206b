/** A server's choices are one JSON object, without what it did not choose: a further setting needs no further column. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('server_settings')
    .addColumn('choices', 'text', (column) => column.notNull().defaultTo('{}'))
    .execute();
  await sql`
    UPDATE server_settings SET choices = json_patch('{}', json_object(
      'language', language, 'pace', pace,
      'translate', iif(translate IS NULL, NULL, json(iif(translate, 'true', 'false')))))`.execute(db);
  for (const column of ['language', 'pace', 'translate']) {
    await db.schema.alterTable('server_settings').dropColumn(column).execute();
  }
}
