/** Kysely's dialect for the SQLite that is part of Node.js (`node:sqlite`). */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { type SqliteDatabase, SqliteDialect } from 'kysely';

/**
 * How long a statement waits for another process's lock, milliseconds. It blocks the process, and an interaction must be
 * answered within 3 s (`discord-api-docs interactions/receiving-and-responding`).
 */
const LOCK_TIMEOUT = 1_000;

/** How much of the file is read in place rather than copied, bytes: a large search index is read all over. */
const MAPPED = 2 ** 30;

/** Statements that are kept ready; the program has fewer, unless some are made up from what people do. */
const MOST_PREPARED = 200;

/**
 * Opens a database file, made if it does not exist; `:memory:` for one that lasts as long as the connection.
 *
 * @throws what SQLite says of a file that cannot be opened or is no database
 */
export function openSqlite(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: LOCK_TIMEOUT });
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
  database.exec(`PRAGMA mmap_size = ${MAPPED}`);
  return database;
}

/** Lets Kysely use an open connection; destroying the Kysely instance closes it. */
export function sqliteDialect(database: DatabaseSync): SqliteDialect {
  return new SqliteDialect({ database: kyselyView(database) });
}

function kyselyView(database: DatabaseSync): SqliteDatabase {
  const prepared = new Map<string, StatementSync>();
  const prepare = (sql: string) => {
    const before = prepared.get(sql);
    if (before) return before;
    const statement = database.prepare(sql);
    if (prepared.size < MOST_PREPARED) prepared.set(sql, statement);
    return statement;
  };
  return {
    close: () => database.close(),
    prepare(sql) {
      const statement = prepare(sql);
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...bindable(parameters)),
        run: (parameters) => statement.run(...bindable(parameters)),
        iterate: (parameters) => statement.iterate(...bindable(parameters)),
      };
    },
  };
}

/** Kysely types parameters as unknown; the tables' types (`database.ts`) allow only what SQLite can bind. */
function bindable(parameters: readonly unknown[]): SQLInputValue[] {
  return parameters as SQLInputValue[];
}
