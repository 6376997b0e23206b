import { chmodSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Examination, examine } from '../../src/doctor/examination.ts';
import type { Finding } from '../../src/doctor/finding.ts';
import type { DiscordProbe, StoreCondition } from '../../src/doctor/ports.ts';
import { StartupError } from '../../src/runtime/startupError.ts';
import { folderOf } from '../support/folder.ts';

/** A token of the shape that Discord's have, which nobody has. */
const TOKEN = `${Buffer.from('1234567890123456789').toString('base64url')}.GaBcDe.${'x'.repeat(38)}`;

const THREAD = 'AI · 2025-02-03\nAnn (アン)\n\nA fine title\n\nコメント (1)\nBob (ボブ)\nHello.\n';

const INVITE = 'https://discord.com/oauth2/authorize?client_id=7';

/** A Discord that is as well as it can be, but for what a test says. */
function probe(changes: Partial<DiscordProbe> = {}): DiscordProbe {
  return {
    gatewayAddress: async () => 'wss://gateway.example',
    identity: async () => ({ name: 'Reprise', applicationId: '7', invite: INVITE }),
    remainingSessions: async () => 999,
    gatewaySilence: async () => undefined,
    clockLead: () => 300,
    ...changes,
  };
}

const usable: StoreCondition = { kind: 'usable', place: '/db', pending: 0, free: 5e9 };

type Setup = {
  variables?: Record<string, string>;
  files?: Record<string, string>;
  discord?: Partial<DiscordProbe>;
  store?: Examination['store'];
  http?: Examination['http'];
  platform?: NodeJS.Platform;
};

/** What the doctor finds, and the folder it looked at. */
async function found({ variables, files, discord, ...more }: Setup = {}) {
  const { store = async () => usable, http = async () => 'free', platform = 'linux' } = more;
  const folder = folderOf({ 'threads/a.txt': THREAD, ...files });
  if (files?.['.env'] !== undefined) chmodSync(folder('.env'), 0o600);
  const findings: Finding[] = [];
  for await (const finding of examine({
    folder: folder(),
    environment: { DISCORD_TOKEN: TOKEN, THREADS_DIR: folder('threads'), ...variables },
    ...{ nodeVersion: '24.1.0', platform },
    discord: () => probe(discord),
    ...{ store, http },
  })) {
    findings.push(finding);
  }
  return { folder, findings, kinds: findings.map(({ kind }) => kind) };
}

const refused = async () => {
  throw new StartupError({ kind: 'token-refused' });
};

