/** Opens the store: one repository for each kind of thing that must survive the process. */
import { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { PostStore, SettingsStore } from '../app/ports.ts';
import type { ReplayStore } from '../replay/ports.ts';
import { StartupError } from '../runtime/startupError.ts';
import type { SearchIndex } from '../search/search.ts';
import type { Database } from './database.ts';
import { type FaceStore, faceStore } from './faces.ts';
import { postStore } from './posts.ts';
import { replayStore } from './replays.ts';
import { settingsStore } from './settings.ts';
import { openSqlite, sqliteDialect } from './sqlite/connection.ts';
import { makeDatabaseFolder } from './sqlite/databaseFolder.ts';
import { migrations } from './sqlite/migrations.ts';
import { openingFault } from './sqlite/openingFault.ts';
import { searchIndex } from './sqlite/searchIndex.ts';
import { type WebhookStore, webhookStore } from './webhooks.ts';

/** Everything the bot remembers. */
export type Store = {
  readonly settings: SettingsStore;
  readonly replays: ReplayStore;
  readonly posts: PostStore;
  readonly faces: FaceStore;
  readonly webhooks: WebhookStore;
  readonly search: SearchIndex;
  close(): Promise<void>;
};

/**
 * Opens a SQLite database and brings its tables up to date.
 *
 * @param path a file, made with its folder if missing, or `:memory:`
 * @throws StartupError when it cannot be used: not a database, not writable, locked, or written by a newer version
 */
export async function openStore(path: string): Promise<Store> {
  const db = connect(path);
  try {
    await migrate(db, path);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return {
    settings: settingsStore(db),
    replays: replayStore(db),
    posts: postStore(db),
    faces: faceStore(db),
    webhooks: webhookStore(db),
    search: searchIndex(db),
    close: () => db.destroy(),
  };
}

function connect(path: string): Kysely<Database> {
  try {
    if (path !== ':memory:') makeDatabaseFolder(path);
    return new Kysely<Database>({ dialect: sqliteDialect(openSqlite(path)) });
  } catch (error) {
    throw unusable(path, error);
  }
}

async function migrate(db: Kysely<Database>, path: string): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  await refuseNewer(db, path);
  const { error } = await migrator.migrateToLatest();
  if (error) throw unusable(path, error);
}

async function refuseNewer(db: Kysely<Database>, path: string): Promise<void> {
  const unknown = (await executedMigrations(db, path)).filter((name) => !(name in migrations));
  if (unknown.length === 0) return;
  throw new StartupError({ kind: 'database-newer', path, migrations: unknown });
}

async function executedMigrations(db: Kysely<Database>, path: string): Promise<string[]> {
  try {
    const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
    if (!tables.some(({ name }) => name === 'kysely_migration')) return [];
    const rows = await db
      .withTables<{ kysely_migration: { name: string } }>()
      .selectFrom('kysely_migration')
      .select('name')
      .execute();
    return rows.map(({ name }) => name);
  } catch (error) {
    throw unusable(path, error);
  }
}

function unusable(path: string, cause: unknown): StartupError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new StartupError({ kind: 'database-unusable', path, fault: openingFault(cause, path), reason }, { cause });
}
