/** PgBouncer between a store and its database, which gives each transaction whichever connection is free. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, statSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { PostgresUrl } from '../../../src/runtime/databaseUrl.ts';
import { PATIENCE } from '../patience.ts';
import { postgresFolder, untilReady } from './server.ts';

const FOLDERS = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];

/** Where it is; undefined when there is none. */
export const pgbouncer: string | undefined = FOLDERS.map((folder) => join(folder, 'pgbouncer')).find((path) =>
  existsSync(path),
);

export const HOW_TO_GET_PGBOUNCER = 'There is no PgBouncer for the tests. Install it (apt install pgbouncer).';

/** So few that everybody's transactions take turns on them. */
const CONNECTIONS = 2;

/** @param url of a database that is reached through a socket's folder */
export async function startPooler(url: PostgresUrl): Promise<AsyncDisposable & { readonly url: PostgresUrl }> {
  const { folder, as } = postgresFolder();
  const { searchParams, pathname } = new URL(url);
  const file = join(folder, 'pgbouncer.ini');
  writeFileSync(
    file,
    [
      '[databases]',
      `* = host=${searchParams.get('host')} user=${searchParams.get('user')}`,
      '[pgbouncer]',
      `unix_socket_dir = ${folder}`,
      'auth_type = any',
      'pool_mode = transaction',
      `default_pool_size = ${CONNECTIONS}`,
      `logfile = ${join(folder, 'log')}`,
    ].join('\n'),
  );
  chmodSync(file, 0o644);
  const { uid, gid } = statSync(folder);
  chownSync(file, uid, gid);
  const child = spawn(pgbouncer ?? 'pgbouncer', [file], { ...as, stdio: 'ignore' });
  const pooled: PostgresUrl = `postgres://${pathname}?host=${encodeURIComponent(folder)}&port=6432&user=anybody&connect_timeout=${PATIENCE / 1_000}`;
  await untilReady(pooled, () => 'PgBouncer does not begin.');
  return {
    url: pooled,
    async [Symbol.asyncDispose]() {
      const closed = once(child, 'close');
      child.kill('SIGTERM');
      await closed;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
