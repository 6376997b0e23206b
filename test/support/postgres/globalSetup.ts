/** Begins the PostgreSQL server of a test run, beside the first tests, and ends it after the last. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { FAILURE, type PostgresServer, postgresFolder, postgresPrograms, startPostgres, TEMPLATE } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder that the server's socket is in; empty where there is no PostgreSQL. */
    postgres: string;
  }
}

/** A database with all tables, which those of the tests are copies of; made under another name, so that it is there whole. */
async function makeTemplate(server: PostgresServer): Promise<void> {
  const making = `${TEMPLATE}_in_the_making`;
  await server.query('postgres', `CREATE DATABASE ${making}`);
  // What is wrong with the store is to be a fault of its own tests.
  const { openStore } = await import('../../../src/store/store.ts');
  await (await openStore(server.url(making), { connections: 2 })).close();
  await server.query('postgres', `ALTER DATABASE ${making} RENAME TO ${TEMPLATE}`);
}

export default function setup(project: TestProject): (() => Promise<void>) | undefined {
  if (postgresPrograms === undefined) {
    project.provide('postgres', '');
    return undefined;
  }
  const place = postgresFolder();
  project.provide('postgres', place.folder);
  const starting = startPostgres(place);
  // Whoever needs it fails with that.
  const ready = starting
    .then(makeTemplate)
    .catch((error: unknown) => writeFileSync(join(place.folder, FAILURE), String(error)));
  return async () => {
    await ready;
    await (await starting).stop();
  };
}
