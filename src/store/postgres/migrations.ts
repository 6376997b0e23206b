/**
 * The store's history in PostgreSQL: it begins with all tables that SQLite's migrations had made by then, and goes on with
 * those that both share, and some of its own. One that has been released is never edited or renamed.
 */
import type { Migration } from 'kysely/migration';
import { sharedMigrations } from '../migrations.ts';
import { up as tables } from './migrations/013-tables.ts';
import { up as replaysByServer } from './migrations/024-replays-by-server.ts';

export const migrations: Readonly<Record<string, Migration>> = {
  '013-tables': { up: tables },
  ...sharedMigrations,
  '024-replays-by-server': { up: replaysByServer },
};
