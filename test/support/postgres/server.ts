/** A PostgreSQL server for tests: the system's own programs, in a folder that is gone afterwards. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  chownSync,
  existsSync,
  globSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import type { PostgresUrl } from '../../../src/runtime/databaseUrl.ts';
import { PATIENCE } from '../patience.ts';

/** Where Debian has the programs, and what others call the same folder; else they are where all programs are. */
const FOLDERS = ['/usr/lib/postgresql/*/bin', '/opt/homebrew/opt/postgresql*/bin', '/usr/pgsql-*/bin'];

/** The folder of the newest programs; undefined when there are none. */
export const postgresPrograms: string | undefined = programs();

export const HOW_TO_GET_POSTGRES =
  'There is no PostgreSQL for the tests. Install its server (apt install postgresql), or put its programs on PATH.';

/** A file in a server's folder that says why it could not begin. */
export const FAILURE = 'failure';

/** A database that those of tests are copies of. */
export const TEMPLATE = 'template';

/** The only user that a test server knows, who needs no password where nothing else is said. */
const OWNER = 'reprise';

/** Nothing of it is to survive the machine, so nothing is waited for. */
const SETTINGS = ['fsync = off', 'synchronous_commit = off', 'full_page_writes = off', 'max_connections = 200'];

function programs(): string | undefined {
  const onPath = (process.env.PATH ?? '').split(delimiter).filter((folder) => existsSync(join(folder, 'initdb')));
  const version = (folder: string) => Number(/\d+/.exec(folder)?.[0] ?? 0);
  const installed = globSync(FOLDERS).sort((one, other) => version(other) - version(one));
  return [...onPath, ...installed].find((folder) => existsSync(join(folder, 'postgres')));
}

/** PostgreSQL refuses to run as root: then it runs as the user that its package made. */
function someoneElse(): { uid: number; gid: number } | undefined {
  if (userInfo().uid !== 0) return undefined;
  const [uid, gid] = ['-u', '-g'].map((which) => Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' })));
  return { uid: uid ?? 0, gid: gid ?? 0 };
}

/** A folder that a server can use, and how to run its programs. */
export function postgresFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'reprise-pg-'));
  const owner = someoneElse();
  if (owner) chownSync(folder, owner.uid, owner.gid);
  return { folder, as: owner ?? {} };
}

export type PostgresServer = {
  /** The address of one of its databases. */
  url(database: string): PostgresUrl;
  /** Runs statements in one of them; the rows of the last. */
  query(database: string, statements: string): Promise<Record<string, unknown>[]>;
  /** Ends it at once, as a crash would, and begins it anew. */
  restart(): Promise<void>;
  /** Ends it at once. */
  crash(): Promise<void>;
  begin(): Promise<void>;
  stop(): Promise<void>;
};

/**
 * Makes a server in a folder.
 *
 * @param port on 127.0.0.1; without one it is reached through a socket in the folder
 * @param settings lines of its configuration
 * @param entries lines of who may come from where and how, before those that let everybody in
 */
export async function startPostgres(
  { folder, as } = postgresFolder(),
  port?: number,
  settings: readonly string[] = [],
  entries: readonly string[] = [],
): Promise<PostgresServer> {
  const bin = postgresPrograms ?? dirname('/usr/bin/postgres');
  const data = join(folder, 'data');
  const log = join(folder, 'log');
  await run(
    join(bin, 'initdb'),
    ['-D', data, '--no-sync', '-A', 'trust', '-U', OWNER, '-E', 'UTF8', '--no-locale'],
    as,
  );
  const listens = `listen_addresses = '${port === undefined ? '' : '127.0.0.1'}'`;
  const where = [listens, `unix_socket_directories = '${folder}'`, ...(port === undefined ? [] : [`port = ${port}`])];
  appendFileSync(join(data, 'postgresql.conf'), `${[...SETTINGS, ...where, ...settings].join('\n')}\n`);
  const hba = join(data, 'pg_hba.conf');
  writeFileSync(hba, `${entries.join('\n')}\n${readFileSync(hba, 'utf8')}`);
  let child: ChildProcess | undefined;
  const server: PostgresServer = {
    url: (database) =>
      port === undefined
        ? `postgres:///${database}?host=${encodeURIComponent(folder)}&user=${OWNER}`
        : `postgres://${OWNER}@127.0.0.1:${port}/${database}`,
    query: (database, statements) => queryOnce(server.url(database), statements),
    async begin() {
      const begun = spawn(join(bin, 'postgres'), ['-D', data], { ...as, stdio: ['ignore', 'ignore', 'pipe'] });
      const end = () => void begun.kill('SIGQUIT');
      process.once('exit', end);
      begun.once('close', () => process.off('exit', end));
      child = begun;
      child.stderr?.on('data', (said: Buffer) => appendFileSync(log, said));
      await untilReady(server.url('postgres'), () => `PostgreSQL does not begin:\n${readFileSync(log, 'utf8')}`);
    },
    async crash() {
      if (!child) return;
      const closed = once(child, 'close');
      // To the server that means: without a farewell, and with what its log holds at the next start.
      child.kill('SIGQUIT');
      await closed;
      child = undefined;
    },
    async restart() {
      await server.crash();
      await server.begin();
    },
    async stop() {
      await server.crash();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await server.begin();
  return server;
}

async function run(program: string, options: readonly string[], as: object): Promise<void> {
  const child = spawn(program, options, { ...as, stdio: ['ignore', 'ignore', 'pipe'] });
  const said: Buffer[] = [];
  child.stderr.on('data', (part: Buffer) => said.push(part));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${Buffer.concat(said)}`);
}

/** Runs statements on a connection of their own; the rows of the last. */
export async function queryOnce(url: string, statements: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const results = [await client.query<Record<string, unknown>>(statements)].flat();
    return results.at(-1)?.rows ?? [];
  } finally {
    await client.end();
  }
}

/**
 * Waits until a database lets somebody in.
 *
 * @param failure why nobody need wait any more
 */
export async function untilReady(
  url: string,
  complaint: () => string,
  failure: () => string | undefined = () => undefined,
): Promise<void> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      const known = failure();
      if (known !== undefined || Date.now() > end) throw new Error(known ?? complaint(), { cause: error });
    }
    await setTimeout(50);
  }
}
