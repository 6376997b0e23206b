import { describe, expect, it } from 'vitest';
import { startupLanguage, startupProblemText, startupTexts } from '../../src/i18n/startup.ts';
import type { StartupProblem } from '../../src/runtime/startupError.ts';

const KANA_OR_KANJI = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** One of each kind, so that a new kind does not compile until it is here. */
const examples: { [Kind in StartupProblem['kind']]: Extract<StartupProblem, { kind: Kind }> } = {
  environment: {
    kind: 'environment',
    problems: [
      { variable: 'LOG_LEVEL', given: 'loud', expected: { kind: 'choice', choices: ['info', 'warn'] } },
      { variable: 'DISCORD_API_URL', given: 'nope', expected: { kind: 'address' } },
      { variable: 'DATABASE_URL', given: 'nope', expected: { kind: 'database' } },
      { variable: 'DATABASE_CONNECTIONS', given: '0', expected: { kind: 'number', least: 2, most: 500 } },
      { variable: 'SANDBOX_PORT', given: '-1', expected: { kind: 'port' } },
      { variable: 'SHARDS', given: '4', expected: { kind: 'shards' } },
      { variable: 'DISCORD_TOKEN', found: 'client-secret' },
    ],
  },
  'env-file-is-folder': { kind: 'env-file-is-folder', file: '/app/.env' },
  'env-file-unreadable': { kind: 'env-file-unreadable', file: '/app/.env', reason: 'EACCES: permission denied' },
  'env-file-encoding': { kind: 'env-file-encoding', file: '/app/.env' },
  'token-not-read': { kind: 'token-not-read', file: '/app/.env', line: 3 },
  'env-file-misnamed': { kind: 'env-file-misnamed', file: '/app/.env.txt' },
  'no-sandbox': { kind: 'no-sandbox' },
  'no-token': { kind: 'no-token' },
  'threads-unreadable': { kind: 'threads-unreadable', folder: 'data/threads', reason: 'ENOENT' },
  'database-unusable': { kind: 'database-unusable', path: 'x.sqlite', fault: 'full', reason: 'disk is full' },
  'server-unusable': {
    kind: 'server-unusable',
    address: 'postgres://db.example/reprise',
    fault: 'no-database',
    reason: 'database "reprise" does not exist',
  },
  'database-newer': { kind: 'database-newer', path: 'x.sqlite', migrations: ['009', '010'] },
  'token-refused': { kind: 'token-refused' },
  refused: { kind: 'refused', step: 'commands', status: 400, code: 50_035, said: '0.name: Required' },
  'not-discord': { kind: 'not-discord', address: 'https://x.example', status: 301, said: 'Moved', location: '/login' },
  unreachable: { kind: 'unreachable', address: 'https://x.example', reason: 'ECONNREFUSED' },
  'sessions-used-up': { kind: 'sessions-used-up', until: new Date('2026-11-26T12:00:00Z') },
  disconnected: { kind: 'disconnected', code: 4_014 },
  'port-in-use': { kind: 'port-in-use', port: 8_787 },
  'sandbox-unopenable': { kind: 'sandbox-unopenable', host: '10.0.0.1', port: 1, reason: 'EACCES' },
  'http-port-in-use': { kind: 'http-port-in-use', host: '127.0.0.1', port: 9_464 },
  'http-unopenable': { kind: 'http-unopenable', host: '10.0.0.1', port: 80, reason: 'EACCES' },
  crashed: { kind: 'crashed', reference: 'abcd1234' },
};

const said = (language: 'en' | 'ja', problem: StartupProblem) => startupProblemText(language, problem);

