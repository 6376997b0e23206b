import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../src/runtime/environment.ts';

describe('the environment', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'reprise-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

  it('is the process’s own before the file’s', () => {
    write('.env', 'DISCORD_TOKEN=file\nLOG_LEVEL=debug\n');
    expect(readEnvironment({ DISCORD_TOKEN: 'own' }, folder)).toEqual({ DISCORD_TOKEN: 'own', LOG_LEVEL: 'debug' });
  });

  it('takes the file’s value where the process’s own variable is blank', () => {
    write('.env', 'DISCORD_TOKEN=file\n');
    expect(readEnvironment({ DISCORD_TOKEN: ' ' }, folder)).toEqual({ DISCORD_TOKEN: 'file' });
  });

  it('takes the process’s own value where the file’s is blank', () => {
    write('.env', 'DISCORD_TOKEN=\n');
    expect(readEnvironment({ DISCORD_TOKEN: 'own' }, folder)).toEqual({ DISCORD_TOKEN: 'own' });
  });

  it('has no token in silence where the file names one that was not read', () => {
    write('.env', 'LOG_LEVEL=info\nDISCORD_TOKEN abc\n');
    expect(() => readEnvironment({}, folder)).toThrow(/"token-not-read".*"line":2/);
    expect(readEnvironment({ DISCORD_TOKEN: 'own' }, folder)).toMatchObject({ DISCORD_TOKEN: 'own' });
  });

  it.each(['.env.txt', '.env.local', '.env.example'])('has no token in silence where one is in %s', (name) => {
    write(name, 'DISCORD_TOKEN=abc\n');
    expect(() => readEnvironment({}, folder)).toThrow(/"env-file-misnamed".*\.env\./);
  });

  it('has no token, and no complaint, with a copy of .env.example as it is', () => {
    copyFileSync('.env.example', join(folder, '.env.example'));
    copyFileSync('.env.example', join(folder, '.env'));
    expect(readEnvironment({}, folder)).toEqual({});
  });
});
