/** The first connection to a PostgreSQL database: what keeps a store from being there is found out by it. */
import { type Kysely, sql } from 'kysely';
import type { PostgresUrl } from '../../runtime/databaseUrl.ts';
import { StartupError } from '../../runtime/startupError.ts';
import type { Database } from '../database.ts';
import { placeOf } from './address.ts';
import { openPostgres } from './connection.ts';
import { openingFault } from './openingFault.ts';

/**
 * Does something on a connection that is closed again.
 *
 * @param answersWithin how long a statement may take, milliseconds
 * @throws StartupError when the database cannot be used, or `work` fails there
 */
export async function withNewConnection<Result>(
  url: PostgresUrl,
  answersWithin: number,
  work: (db: Kysely<Database>) => Promise<Result>,
): Promise<Result> {
  const address = placeOf(url);
  const db = openPostgres(url, 1, answersWithin);
  try {
    await refuseOtherEncodings(db, address);
    return await work(db).catch((error: unknown) => explain(db, address, error));
  } catch (error) {
    if (error instanceof StartupError) throw error;
    throw new StartupError({ kind: 'server-unusable', address, ...openingFault(error) }, { cause: error });
  } finally {
    await db.destroy();
  }
}

async function refuseOtherEncodings(db: Kysely<Database>, address: string): Promise<void> {
  const { rows } = await sql<{ server_encoding: string }>`SHOW server_encoding`.execute(db);
  const [encoding = ''] = rows.map(({ server_encoding }) => server_encoding);
  if (encoding === 'UTF8') return;
  throw new StartupError({ kind: 'server-unusable', address, fault: 'encoding', reason: encoding });
}

/** What comes of a right that is missing does not always say so. */
async function explain(db: Kysely<Database>, address: string, error: unknown): Promise<never> {
  const { rows } = await sql<{ name: string; schema: string | null; may: boolean | null }>`
    SELECT current_user AS name, current_schema() AS schema,
      has_schema_privilege(current_schema(), 'CREATE') AS may`.execute(db);
  const [row] = rows;
  if (error instanceof StartupError || !row || row.may) throw error;
  const reason = `${row.name} may not CREATE in schema ${row.schema ?? 'of its search_path'}`;
  throw new StartupError({ kind: 'server-unusable', address, fault: 'rights', reason }, { cause: error });
}
