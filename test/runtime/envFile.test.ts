import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lineOfUnreadToken, readEnvFile } from '../../src/runtime/envFile.ts';

const TEXT = '# the bot\r\nDISCORD_TOKEN="abc.def"\r\nTHREADS_DIR=データ/スレッド\r\nLOG_LEVEL=\r\n';
const VARIABLES = { DISCORD_TOKEN: 'abc.def', THREADS_DIR: 'データ/スレッド' };

describe('the file .env', () => {
  let path: string;

  beforeEach(() => {
    path = join(mkdtempSync(join(tmpdir(), 'reprise-')), '.env');
  });

  afterEach(() => rmSync(join(path, '..'), { recursive: true }));

  const bigEndian = (text: string) => Buffer.from(text, 'utf16le').swap16();

  it.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${TEXT}`)],
    ['UTF-16 with a byte order mark, as PowerShell writes it', Buffer.from(`\uFEFF${TEXT}`, 'utf16le')],
    ['UTF-16 without one', Buffer.from(TEXT, 'utf16le')],
    ['big-endian UTF-16', bigEndian(`\uFEFF${TEXT}`)],
    ['big-endian UTF-16 without a byte order mark', bigEndian(TEXT)],
  ])('is read in %s, without its blank variables', (_, bytes) => {
    writeFileSync(path, bytes);
    expect(readEnvFile(path)?.variables).toEqual(VARIABLES);
  });

  it('may be missing, or empty', () => {
    expect(readEnvFile(path)).toBeUndefined();
    writeFileSync(path, '');
    expect(readEnvFile(path)?.variables).toEqual({});
  });

  it('may have comments in another encoding, but no values', () => {
    const shiftJis = Buffer.from([0x83, 0x65, 0x83, 0x58, 0x83, 0x67]);
    writeFileSync(path, Buffer.concat([Buffer.from('# '), shiftJis, Buffer.from('\nA=1\n')]));
    expect(readEnvFile(path)?.variables).toEqual({ A: '1' });
    writeFileSync(path, Buffer.concat([Buffer.from('THREADS_DIR='), shiftJis]));
    expect(() => readEnvFile(path)).toThrow('"kind":"env-file-encoding"');
  });

  it('is refused in an encoding that is none of Unicode’s usual ones', () => {
    writeFileSync(path, Buffer.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0]));
    expect(() => readEnvFile(path)).toThrow('"kind":"env-file-encoding"');
  });

  it('is refused as a folder, which Docker makes of a mount that is not there', () => {
    mkdirSync(path);
    expect(() => readEnvFile(path)).toThrow('"kind":"env-file-is-folder"');
  });

  it('is refused as a link that leads nowhere', () => {
    symlinkSync('gone', path);
    expect(() => readEnvFile(path)).toThrow('"kind":"env-file-unreadable"');
  });

  it.each([
    ['DISCORD_TOKEN abc'],
    ['discord_token=abc'],
    ['DISCORD-TOKEN=abc'],
    ['BOT_TOKEN=abc'],
    ['TOKEN=abc'],
    ['$env:DISCORD_TOKEN = "abc"'],
    ['set DISCORD_TOKEN=abc'],
    ['ＤＩＳＣＯＲＤ＿ＴＯＫＥＮ＝abc'],
    ['"DISCORD_TOKEN": "abc",'],
    [`${Buffer.from('1234567890123456789').toString('base64url')}.GaBcDe.${'x'.repeat(38)}`],
  ])('names a token that is not read where it says %s', (line) => {
    expect(lineOfUnreadToken({ path, variables: {}, lines: ['A=1', line] })).toBe(2);
  });

  it.each([
    ['DISCORD_TOKEN='],
    ['DISCORD_TOKEN= # put it here'],
    ['# DISCORD_TOKEN=abc'],
    ['GITHUB_TOKEN=abc'],
    ['LOG_LEVEL=debug'],
    [''],
  ])('names no token where it says %j', (line) => {
    expect(lineOfUnreadToken({ path, variables: {}, lines: [line] })).toBeUndefined();
  });
});
