import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/store.ts';

describe('the store', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'reprise-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

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
