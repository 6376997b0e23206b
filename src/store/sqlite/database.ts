/** Opens a store in a SQLite file. */
import type { DatabaseSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import type { Measure } from '../../runtime/measurements.ts';
import { StartupError } from '../../runtime/startupError.ts';
import { asking } from '../asking.ts';
import type { Database, OpenDatabase } from '../database.ts';
import { measuredAsking, measuredQueries } from '../measuring.ts';
import { migrate } from '../migrator.ts';
import { readerAsking } from './asking.ts';
import { endStart, openSqlite, openSqliteReader, sqliteDialect } from './connection.ts';
import { makeDatabaseFile } from './databaseFile.ts';
import { migrations } from './migrations.ts';
import { openingFault } from './openingFault.ts';
import { postAt } from './scripts.ts';
import { searchIndex } from './searchIndex.ts';

/** The file is on the machine's own disk, so its clock is the machine's. */
const NOW = sql<number>`cast(unixepoch('subsec') * 1000 as integer)`;

const IN_MEMORY = ':memory:';

/**
 * Opens the file and brings its tables up to date.
 *
 * @param path a file, made with its folder if missing, or `:memory:`
 * @param measure hears of each query
 * @throws StartupError when it cannot be used: not a database, not writable, locked, or written by a newer version
 */
export async function openSqliteDatabase(path: string, measure?: Measure): Promise<OpenDatabase> {
  const { db, database } = await connect(path, measure);
  try {
    await migrate(db, migrations, path);
    endStart(database);
    // A database in memory is its connection's alone.
    const reader = path === IN_MEMORY ? database : openSqliteReader(path);
    const search = searchIndex(db, reader);
    // Who asks there in the middle of a change would see the half of it.
    const ask = reader === database ? asking(db) : measuredAsking(readerAsking(reader), measure);
    const close = async () => {
      if (reader !== database) reader.close();
      await db.destroy();
    };
    return { db, ask, search, now: NOW, postAt, close };
  } catch (error) {
    await db.destroy();
    throw error instanceof StartupError ? error : unusable(path, error);
  }
}

async function connect(
  path: string,
  measure: Measure | undefined,
): Promise<{ db: Kysely<Database>; database: DatabaseSync }> {
  try {
    if (path !== IN_MEMORY) makeDatabaseFile(path);
    const database = await openSqlite(path);
    return { database, db: new Kysely<Database>({ dialect: sqliteDialect(database), ...measuredQueries(measure) }) };
  } catch (error) {
    throw unusable(path, error);
  }
}

function unusable(path: string, error: unknown): StartupError {
  const { fault, reason } = openingFault(error, path);
  return new StartupError({ kind: 'database-unusable', path, fault, reason }, { cause: error });
}
