/**
 * The migrations that every kind of database makes alike: new ones belong here, written with the schema builder. Whole
 * numbers that may pass 2^31, such as milliseconds, are `bigint`.
 */
import type { Migration } from 'kysely/migration';
import { up as stages } from './migrations/014-stages.ts';
import { up as paceInState } from './migrations/015-pace-in-state.ts';
import { up as schedules } from './migrations/016-schedules.ts';
import { up as undos } from './migrations/017-undos.ts';
import { up as toldCommands } from './migrations/019-told-commands.ts';
import { up as searchLeases } from './migrations/020-search-leases.ts';
import { up as writers } from './migrations/021-writers.ts';
import { up as schedulesByDue } from './migrations/022-schedules-by-due.ts';
import { up as postsByServer } from './migrations/023-posts-by-server.ts';
import { up as identifyTurns } from './migrations/025-identify-turns.ts';
import { up as collectionVersions } from './migrations/027-collection-versions.ts';
import { up as outlines } from './migrations/028-outlines.ts';

export const sharedMigrations: Readonly<Record<string, Migration>> = {
  '014-stages': { up: stages },
  '015-pace-in-state': { up: paceInState },
  '016-schedules': { up: schedules },
  '017-undos': { up: undos },
  '019-told-commands': { up: toldCommands },
  '020-search-leases': { up: searchLeases },
  '021-writers': { up: writers },
  '022-schedules-by-due': { up: schedulesByDue },
  '023-posts-by-server': { up: postsByServer },
  '025-identify-turns': { up: identifyTurns },
  '027-collection-versions': { up: collectionVersions },
  '028-outlines': { up: outlines },
};
