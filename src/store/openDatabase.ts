/** Opens the database at an address, of whichever kind; what only one kind needs is loaded for that kind alone. */
import { type DatabaseUrl, isPostgresUrl } from '../runtime/databaseUrl.ts';
import type { Measure } from '../runtime/measurements.ts';
import type { OpenDatabase } from './database.ts';

/** Connections to a server at once, unless something else is asked for. */
const USUAL_CONNECTIONS = 10;

/**
 * Opens it and brings its tables up to date.
 *
 * @param connections to a server at once, at most; a file has one that writes
 * @param measure hears of each query
 * @throws StartupError when it cannot be used: no database, out of reach, no right to it, locked, or written by a newer
 *   version
 */
export async function openDatabase(
  url: DatabaseUrl,
  connections = USUAL_CONNECTIONS,
  measure?: Measure,
): Promise<OpenDatabase> {
  if (isPostgresUrl(url)) {
    const { openPostgresDatabase } = await import('./postgres/database.ts');
    return await openPostgresDatabase(url, connections, measure);
  }
  const { openSqliteDatabase } = await import('./sqlite/database.ts');
  return await openSqliteDatabase(url.slice('sqlite:'.length), measure);
}
