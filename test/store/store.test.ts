import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/store.ts';

describe('the store', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'reprise-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('the store says what a server chose while another program holds its file, and that nothing can be changed', async () => {
    const path = join(folder, 'reprise.sqlite');
    const { collections, settings, close } = await openStore(`sqlite:${path}`);
    const other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');
    expect(await collections.of('one')).toMatchObject({ muted: new Set() });
    await expect(settings.set('one', { language: 'ja' })).rejects.toMatchObject({ name: 'StoreError', kind: 'busy' });
    other.exec('COMMIT');
    other.close();
    await close();
  });

  it('the store remembers in a file, made with its folder, what it was told before it was closed', async () => {
    const url = `sqlite:${join(folder, 'deeper', 'reprise.sqlite')}` as const;
    const first = await openStore(url);
    await first.settings.set('one', { language: 'ja' });
    await first.close();
    const { settings, close } = await openStore(url);
    expect(await settings.get('one')).toMatchObject({ language: 'ja' });
    await close();
  });
});
