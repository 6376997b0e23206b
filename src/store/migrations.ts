/**
 * The migrations that every kind of database makes alike: new ones belong here, written with the schema builder. Whole
 * numbers that may pass 2^31, such as milliseconds, are `bigint`.
 */
import type { Migration } from 'kysely/migration';
import { up as paceInState } from './migrations/015-pace-in-state.ts';
import { up as toldCommands } from './migrations/019-told-commands.ts';
import { up as searchLeases } from './migrations/020-search-leases.ts';
import { up as writers } from './migrations/021-writers.ts';

export const sharedMigrations: Readonly<Record<string, Migration>> = {
  '015-pace-in-state': { up: paceInState },
  '019-told-commands': { up: toldCommands },
  '020-search-leases': { up: searchLeases },
  '021-writers': { up: writers },
};
