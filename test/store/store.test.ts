import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isStoreError } from '../../src/store/sqlite/storeError.ts';
import { openStore } from '../../src/store/store.ts';

describe('the store', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'reprise-'));
    file = join(folder, 'deeper', 'reprise.sqlite');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('keeps what each server chose, apart from the others, until it is reset', async () => {
    const first = await openStore(file);
    await first.settings.set('one', { language: 'ja' });
    await first.settings.set('one', { pace: 'slow' });
    await first.settings.set('one', { translate: false });
    await first.close();
    const { settings, close } = await openStore(file);
    expect(await settings.get('one')).toEqual({ language: 'ja', pace: 'slow', translate: false });
    expect(await settings.get('another')).toEqual({ language: null, pace: null, translate: null });
    await settings.reset('one');
    expect(await settings.get('one')).toEqual({ language: null, pace: null, translate: null });
    await close();
  });

  it('keeps faces by application and design', async () => {
    const { faces, close } = await openStore(file);
    await faces.set('app', 'bob', 1, 'emoji');
    await faces.set('app', 'bob', 1, 'newer');
    expect(await faces.all('app', 1)).toEqual(new Map([['bob', 'newer']]));
    expect(await faces.all('app', 2)).toEqual(new Map());
    expect(await faces.all('other', 1)).toEqual(new Map());
    await close();
  });

  it('forgets a webhook for every channel that used it', async () => {
    const { webhooks, close } = await openStore(file);
    await webhooks.set('channel', { id: 'hook', token: 'secret', threadChannelId: null });
    await webhooks.set('thread', { id: 'hook', token: 'secret', threadChannelId: 'thread' });
    expect(await webhooks.get('thread')).toEqual({ id: 'hook', token: 'secret', threadChannelId: 'thread' });
    await webhooks.forget('hook');
    expect(await webhooks.get('channel')).toBeUndefined();
    expect(await webhooks.get('thread')).toBeUndefined();
    await close();
  });

  it('refuses a database of a newer version, and says what to do', async () => {
    await (await openStore(file)).close();
    const database = new DatabaseSync(file);
    database.exec("INSERT INTO kysely_migration VALUES ('999-from-the-future', '2030-01-01')");
    database.close();
    await expect(openStore(file)).rejects.toThrow(/newer version of Reprise \(it has 999-from-the-future\).*Update/);
  });

  it('refuses a file that is no database', async () => {
    const other = join(folder, 'notes.txt');
    writeFileSync(other, 'These are notes, not a database. '.repeat(40));
    await expect(openStore(other)).rejects.toThrow(/cannot be used: file is not a database/);
  });

  it('fails one statement, and recovers, when another program holds the database', async () => {
    const { settings, close } = await openStore(file);
    const other = new DatabaseSync(file);
    other.exec('BEGIN EXCLUSIVE');
    const failure = await settings.set('one', { pace: 'fast' }).catch((error: unknown) => error);
    expect(isStoreError(failure)).toBe(true);
    other.exec('ROLLBACK');
    other.close();
    await settings.set('one', { pace: 'fast' });
    expect(await settings.get('one')).toMatchObject({ pace: 'fast' });
    await close();
  });
});
