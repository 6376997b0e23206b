import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteDatabase } from '../../../src/store/sqlite/database.ts';

describe('a SQLite database', () => {
  let folder: string;
  let path: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'reprise-'));
    path = join(folder, 'reprise.sqlite');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const refusal = () => openSqliteDatabase(path).catch((error: unknown) => error);

  it('a file that is no database is refused as that', async () => {
    writeFileSync(path, 'These are notes, not a database. '.repeat(40));
    expect(await refusal()).toMatchObject({
      problem: { kind: 'database-unusable', path, fault: 'not-a-database', reason: 'file is not a database' },
    });
  });

  it('a folder in the place of the file is refused as that', async () => {
    mkdirSync(path);
    expect(await refusal()).toMatchObject({ problem: { kind: 'database-unusable', path, fault: 'folder' } });
  });

  it('a path below a file is refused as one without a folder', async () => {
    writeFileSync(path, '');
    path = join(path, 'reprise.sqlite');
    expect(await refusal()).toMatchObject({ problem: { kind: 'database-unusable', path, fault: 'no-folder' } });
  });

  it('a database of a newer version is refused with what it has', async () => {
    await (await openSqliteDatabase(path)).close();
    const database = new DatabaseSync(path);
    database.exec("INSERT INTO kysely_migration VALUES ('999-from-the-future', '2030-01-01')");
    database.close();
    expect(await refusal()).toMatchObject({
      problem: { kind: 'database-newer', path, migrations: ['999-from-the-future'] },
    });
  });
});