describe('what the program says when it cannot start', () => {
  it.each(Object.values(examples))('is one message in each language, with its facts: $kind', (problem) => {
    const [en, ja] = [said('en', problem), said('ja', problem)];
    expect(en).not.toMatch(KANA_OR_KANJI);
    expect(ja).toMatch(KANA_OR_KANJI);
    for (const text of [en, ja]) {
      expect(text).not.toMatch(/undefined|\[object|\bNaN\b/);
      if (problem.kind !== 'environment') expect(text).not.toContain('\n');
    }
    const facts = Object.entries(problem).filter(
      ([key]) => !['kind', 'problems', 'fault', 'step', 'until'].includes(key),
    );
    for (const [, fact] of facts) {
      for (const one of [fact].flat()) for (const text of [en, ja]) expect(text).toContain(String(one));
    }
  });

  it('lists every bad variable on a line of its own, with what it must hold', () => {
    expect(said('en', examples.environment).split('\n')).toEqual([
      'The environment has values that Reprise cannot use (see .env.example):',
      '  LOG_LEVEL is "loud", expected one of info, warn',
      '  DISCORD_API_URL is "nope", expected an http or https address',
      '  DATABASE_URL is "nope", expected "sqlite:" and a path, such as sqlite:data/reprise.sqlite, or the address of a PostgreSQL database, such as postgres://user:password@host:5432/reprise',
      '  DATABASE_CONNECTIONS is "0", expected a number from 2 to 500',
      '  SANDBOX_PORT is "-1", expected a port: 0 to 65535, 0 for any that is free',
      '  SHARDS is "4", expected auto (as many shards as Discord advises, all in this process), or the part of this process, such as 0-3/16 (shards 0 to 3 of 16) or 5/16 (shard 5 alone); the first shard is 0',
      expect.stringMatching(/^ {2}DISCORD_TOKEN is not a bot’s token: it looks like the application’s client secret/),
    ]);
  });

  it('says what to do about each fault of a database, status of a refusal, and step of a start', () => {
    for (const language of ['en', 'ja'] as const) {
      const { databaseFault, serverFault, step, tokenMistake } = startupTexts(language);
      const family = [databaseFault, serverFault, step, tokenMistake].flatMap((texts) => Object.values<string>(texts));
      expect(new Set(family).size).toBe(family.length);
      const remedies = [403, 404, 413].map((status) => said(language, { ...examples.refused, status }));
      expect(new Set(remedies.map((text) => text.replace(/\d{3}/g, ''))).size).toBe(3);
      expect(said(language, { ...examples['not-discord'], status: 407 })).toMatch(/user and a password|パスワード/);
    }
  });
});

describe('what the program says when the gateway wants other shards', () => {
  it.each([4_010, 4_011])('names SHARDS for code %i, and for no other', (code) => {
    for (const language of ['en', 'ja'] as const) {
      expect(said(language, { kind: 'disconnected', code })).toContain('SHARDS=auto');
      expect(said(language, { kind: 'disconnected', code: 4_014 })).not.toContain('SHARDS');
    }
  });
});

describe('what the program says when it serves', () => {
  it('is where to add the bot to a server, with nothing behind the link that could be taken for a part of it', () => {
    for (const language of ['en', 'ja'] as const) {
      expect(startupTexts(language).ready('https://discord.com/x?y=1')).toMatch(/ https:\/\/discord\.com\/x\?y=1$/);
    }
  });
});

describe('what the program says when the sandbox is open', () => {
  it('the sandbox says where it is and how it ends, in both languages, with nothing behind the address that could be taken for a part of it', () => {
    for (const language of ['en', 'ja'] as const) {
      const text = startupTexts(language).sandboxOpen('http://127.0.0.1:8787');
      expect(text).toMatch(/ http:\/\/127\.0\.0\.1:8787 [^\n]*\n[^\n]*Ctrl-C[^\n]*DISCORD_TOKEN=…/);
      expect(KANA_OR_KANJI.test(text)).toBe(language === 'ja');
    }
  });
});

describe('the language of a start', () => {
  it.each([
    ['ja', { LANG: 'ja_JP.UTF-8' }],
    ['ja', { LANG: 'ja' }],
    ['ja', { LC_ALL: '', LC_MESSAGES: 'ja_JP.eucJP', LANG: 'C' }],
    ['en', { LC_ALL: 'C.UTF-8', LANG: 'ja_JP.UTF-8' }],
    ['en', { LANG: 'jam_JM' }],
    ['en', { LANG: 'de_DE.UTF-8' }],
  ] as const)('is %s for the locale %o', (language, environment) => {
    expect(startupLanguage(environment, 'en-US')).toBe(language);
  });

  it('is the system’s where the environment names no locale', () => {
    expect(startupLanguage({}, 'ja-JP')).toBe('ja');
    expect(startupLanguage({ LANG: '' }, 'en-GB')).toBe('en');
  });
});
