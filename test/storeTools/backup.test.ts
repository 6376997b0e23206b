import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/store.ts';
import { runBackup } from '../../src/storeTools/backup.ts';
import { FakeTerminal } from '../support/fakeTerminal.ts';
import { folderOf } from '../support/folder.ts';
import { sqliteDatabase } from '../support/stores.ts';

describe('npm run backup', () => {
  it('copies a store while it is used: all of what was stored before, and nothing by half', async () => {
    await using database = await sqliteDatabase();
    const { settings, close } = await openStore(database.url);
    const file = folderOf({})('copy.sqlite');
    const write = async (round: number) => {
      for (const server of ['a', 'b']) await settings.set(server, { pace: round % 2 === 0 ? 'slow' : 'fast' });
    };
    for (let round = 0; round < 50; round += 1) await write(round);
    const terminal = new FakeTerminal();
    const copying = runBackup([file], database.url, terminal);
    for (let round = 50; round < 100; round += 1) await write(round);
    expect(await copying).toBe(0);
    expect(terminal.written).toMatch(/is a whole copy \(\d+\.\d MB\)/);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    await close();
    const copy = await openStore(`sqlite:${file}`);
    for (const server of ['a', 'b']) expect(['slow', 'fast']).toContain((await copy.settings.get(server)).pace);
    await copy.close();
  });

  it.each([
    ['a file that is there', 'copy.sqlite', 1, /is there already/],
    ['a folder that is not there', 'none/copy.sqlite', 1, /was not copied/],
  ])('copies into no %s, and leaves everything as it was', async (_, name, code, sentence) => {
    await using database = await sqliteDatabase();
    await (await openStore(database.url)).close();
    const folder = folderOf({ 'copy.sqlite': 'mine' });
    const terminal = new FakeTerminal();
    expect(await runBackup([folder(name)], database.url, terminal)).toBe(code);
    expect(terminal.told).toMatch(sentence);
    expect(existsSync(folder('none'))).toBe(false);
  });

  it.each([
    ['no file', 'sqlite::memory:', /not a SQLite file/],
    ['a server', 'postgres://bot:hunter2@db.example/reprise', /pg_dump/],
    ['nothing yet', 'sqlite:/nowhere/reprise.sqlite', /no database at \/nowhere\/reprise\.sqlite/],
  ] as const)(
    'copies no store that is %s, says why in both languages, and repeats no password',
    async (_, url, sentence) => {
      const file = folderOf({})('copy.sqlite');
      for (const language of ['en', 'ja'] as const) {
        const terminal = new FakeTerminal(language);
        expect(await runBackup([file], url, terminal)).toBe(1);
        if (language === 'en') expect(terminal.told).toMatch(sentence);
        expect(terminal.told).not.toContain('hunter2');
        expect(terminal.told.length).toBeGreaterThan(10);
      }
      expect(existsSync(file)).toBe(false);
    },
  );

  it('says how it is used where no file, or more than one, is named', async () => {
    const file = join(folderOf({})(), 'copy');
    writeFileSync(file, '');
    for (const typed of [[], [file, file]])
      expect(await runBackup(typed, 'sqlite::memory:', new FakeTerminal())).toBe(2);
    const terminal = new FakeTerminal('ja');
    expect(await runBackup(['--help'], 'sqlite::memory:', terminal)).toBe(0);
    expect(terminal.written).toContain('npm run backup');
  });
});
