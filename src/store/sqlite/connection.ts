/** Kysely's dialect for the SQLite that is part of Node.js (`node:sqlite`). */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type SqliteStatement,
  type TransactionSettings,
} from 'kysely';
import { StoreError } from '../../runtime/storeError.ts';
import { storeErrorOf } from './errors.ts';

/**
 * How long a statement waits for another process's lock, milliseconds. It blocks the process, and an interaction must be
 * answered within 3 s (`discord-api-docs interactions/receiving-and-responding`).
 */
const LOCK_TIMEOUT = 1_000;

/** The same at the start, when nobody waits for an answer: another process may be bringing the tables up to date. */
const START_LOCK_TIMEOUT = 5_000;

/** How long to wait before asking again for what SQLite refuses at once, whatever its timeout; milliseconds. */
const ASK_AGAIN_AFTER = 20;

/** How much of the file is read in place rather than copied, bytes: a large search index is read all over. */
const MAPPED = 2 ** 30;

/** Statements that are kept ready; the program has fewer, unless some are made up from what people do. */
const MOST_PREPARED = 200;

/**
 * Opens a database file, made if it does not exist; `:memory:` for one that lasts as long as the connection. It waits for
 * locks as a start may, until {@link endStart}.
 *
 * @throws StoreError when the file cannot be opened or is no database
 */
export async function openSqlite(path: string): Promise<DatabaseSync> {
  const database = failingAs(path, () => new DatabaseSync(path, { timeout: START_LOCK_TIMEOUT }));
  await useWriteAheadLog(database, path);
  database.exec(`PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA mmap_size = ${MAPPED}`);
  return database;
}

/** Of connections that do this to a new file at once, all but one are refused without waiting. */
async function useWriteAheadLog(database: DatabaseSync, path: string): Promise<void> {
  const end = performance.now() + START_LOCK_TIMEOUT;
  for (;;) {
    try {
      return failingAs(path, () => database.exec('PRAGMA journal_mode = WAL'));
    } catch (error) {
      const isBusy = error instanceof StoreError && error.kind === 'busy';
      if (!isBusy || performance.now() >= end) {
        database.close();
        throw error;
      }
    }
    await setTimeout(ASK_AGAIN_AFTER);
  }
}

/** From now on people wait for answers: a lock of another process's is waited for less. */
export function endStart(database: DatabaseSync): void {
  database.exec(`PRAGMA busy_timeout = ${LOCK_TIMEOUT}`);
}

/**
 * Opens a second connection to a database file, for reading alone: who reads there never waits for who writes.
 *
 * @throws StoreError when the file cannot be opened
 */
export function openSqliteReader(path: string): DatabaseSync {
  return failingAs(path, () => {
    const database = new DatabaseSync(path, { readOnly: true, timeout: LOCK_TIMEOUT });
    database.exec(`PRAGMA mmap_size = ${MAPPED}`);
    return database;
  });
}

/** Lets Kysely use an open connection, whose failures are StoreErrors; destroying the Kysely instance closes it. */
export function sqliteDialect(database: DatabaseSync): Dialect {
  return {
    createDriver: () => new NodeSqliteDriver(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new TransactionalAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}

/** SQLite can take back changes of tables (`sqlite.org/lang_transaction.html`): all migrations are made, or none. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class NodeSqliteDriver extends SqliteDriver {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    super({ database: kyselyView(database) });
    this.#database = database;
  }

  /**
   * A transaction that writes is locked from its beginning, so it never finds that what it has read is old by now: two
   * processes that started at once would both bring the tables up to date. One that only reads waits for nobody.
   */
  override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings): Promise<void> {
    const changes = settings?.accessMode !== 'read only';
    await connection.executeQuery(CompiledQuery.raw(changes ? 'begin immediate' : 'begin'));
  }

  /** After a full disk SQLite has rolled back by itself; to be told so would hide that the disk is full. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.isTransaction) await super.rollbackTransaction(connection);
  }
}

function kyselyView(database: DatabaseSync): SqliteDatabase {
  const path = database.location() ?? ':memory:';
  const prepared = new Map<string, SqliteStatement>();
  const prepare = (sql: string) => {
    const before = prepared.get(sql);
    if (before) return before;
    const statement = failingAs(path, () => kyselyStatement(database.prepare(sql), path));
    if (prepared.size < MOST_PREPARED) prepared.set(sql, statement);
    return statement;
  };
  return { close: () => database.close(), prepare };
}

function kyselyStatement(statement: StatementSync, path: string): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => failingAs(path, () => statement.all(...bindable(parameters))),
    run: (parameters) => failingAs(path, () => statement.run(...bindable(parameters))),
    iterate: (parameters) => statement.iterate(...bindable(parameters)),
  };
}

/** @throws StoreError for what `act` throws, where it is the database's own failure */
export function failingAs<Result>(path: string, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    throw storeErrorOf(error, path);
  }
}

/** Kysely types parameters as unknown; the tables' types (`database.ts`) allow only what SQLite can bind. */
function bindable(parameters: readonly unknown[]): SQLInputValue[] {
  return parameters as SQLInputValue[];
}
