import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeDatabaseFile } from '../../../src/store/sqlite/databaseFile.ts';
import { openStore } from '../../../src/store/store.ts';

describe('the file of a database', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'reprise-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('is made with the folders above it, and they stay as they are where they are there', () => {
    for (const _ of [1, 2]) makeDatabaseFile(join(folder, 'a/b/c/reprise.sqlite'));
    expect(statSync(join(folder, 'a/b/c')).isDirectory()).toBe(true);
  });

  it('is refused below a file', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => makeDatabaseFile(join(folder, 'file/a/reprise.sqlite'))).toThrow('ENOTDIR');
  });

  it.runIf(process.platform === 'linux')('is refused, and not tried for ever, where the system makes none', () => {
    expect(() => makeDatabaseFile('/proc/reprise/a/reprise.sqlite')).toThrow('ENOENT');
  });

  it.skipIf(process.platform === 'win32')('is its owner’s alone, and so is what SQLite makes beside it', async () => {
    const path = join(folder, 'reprise.sqlite');
    const { close, settings } = await openStore(`sqlite:${path}`);
    await settings.set('server', { language: 'ja' });
    for (const file of ['', '-wal', '-shm']) expect(statSync(`${path}${file}`).mode & 0o777, file).toBe(0o600);
    await close();
  });

  it.skipIf(process.platform === 'win32')('keeps the mode that it has', async () => {
    const path = join(folder, 'reprise.sqlite');
    writeFileSync(path, '');
    chmodSync(path, 0o640);
    const { close } = await openStore(`sqlite:${path}`);
    expect(statSync(path).mode & 0o777).toBe(0o640);
    await close();
  });
});
