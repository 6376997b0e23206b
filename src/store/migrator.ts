/** Brings a database's tables up to date, and refuses a database that is ahead of this program. */
import type { Kysely, Transaction } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { StartupError } from '../runtime/startupError.ts';
import type { Database } from './database.ts';
import { write } from './transactions.ts';

/**
 * Runs the migrations that the database does not have yet, all or none: a process that is killed among them has changed
 * nothing, and another that starts at the same time waits.
 *
 * @param where the database is, for people: a path, or an address without user and password
 * @param lock keeps others waiting until the transaction ends, where its beginning does not
 * @throws StartupError when a newer version of the program has written the database
 * @throws what the database throws
 */
export async function migrate(
  db: Kysely<Database>,
  migrations: Readonly<Record<string, Migration>>,
  where: string,
  lock: (transaction: Transaction<Database>) => Promise<unknown> = async () => undefined,
): Promise<void> {
  await write(db, async (transaction) => {
    await lock(transaction);
    refuseUnknown(await executed(transaction), migrations, where);
    const provider = { getMigrations: async () => ({ ...migrations }) };
    const { error } = await new Migrator({ db: transaction, provider }).migrateToLatest();
    if (error !== undefined) throw error;
  });
}

/**
 * How many of the migrations a database does not have yet. Nothing is changed.
 *
 * @throws as {@link migrate} does
 */
export async function pendingMigrations(db: Kysely<Database>, migrations: object, where: string): Promise<number> {
  const made = await executed(db);
  refuseUnknown(made, migrations, where);
  return Object.keys(migrations).filter((name) => !made.includes(name)).length;
}

function refuseUnknown(made: readonly string[], migrations: object, where: string): void {
  const unknown = made.filter((name) => !Object.hasOwn(migrations, name));
  if (unknown.length === 0) return;
  throw new StartupError({ kind: 'database-newer', path: where, migrations: unknown });
}

async function executed(db: Kysely<Database>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return [];
  const rows = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .execute();
  return rows.map(({ name }) => name);
}
