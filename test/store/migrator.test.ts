import { Kysely } from 'kysely';
import { expect, it } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrator.ts';
import { openSqlite, sqliteDialect } from '../../src/store/sqlite/connection.ts';

const first = { '001-first': { up: async () => undefined } };
const both = { ...first, '002-second': { up: async () => undefined } };
const making = { up: (db: Kysely<Database>) => db.schema.createTable('first').addColumn('id', 'text').execute() };
const failing = { '001-first': making, '002-second': { up: () => Promise.reject(new Error('no such column')) } };

it('a database of a newer version is refused with what it has', async () => {
  const db = new Kysely<Database>({ dialect: sqliteDialect(await openSqlite(':memory:')) });
  await migrate(db, both, 'data/reprise.sqlite');
  await migrate(db, both, 'data/reprise.sqlite');
  await expect(migrate(db, first, 'data/reprise.sqlite')).rejects.toMatchObject({
    problem: { kind: 'database-newer', path: 'data/reprise.sqlite', migrations: ['002-second'] },
  });
});

it('a migration that fails says why, and leaves the database as it was', async () => {
  const db = new Kysely<Database>({ dialect: sqliteDialect(await openSqlite(':memory:')) });
  await expect(migrate(db, failing, 'x')).rejects.toThrow('no such column');
  expect(await db.introspection.getTables({ withInternalKyselyTables: true })).toEqual([]);
  await expect(migrate(db, { '001-first': making }, 'x')).resolves.toBeUndefined();
});
