import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeDatabaseFolder } from '../../../src/store/sqlite/databaseFolder.ts';

describe('the folder of a database', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'reprise-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('is made with those above it, and stays as it is where it is there', () => {
    for (const _ of [1, 2]) makeDatabaseFolder(join(folder, 'a/b/c/reprise.sqlite'));
    expect(statSync(join(folder, 'a/b/c')).isDirectory()).toBe(true);
    expect(() => makeDatabaseFolder('reprise.sqlite')).not.toThrow();
  });

  it('is refused below a file', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => makeDatabaseFolder(join(folder, 'file/a/reprise.sqlite'))).toThrow('ENOTDIR');
  });

  it.runIf(process.platform === 'linux')('is refused, and not tried for ever, where the system makes none', () => {
    expect(() => makeDatabaseFolder('/proc/reprise/a/reprise.sqlite')).toThrow('ENOENT');
  });
});
