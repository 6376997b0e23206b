/** Looks at a SQLite file as a start would open it, and changes nothing: neither is a file made, nor a table. */
import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { StoreCondition } from '../../doctor/ports.ts';
import { StartupError } from '../../runtime/startupError.ts';
import { migrations } from './migrations.ts';
import { openingFault } from './openingFault.ts';

const IN_MEMORY = ':memory:';

/** How long to wait for a bot that is writing, milliseconds. */
const LOCK_TIMEOUT = 1_000;

const Names = z.array(z.object({ name: z.string() }));
const Checked = z.object({ quick_check: z.string() });

/**
 * How a database file is; one that is not there yet is looked at by the folder it would be made in.
 *
 * @param path of a file, or `:memory:`
 * @throws StartupError when it cannot be used: not a database, damaged, not writable, locked, or written by a newer version
 */
export function inspectSqlite(path: string): StoreCondition {
  if (path === IN_MEMORY) return { kind: 'in-memory', place: path };
  const file = resolve(path);
  const made = existsSync(file);
  const place = made ? file : nearestFolder(file);
  try {
    // With a separator behind it, a file in a folder's place is refused.
    accessSync(made ? place : join(place, sep), constants.W_OK);
    const facts = { place: file, free: freeSpace(place) };
    return made ? { kind: 'usable', pending: pendingIn(file), file, ...facts } : { kind: 'to-be-made', ...facts };
  } catch (error) {
    if (error instanceof StartupError) throw error;
    const { fault, reason } = openingFault(error, file);
    throw new StartupError({ kind: 'database-unusable', path: file, fault, reason }, { cause: error });
  }
}

/** The folder above a file that is there, however many are missing between them. */
function nearestFolder(file: string): string {
  const folder = dirname(file);
  return existsSync(folder) || folder === file ? folder : nearestFolder(folder);
}

function freeSpace(path: string): number {
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize;
}

/** How many migrations a start would make in a database that can be written. */
function pendingIn(file: string): number {
  using database = new DatabaseSync(file, { timeout: LOCK_TIMEOUT });
  // Whoever may begin to write could do so.
  database.exec('BEGIN IMMEDIATE; ROLLBACK');
  const { quick_check: damage } = Checked.parse(database.prepare('PRAGMA quick_check(1)').get());
  if (damage !== 'ok') {
    throw new StartupError({ kind: 'database-unusable', path: file, fault: 'not-a-database', reason: damage });
  }
  const made = new Set(migrationsIn(database));
  const unknown = [...made].filter((name) => !Object.hasOwn(migrations, name));
  if (unknown.length > 0) throw new StartupError({ kind: 'database-newer', path: file, migrations: unknown });
  return Object.keys(migrations).filter((name) => !made.has(name)).length;
}

function migrationsIn(database: DatabaseSync): string[] {
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE name = 'kysely_migration'").all();
  if (tables.length === 0) return [];
  return Names.parse(database.prepare('SELECT name FROM kysely_migration').all()).map(({ name }) => name);
}
