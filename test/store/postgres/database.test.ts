import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, statSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startupProblemText } from '../../../src/i18n/startup.ts';
import { StartupError } from '../../../src/runtime/startupError.ts';
import { openPostgresDatabase } from '../../../src/store/postgres/database.ts';
import { type PostgresServer, postgresFolder, postgresPrograms, startPostgres } from '../../support/postgres/server.ts';
import { skipUnlessThere } from '../../support/stores.ts';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('a PostgreSQL database', () => {
  let server: PostgresServer;
  let certificate: string;
  let port: number;

  beforeAll(async () => {
    if (postgresPrograms === undefined) return;
    const place = postgresFolder();
    const [key, crt] = [join(place.folder, 'server.key'), join(place.folder, 'server.crt')];
    const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'];
    const names = ['-addext', 'subjectAltName=DNS:localhost'];
    execFileSync('openssl', [...made, ...names, '-keyout', key, '-out', crt], { stdio: 'ignore' });
    const { uid, gid } = statSync(place.folder);
    for (const file of [key, crt]) chownSync(file, uid, gid);
    certificate = crt;
    port = await freePort();
    const tls = ['ssl = on', `ssl_key_file = '${key}'`, `ssl_cert_file = '${crt}'`];
    server = await startPostgres(place, port, tls, ['host all guarded 127.0.0.1/32 scram-sha-256']);
    await server.query('postgres', "CREATE USER guarded PASSWORD 'hunter2'");
    await server.query('postgres', 'CREATE DATABASE guarded OWNER guarded');
    await server.query('postgres', 'CREATE USER crowded CONNECTION LIMIT 0');
    await server.query('postgres', 'CREATE DATABASE theirs');
    await server.query('postgres', "CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0");
  });

  afterAll(() => server?.stop());

  beforeEach((context) => skipUnlessThere('PostgreSQL', context));

  const address = (user: string, database: string, options = '') =>
    `postgres://${user}@localhost:${port}/${database}${options}` as const;

  async function refusal(url: `postgres://${string}`): Promise<unknown> {
    try {
      await (await openPostgresDatabase(url, 2)).close();
      return 'opened';
    } catch (error) {
      return error instanceof StartupError ? error.problem : error;
    }
  }

  it('a PostgreSQL database lets a user in who has its password, encrypted or not', async () => {
    for (const mode of [
      '',
      '?sslmode=disable',
      '?sslmode=require',
      `?sslmode=verify-full&sslrootcert=${certificate}`,
    ]) {
      expect(await refusal(address('guarded:hunter2', 'guarded', mode))).toBe('opened');
    }
  });

  it.each([
    ['a wrong password', 'password', () => address('guarded:wrong', 'guarded')],
    ['no password', 'password', () => address('guarded', 'guarded')],
    ['a database that is not there', 'no-database', () => address('guarded:hunter2', 'nowhere')],
    ['a user whose connections are all taken', 'too-many-connections', () => address('crowded', 'guarded')],
    ['a user who may make no tables', 'rights', () => address('guarded:hunter2', 'theirs')],
    ['an encoding that has no Japanese', 'encoding', () => address('reprise', 'latin')],
    ['a certificate that nobody trusts', 'tls', () => address('guarded:hunter2', 'guarded', '?sslmode=verify-full')],
    ['no authority to ask', 'tls', () => address('guarded:hunter2', 'guarded', '?sslmode=verify-ca')],
    ['an authority’s file that is not there', 'tls', () => address('a', 'b', '?sslmode=verify-ca&sslrootcert=/none')],
    ['a port where nothing listens', 'refused', () => `postgres://a:hunter2@127.0.0.1:1/b` as const],
    ['a folder without a socket', 'refused', () => `postgres:///b?host=/nowhere&password=hunter2` as const],
    ['a host without an address', 'unknown-host', () => `postgres://a:hunter2@nowhere.invalid/b` as const],
  ])(
    'a PostgreSQL database with %s is refused as that, in both languages, without a password',
    async (_, fault, url) => {
      const problem = await refusal(url());
      expect(problem).toMatchObject({ kind: 'server-unusable', fault });
      for (const language of ['en', 'ja'] as const) {
        const text = startupProblemText(language, problem as Parameters<typeof startupProblemText>[1]);
        expect(text).toMatch(/postgres:\/\/[^@]+ /);
        expect(text).not.toContain('hunter2');
      }
    },
  );

  it('a PostgreSQL database of a newer version is refused with what it has', async () => {
    const url = address('reprise', 'guarded');
    expect(await refusal(url)).toBe('opened');
    await server.query('guarded', "INSERT INTO kysely_migration VALUES ('999-from-the-future', '2030-01-01')");
    expect(await refusal(url)).toMatchObject({
      kind: 'database-newer',
      path: `postgres://localhost:${port}/guarded`,
      migrations: ['999-from-the-future'],
    });
  });
});
