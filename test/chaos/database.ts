/** The database that the bots of a batch share, and a way to look into it from beside them. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import type { DatabaseUrl } from '../../src/runtime/databaseUrl.ts';
import { PATIENCE } from '../support/patience.ts';
import { postgresFolder, startPostgres } from '../support/postgres/server.ts';

export type Store = 'sqlite' | 'postgres';

export type ChaosDatabase = {
  readonly url: DatabaseUrl;
  /** Rows of a statement with one parameter, `?`; waits for a database that is away. */
  rows(statement: string, parameter: string): Promise<unknown[]>;
  /** Ends the server as a crash would and begins it anew; undefined for a file. */
  readonly strike: (() => Promise<void>) | undefined;
  /** How often it was struck. */
  readonly strikes: number;
  close(): Promise<void>;
};

/** How long to wait before looking again into a database that is away, milliseconds. */
const LOOK_AGAIN = 50;

/** How long a server is away, milliseconds at most. */
const LONGEST_ABSENCE = 1_500;

export function makeDatabase(store: Store, folder: string): Promise<ChaosDatabase> {
  return store === 'sqlite' ? fileIn(folder) : server();
}

async function fileIn(folder: string): Promise<ChaosDatabase> {
  const path = join(folder, 'reprise.sqlite');
  let database: DatabaseSync | undefined;
  return {
    url: `sqlite:${path}`,
    async rows(statement, parameter) {
      // Not before the bot has made it.
      database ??= new DatabaseSync(path, { readOnly: true, timeout: PATIENCE });
      return database.prepare(statement).all(parameter);
    },
    strike: undefined,
    strikes: 0,
    async close() {
      database?.close();
    },
  };
}

async function server(): Promise<ChaosDatabase> {
  // What it has promised is to be there after a crash of the server; the machine does not crash.
  const postgres = await startPostgres(postgresFolder(), undefined, ['synchronous_commit = on']);
  await postgres.query('postgres', 'CREATE DATABASE chaos');
  const url = postgres.url('chaos');
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  let strikes = 0;
  return {
    url,
    async rows(statement, parameter) {
      for (;;) {
        try {
          return (await pool.query(statement.replace('?', '$1'), [parameter])).rows;
        } catch (error) {
          // A mistake in a statement says where it is.
          if (error instanceof Error && 'position' in error && error.position !== undefined) throw error;
        }
        await setTimeout(LOOK_AGAIN);
      }
    },
    async strike() {
      strikes += 1;
      await postgres.crash();
      await setTimeout(Math.random() * LONGEST_ABSENCE);
      await postgres.begin();
    },
    get strikes() {
      return strikes;
    },
    async close() {
      await pool.end();
      await postgres.stop();
    },
  };
}
