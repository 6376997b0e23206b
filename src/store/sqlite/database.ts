/** Opens a store in a SQLite file. */
import { Kysely } from 'kysely';
import { StartupError } from '../../runtime/startupError.ts';
import type { SearchIndex } from '../../search/search.ts';
import type { Database } from '../database.ts';
import { migrate } from '../migrator.ts';
import { openSqlite, sqliteDialect } from './connection.ts';
import { makeDatabaseFolder } from './databaseFolder.ts';
import { migrations } from './migrations.ts';
import { openingFault } from './openingFault.ts';
import { searchIndex } from './searchIndex.ts';

/**
 * Opens the file and brings its tables up to date.
 *
 * @param path a file, made with its folder if missing, or `:memory:`
 * @throws StartupError when it cannot be used: not a database, not writable, locked, or written by a newer version
 */
export async function openSqliteDatabase(path: string): Promise<{ db: Kysely<Database>; search: SearchIndex }> {
  const db = connect(path);
  try {
    await migrate(db, migrations, path);
  } catch (error) {
    await db.destroy();
    throw error instanceof StartupError ? error : unusable(path, error);
  }
  return { db, search: searchIndex(db) };
}

function connect(path: string): Kysely<Database> {
  try {
    if (path !== ':memory:') makeDatabaseFolder(path);
    return new Kysely<Database>({ dialect: sqliteDialect(openSqlite(path)) });
  } catch (error) {
    throw unusable(path, error);
  }
}

function unusable(path: string, error: unknown): StartupError {
  const { fault, reason } = openingFault(error, path);
  return new StartupError({ kind: 'database-unusable', path, fault, reason }, { cause: error });
}