describe('what the doctor finds', () => {
  it('a good setup passes every check, in the order of a start', async () => {
    const { findings, folder } = await found({ files: { '.env': `DISCORD_TOKEN=${TOKEN}\n` } });
    expect(findings).toEqual([
      { kind: 'node', version: '24.1.0' },
      { kind: 'env-file', path: folder('.env') },
      { kind: 'variables' },
      { kind: 'discord', address: 'https://discord.com/api' },
      { kind: 'clock', lead: 300 },
      { kind: 'identity', name: 'Reprise', applicationId: '7', invite: INVITE },
      { kind: 'gateway', address: 'wss://gateway.example', remaining: 999 },
      { kind: 'store', place: '/db', pending: 0 },
      { kind: 'disk', free: 5e9 },
      { kind: 'threads', folder: folder('threads'), threads: 1 },
      { kind: 'files-private', files: [folder('.env')] },
    ]);
  });

  it('where health and metrics are to be served, that can be done, is done already, or would keep the bot from starting', async () => {
    const variables = { HTTP_PORT: '9464' };
    const at = { host: '127.0.0.1', port: 9_464 };
    expect((await found({ variables })).findings).toContainEqual({ kind: 'http-free', ...at });
    expect((await found({ variables, http: async () => 'served' })).findings).toContainEqual({
      kind: 'http-served',
      ...at,
    });
    const problem = { kind: 'http-port-in-use', ...at } as const;
    const http = () => Promise.reject(new StartupError(problem));
    expect((await found({ variables, http })).findings).toContainEqual({ kind: 'startup', problem });
    expect((await found({ http })).findings).not.toContainEqual({ kind: 'startup', problem });
  });

  it('without a token, what needs none is checked all the same', async () => {
    const { kinds } = await found({ variables: { DISCORD_TOKEN: '' } });
    expect(kinds).toEqual(
      expect.arrayContaining(['no-token', 'discord', 'clock', 'skipped', 'gateway', 'store', 'threads']),
    );
    expect(kinds).not.toContain('identity');
  });

  it('a token that cannot be one is told with the other bad variables, and never repeated', async () => {
    const variables = { DISCORD_TOKEN: TOKEN.slice(0, 30), LOG_LEVEL: 'loud' };
    const { findings, kinds } = await found({ variables });
    expect(findings).toContainEqual({
      kind: 'startup',
      problem: {
        kind: 'environment',
        problems: [
          expect.objectContaining({ variable: 'LOG_LEVEL', given: 'loud' }),
          { variable: 'DISCORD_TOKEN', found: 'other' },
        ],
      },
    });
    expect(JSON.stringify(findings)).not.toContain(TOKEN.slice(0, 10));
    expect(kinds).not.toContain('no-token');
    expect(findings).toContainEqual({ kind: 'skipped', check: 'identity' });
  });

  it('what depends on a bad variable is not checked, and said to be so', async () => {
    const { findings, kinds } = await found({ variables: { DISCORD_API_URL: 'nope', DATABASE_URL: 'nope' } });
    expect(findings).toContainEqual({ kind: 'skipped', check: 'discord' });
    expect(findings).toContainEqual({ kind: 'skipped', check: 'store' });
    expect(kinds).toEqual(['node', 'no-env-file', 'startup', 'skipped', 'skipped', 'threads']);
  });

  it('an .env that cannot be read is told, and the other checks go by the environment alone', async () => {
    const { findings, kinds, folder } = await found({ files: { '.env/inside': '' } });
    expect(findings).toContainEqual({
      kind: 'startup',
      problem: { kind: 'env-file-is-folder', file: folder('.env') },
    });
    expect(kinds).toContain('identity');
  });

  it('a Discord that cannot be reached leaves its other checks undone', async () => {
    const problem = { kind: 'unreachable', address: 'https://x', reason: 'ECONNREFUSED' } as const;
    const gatewayAddress = async () => {
      throw new StartupError(problem);
    };
    const { findings } = await found({ discord: { gatewayAddress } });
    expect(findings.slice(3, 7)).toEqual([
      { kind: 'startup', problem },
      { kind: 'skipped', check: 'clock' },
      { kind: 'skipped', check: 'identity' },
      { kind: 'skipped', check: 'gateway' },
    ]);
  });

  it('a token that Discord refuses is a problem, and the gateway is looked at all the same', async () => {
    const { findings } = await found({ discord: { identity: refused, remainingSessions: refused } });
    expect(findings).toContainEqual({ kind: 'startup', problem: { kind: 'token-refused' } });
    expect(findings).toContainEqual({ kind: 'gateway', address: 'wss://gateway.example', remaining: undefined });
  });

  it('a gateway that does not greet is told with the reason', async () => {
    const { findings } = await found({ discord: { gatewaySilence: async () => 'ECONNREFUSED' } });
    expect(findings).toContainEqual({
      kind: 'gateway-silent',
      address: 'wss://gateway.example',
      reason: 'ECONNREFUSED',
    });
  });

  it('a bot that has connected too often today is told when it may again', async () => {
    const until = new Date('2026-11-27T00:00:00Z');
    const remainingSessions = async () => {
      throw new StartupError({ kind: 'sessions-used-up', until });
    };
    const { findings } = await found({ discord: { remainingSessions } });
    expect(findings).toContainEqual({ kind: 'startup', problem: { kind: 'sessions-used-up', until } });
  });

  it.each([
    [0, 'clock'],
    [5_000, 'clock'],
    [-5_001, 'clock-off'],
    [60_000, 'clock-off'],
    [60_001, 'clock-wrong'],
    [-3_600_000, 'clock-wrong'],
  ])('a clock %d ms ahead is found to be: %s', async (lead, kind) => {
    expect((await found({ discord: { clockLead: () => lead } })).findings).toContainEqual({ kind, lead });
  });

  it('a clock cannot be judged where Discord’s answer names no time', async () => {
    const { findings } = await found({ discord: { clockLead: () => undefined } });
    expect(findings).toContainEqual({ kind: 'skipped', check: 'clock' });
  });

  it('a database that cannot be used is told in the words of a start', async () => {
    const problem = { kind: 'database-unusable', path: '/db', fault: 'locked', reason: 'busy' } as const;
    const { findings, kinds } = await found({ store: async () => Promise.reject(new StartupError(problem)) });
    expect(findings).toContainEqual({ kind: 'startup', problem });
    expect(kinds).not.toContain('disk');
  });

  it.each<[StoreCondition, Finding[]]>([
    [{ kind: 'in-memory', place: ':memory:' }, [{ kind: 'store-in-memory' }]],
    [{ ...usable, pending: 2 }, [{ kind: 'store', place: '/db', pending: 2 }]],
    [
      { kind: 'to-be-made', place: '/db', free: 104_857_599 },
      [
        { kind: 'store-to-be-made', place: '/db' },
        { kind: 'disk-low', free: 104_857_599 },
      ],
    ],
  ])('a database is described as it is: %o', async (condition, expected) => {
    const { findings } = await found({ store: async () => condition });
    expect(findings).toEqual(expect.arrayContaining(expected));
  });

  it('files that hold no thread are counted and named', async () => {
    const { findings, folder } = await found({ files: { 'threads/deep/bad.txt': 'Hello' } });
    expect(findings).toContainEqual({ kind: 'threads', folder: folder('threads'), threads: 1 });
    expect(findings).toContainEqual({
      ...{ kind: 'threads-left-out', folder: folder('threads'), all: 2 },
      files: ['deep/bad.txt'],
    });
  });

  it('a folder without threads is pointed out, and one that is not there is a problem', async () => {
    const empty = folderOf({ 'threads/.keep': '' });
    const { findings } = await found({ variables: { THREADS_DIR: empty('threads') } });
    expect(findings).toContainEqual({ kind: 'no-threads', folder: empty('threads') });
    const missing = await found({ variables: { THREADS_DIR: empty('nowhere') } });
    expect(missing.findings).toContainEqual({
      kind: 'startup',
      problem: expect.objectContaining({ kind: 'threads-unreadable' }),
    });
  });

  it.skipIf(process.platform === 'win32')('secrets that everybody can read are pointed out', async () => {
    const elsewhere = folderOf({ 'reprise.sqlite': '' });
    chmodSync(elsewhere(), 0o755);
    chmodSync(elsewhere('reprise.sqlite'), 0o644);
    const { findings } = await found({
      files: { '.env': '' },
      store: async () => ({ ...usable, file: elsewhere('reprise.sqlite') }),
    });
    expect(findings).toContainEqual({ kind: 'files-exposed', files: [elsewhere('reprise.sqlite')] });
  });

  it('nothing is said of who can read files on Windows, whose rights cannot be told from here', async () => {
    const { kinds } = await found({ files: { '.env': '' }, platform: 'win32' });
    expect(kinds.filter((kind) => kind.startsWith('files'))).toEqual([]);
    expect(kinds).toContain('threads');
  });

  it('an error of the doctor’s own is not taken for a finding', async () => {
    const broken = found({ store: async () => Promise.reject(new TypeError('of our own')) });
    await expect(broken).rejects.toThrow('of our own');
  });
});
