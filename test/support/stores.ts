/** The kinds of stores, for tests that run on each of them. */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { beforeEach, describe, inject, type TestContext } from 'vitest';
import { type DatabaseUrl, isPostgresUrl, type PostgresUrl } from '../../src/runtime/databaseUrl.ts';
import type { Database } from '../../src/store/database.ts';
import { ANSWERS_WITHIN, openPostgres } from '../../src/store/postgres/connection.ts';
import { migrations as inPostgres } from '../../src/store/postgres/migrations.ts';
import { openSqlite, sqliteDialect } from '../../src/store/sqlite/connection.ts';
import { migrations as inSqlite } from '../../src/store/sqlite/migrations.ts';
import { PATIENCE } from './patience.ts';
import { FAILURE, HOW_TO_GET_POSTGRES, queryOnce, TEMPLATE, untilReady } from './postgres/server.ts';

/** A database of a test's own. */
export type TestDatabase = AsyncDisposable & {
  readonly url: DatabaseUrl;
  /** Runs statements behind the store's back, as another process or a person could; the rows of the last. */
  query(statements: string): Promise<Record<string, unknown>[]>;
};

/** A kind of store. */
export type StoreKind = 'SQLite' | 'PostgreSQL';

const makers: Record<StoreKind, () => Promise<TestDatabase>> = {
  SQLite: sqliteDatabase,
  PostgreSQL: () => postgresDatabase(),
};

/** All of them. */
const TEST_STORES = Object.keys(makers) as StoreKind[];

/** Describes something once for each kind of store; where there is no PostgreSQL its tests are skipped, and say why. */
export function describeOnStores(
  title: string,
  body: (makeDatabase: () => Promise<TestDatabase>, kind: StoreKind) => void,
): void {
  describe.each(TEST_STORES)(`${title} (%s)`, (kind) => {
    beforeEach((context) => skipUnlessThere(kind, context));
    body(makers[kind], kind);
  });
}

/** A new database without tables. */
export function emptyDatabase(kind: StoreKind): Promise<TestDatabase> {
  return kind === 'SQLite' ? sqliteDatabase() : postgresDatabase('template0');
}

/** An open database as Kysely sees it, whatever tables it has; on one connection. */
async function openKysely({ url }: TestDatabase): Promise<Kysely<Database>> {
  if (isPostgresUrl(url)) return openPostgres(url, 1, ANSWERS_WITHIN);
  return new Kysely<Database>({ dialect: sqliteDialect(await openSqlite(url.slice('sqlite:'.length))) });
}

/** Makes the migrations up to one of them. */
export async function migrateTo(database: TestDatabase, name: string): Promise<void> {
  const db = await openKysely(database);
  const migrations = isPostgresUrl(database.url) ? inPostgres : inSqlite;
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } }).migrateTo(
    name,
  );
  await db.destroy();
  if (error !== undefined) throw error;
}

/** Skips a test on a store that is not there. */
export function skipUnlessThere(kind: StoreKind, context: TestContext): void {
  context.skip(kind === 'PostgreSQL' && inject('postgres') === '', HOW_TO_GET_POSTGRES);
}

/** A new database in a file. */
export async function sqliteDatabase(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'reprise-'));
  const path = join(folder, 'reprise.sqlite');
  return {
    url: `sqlite:${path}`,
    async query(statements) {
      const database = new DatabaseSync(path, { timeout: PATIENCE });
      try {
        const parts = statements.split(/;\s*(?=\S)/);
        for (const statement of parts.slice(0, -1)) database.exec(statement);
        return database.prepare(parts.at(-1) ?? '').all();
      } finally {
        database.close();
      }
    },
    async [Symbol.asyncDispose]() {
      rmSync(folder, { recursive: true });
    },
  };
}

/**
 * A new database of the test run's server.
 *
 * @param from the database it is a copy of: one with all tables, or `template0` for none
 */
export async function postgresDatabase(from = TEMPLATE): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const server = addressOf('postgres');
  await untilReady(addressOf(TEMPLATE), () => 'The PostgreSQL server of the tests did not begin.', failure);
  await queryOnce(server, `CREATE DATABASE ${name} TEMPLATE ${from}`);
  const url = addressOf(name);
  return {
    url,
    query: (statements) => queryOnce(url, statements),
    async [Symbol.asyncDispose]() {
      await queryOnce(server, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

/** Why the server could not begin, if so. */
function failure(): string | undefined {
  const file = join(inject('postgres'), FAILURE);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function addressOf(database: string): PostgresUrl {
  const host = encodeURIComponent(inject('postgres'));
  return `postgres:///${database}?host=${host}&user=reprise&connect_timeout=${PATIENCE / 1_000}`;
}
