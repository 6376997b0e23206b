/** Opens a store in a PostgreSQL database. */
import { type Kysely, sql } from 'kysely';
import type { PostgresUrl } from '../../runtime/databaseUrl.ts';
import { StartupError } from '../../runtime/startupError.ts';
import type { Database, OpenDatabase } from '../database.ts';
import { migrate } from '../migrator.ts';
import { placeOf } from './address.ts';
import { ANSWERS_WITHIN, openPostgres } from './connection.ts';
import { lock, MIGRATIONS } from './locks.ts';
import { migrations } from './migrations.ts';
import { openingFault } from './openingFault.ts';
import { searchIndex } from './searchIndex.ts';

/** How long bringing the tables up to date may take, and waiting for another process that does; milliseconds. */
const STARTS_WITHIN = 600_000;

/**
 * Connects to the database and brings its tables up to date.
 *
 * @param connections at once, at most
 * @throws StartupError when it cannot be used: nobody there, no entry, no such database, no UTF-8, or written by a newer
 *   version
 */
export async function openPostgresDatabase(url: PostgresUrl, connections: number): Promise<OpenDatabase> {
  const address = placeOf(url);
  const starting = openPostgres(url, 1, STARTS_WITHIN);
  try {
    await refuseOtherEncodings(starting, address);
    await bringUpToDate(starting, address);
  } catch (error) {
    if (error instanceof StartupError) throw error;
    throw new StartupError({ kind: 'server-unusable', address, ...openingFault(error) }, { cause: error });
  } finally {
    await starting.destroy();
  }
  const db = openPostgres(url, connections, ANSWERS_WITHIN);
  return { db, search: searchIndex(db), close: () => db.destroy() };
}

async function refuseOtherEncodings(db: Kysely<Database>, address: string): Promise<void> {
  const { rows } = await sql<{ server_encoding: string }>`SHOW server_encoding`.execute(db);
  const [encoding = ''] = rows.map(({ server_encoding }) => server_encoding);
  if (encoding === 'UTF8') return;
  throw new StartupError({ kind: 'server-unusable', address, fault: 'encoding', reason: encoding });
}

async function bringUpToDate(db: Kysely<Database>, address: string): Promise<void> {
  try {
    await migrate(db, migrations, address, (transaction) => lock(transaction, MIGRATIONS));
  } catch (error) {
    // What comes of it in the end says no longer that this was forbidden.
    const reason = await forbidden(db);
    if (reason === undefined) throw error;
    throw new StartupError({ kind: 'server-unusable', address, fault: 'rights', reason }, { cause: error });
  }
}

/** Why no table can be made; undefined where one can. */
async function forbidden(db: Kysely<Database>): Promise<string | undefined> {
  const { rows } = await sql<{ name: string; schema: string | null; may: boolean | null }>`
    SELECT current_user AS name, current_schema() AS schema,
      has_schema_privilege(current_schema(), 'CREATE') AS may`.execute(db);
  const [row] = rows;
  return row && row.may !== true
    ? `${row.name} may not CREATE in schema ${row.schema ?? 'of its search_path'}`
    : undefined;
}
