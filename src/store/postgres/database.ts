/** Opens a store in a PostgreSQL database. */
import { sql } from 'kysely';
import type { PostgresUrl } from '../../runtime/databaseUrl.ts';
import type { Measure } from '../../runtime/measurements.ts';
import { asking } from '../asking.ts';
import type { OpenDatabase } from '../database.ts';
import { migrate } from '../migrator.ts';
import { placeOf } from './address.ts';
import { ANSWERS_WITHIN, openPostgres } from './connection.ts';
import { withNewConnection } from './firstConnection.ts';
import { lock, MIGRATIONS } from './locks.ts';
import { migrations } from './migrations.ts';
import { postAt } from './scripts.ts';
import { searchIndex } from './searchIndex.ts';

const NOW = sql<number>`cast(extract(epoch from clock_timestamp()) * 1000 as bigint)`;

/** How long bringing the tables up to date may take, and waiting for another process that does; milliseconds. */
const STARTS_WITHIN = 600_000;

/**
 * Connects to the database and brings its tables up to date.
 *
 * @param connections at once, at most
 * @param measure hears of each query
 * @throws StartupError when it cannot be used: nobody there, no entry, no such database, no UTF-8, or written by a newer
 *   version
 */
export async function openPostgresDatabase(
  url: PostgresUrl,
  connections: number,
  measure?: Measure,
): Promise<OpenDatabase> {
  await withNewConnection(url, STARTS_WITHIN, (db) =>
    migrate(db, migrations, placeOf(url), (transaction) => lock(transaction, MIGRATIONS)),
  );
  const db = openPostgres(url, connections, ANSWERS_WITHIN, measure);
  return { db, ask: asking(db), search: searchIndex(db), now: NOW, postAt, close: () => db.destroy() };
}
