import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { StartupError, type StartupProblem } from '../src/runtime/startupError.ts';

/** The shape of a real one: an id in base64, a time, a signature. */
const TOKEN = `${Buffer.from('1234567890123456789').toString('base64url')}.GaBcDe.${'x'.repeat(38)}`;

/** What is wrong with an environment. */
function problemOf(environment: Record<string, string>): StartupProblem | undefined {
  try {
    readConfig(environment);
    return undefined;
  } catch (error) {
    if (error instanceof StartupError) return error.problem;
    throw error;
  }
}

describe('the configuration', () => {
  it('needs nothing of the environment: every variable has a default', () => {
    expect(readConfig({ DISCORD_TOKEN: '  ' })).toEqual({
      token: undefined,
      apiUrl: 'https://discord.com/api',
      cdnUrl: 'https://cdn.discordapp.com',
      databaseUrl: 'sqlite:data/reprise.sqlite',
      databaseConnections: 10,
      threadsDir: 'data/threads',
      logLevel: 'info',
      heartbeatFile: undefined,
      http: undefined,
      shards: 'auto',
      requestsPerSecond: 50,
      sandbox: { host: '127.0.0.1', port: 8787, logLevel: 'warn' },
    });
  });

  it('names every bad variable at once, what it holds and what it must hold', () => {
    const bad = {
      DATABASE_URL: 'mysql:x',
      LOG_LEVEL: 'loud',
      DISCORD_API_URL: 'nope',
      SANDBOX_PORT: '70000',
      SHARDS: '4-7/4',
    };
    expect(problemOf(bad)).toEqual({
      kind: 'environment',
      problems: [
        { variable: 'DISCORD_API_URL', given: 'nope', expected: { kind: 'address' } },
        { variable: 'DATABASE_URL', given: 'mysql:x', expected: { kind: 'database' } },
        {
          variable: 'LOG_LEVEL',
          given: 'loud',
          expected: { kind: 'choice', choices: ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] },
        },
        { variable: 'SANDBOX_PORT', given: '70000', expected: { kind: 'port' } },
        { variable: 'SHARDS', given: '4-7/4', expected: { kind: 'shards' } },
      ],
    });
  });

  it.each(['sqlite::memory:', 'postgres://bot:a%40b@db.example:6432/reprise?sslmode=require', 'postgresql:///reprise'])(
    'takes %s as the address of a store',
    (DATABASE_URL) => {
      expect(readConfig({ DATABASE_URL }).databaseUrl).toBe(DATABASE_URL);
    },
  );

  it.each(['1', '501', 'many'])('refuses %s connections to the store', (DATABASE_CONNECTIONS) => {
    expect(problemOf({ DATABASE_CONNECTIONS })).toMatchObject({
      problems: [{ variable: 'DATABASE_CONNECTIONS', expected: { kind: 'number', least: 2, most: 500 } }],
    });
    expect(readConfig({ DATABASE_CONNECTIONS: '2' }).databaseConnections).toBe(2);
  });

  it.each([
    ['DATABASE_URL', 'mysql://bot:hunter2@db.example/reprise?password=hunter2', 'mysql://…@db.example/reprise?…'],
    ['DATABASE_URL', 'postgres://bot:hunter2@db.example:port/reprise', 'postgres://…@db.example:port/reprise'],
    ['DATABASE_URL', 'bot:hunter2@db.example', 'bot:…@db.example'],
    ['DISCORD_API_URL', 'ftp://bot:hun@ter2@proxy.example', 'ftp://…@proxy.example'],
  ])('repeats no password that a variable holds: %s', (variable, value, given) => {
    expect(problemOf({ [variable]: value })).toMatchObject({ problems: [{ variable, given }] });
  });

  it('takes a token of Discord’s, pasted with what people copy along', () => {
    expect(readConfig({ DISCORD_TOKEN: `"Bot ${TOKEN}"\n` }).token).toBe(TOKEN);
  });

  it('refuses what cannot be a token of Discord’s, beside all else that is wrong, and never repeats it', () => {
    const problem = problemOf({ DISCORD_TOKEN: 'a'.repeat(32), LOG_LEVEL: 'loud' });
    expect(problem).toMatchObject({
      problems: [{ variable: 'LOG_LEVEL' }, { variable: 'DISCORD_TOKEN', found: 'client-secret' }],
    });
    expect(JSON.stringify(problem)).not.toContain('aaa');
  });

  it('leaves the shape of tokens to a server that is compatible with Discord', () => {
    const DISCORD_API_URL = 'https://chat.example/api';
    expect(readConfig({ DISCORD_TOKEN: ' any-token ', DISCORD_API_URL }).token).toBe('any-token');
    expect(problemOf({ DISCORD_TOKEN: 'two words', DISCORD_API_URL })).toMatchObject({
      problems: [{ found: 'words' }],
    });
    expect(problemOf({ DISCORD_TOKEN: 'any-token', DISCORD_API_URL: 'https://canary.discord.com/api' })).toMatchObject({
      problems: [{ found: 'other' }],
    });
  });

  it('lets the sandbox’s terminal say as much as LOG_LEVEL asks for', () => {
    expect(readConfig({ LOG_LEVEL: 'debug' })).toMatchObject({ logLevel: 'debug', sandbox: { logLevel: 'debug' } });
  });

  it('serves health and metrics where a port is given, on this machine alone unless another address is', () => {
    expect(readConfig({ HTTP_PORT: '9464' }).http).toEqual({ host: '127.0.0.1', port: 9_464 });
    expect(readConfig({ HTTP_PORT: '65535', HTTP_HOST: ' 0.0.0.0 ' }).http).toEqual({ host: '0.0.0.0', port: 65_535 });
    expect(readConfig({ HTTP_HOST: '0.0.0.0' }).http).toBeUndefined();
  });

  it.each(['0', '65536', '-1', '80a', '9.5'])('refuses %s as the port of health and metrics', (HTTP_PORT) => {
    expect(problemOf({ HTTP_PORT })).toMatchObject({
      problems: [{ variable: 'HTTP_PORT', given: HTTP_PORT, expected: { kind: 'number', least: 1, most: 65_535 } }],
    });
  });

  it('takes all shards or a part of them on, as SHARDS says', () => {
    expect(readConfig({ SHARDS: 'auto' })).toEqual(readConfig({}));
    expect(readConfig({ SHARDS: '4-7/16' }).shards).toEqual({ first: 4, last: 7, count: 16 });
    expect(readConfig({ SHARDS: '5/16' }).shards).toEqual({ first: 5, last: 5, count: 16 });
  });

  it.each(['1', '10001', 'all'])('refuses %s requests a second', (REQUESTS_PER_SECOND) => {
    expect(problemOf({ REQUESTS_PER_SECOND })).toMatchObject({
      problems: [{ variable: 'REQUESTS_PER_SECOND', expected: { kind: 'number', least: 2, most: 10_000 } }],
    });
    expect(readConfig({ REQUESTS_PER_SECOND: '500' }).requestsPerSecond).toBe(500);
  });
});
