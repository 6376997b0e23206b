/**
 * The store's history in PostgreSQL: it begins with all tables that SQLite's migrations had made by then, and goes on with
 * those that both share. One that has been released is never edited or renamed.
 */
import type { Migration } from 'kysely/migration';
import { sharedMigrations } from '../migrations.ts';
import { up as tables } from './migrations/013-tables.ts';

export const migrations: Readonly<Record<string, Migration>> = { '013-tables': { up: tables }, ...sharedMigrations };
