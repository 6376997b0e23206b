/** Opens a store in a PostgreSQL database. */
import { type Kysely, sql } from 'kysely';
import type { PostgresUrl } from '../../runtime/databaseUrl.ts';
import { type ServerFault, StartupError } from '../../runtime/startupError.ts';
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
  const starting = connect(url, 1, STARTS_WITHIN);
  try {
    await refuseOtherEncodings(starting, address);
    await migrate(starting, migrations, address, (transaction) => lock(transaction, MIGRATIONS));
  } catch (error) {
    throw error instanceof StartupError ? error : unusable(address, error);
  } finally {
    await starting.destroy();
  }
  const db = connect(url, connections, ANSWERS_WITHIN);
  return { db, search: searchIndex(db), close: () => db.destroy() };
}

function connect(url: PostgresUrl, connections: number, answersWithin: number): Kysely<Database> {
  try {
    return openPostgres(url, connections, answersWithin);
  } catch (error) {
    // Only the files that the address names for TLS are looked at before anything is asked.
    throw unusable(placeOf(url), error, 'tls');
  }
}

async function refuseOtherEncodings(db: Kysely<Database>, address: string): Promise<void> {
  const { rows } = await sql<{ server_encoding: string }>`SHOW server_encoding`.execute(db);
  const [encoding = ''] = rows.map(({ server_encoding }) => server_encoding);
  if (encoding === 'UTF8') return;
  throw new StartupError({ kind: 'server-unusable', address, fault: 'encoding', reason: encoding });
}

function unusable(address: string, error: unknown, known?: ServerFault): StartupError {
  const { fault, reason } = openingFault(error);
  return new StartupError({ kind: 'server-unusable', address, fault: known ?? fault, reason }, { cause: error });
}
