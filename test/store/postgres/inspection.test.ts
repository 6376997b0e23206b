import { beforeEach, describe, expect, it } from 'vitest';
import { inspectStore } from '../../../src/store/inspection.ts';
import { migrations } from '../../../src/store/postgres/migrations.ts';
import { postgresDatabase, skipUnlessThere } from '../../support/stores.ts';

describe('the inspection of a PostgreSQL database', () => {
  beforeEach((context) => skipUnlessThere('PostgreSQL', context));

  it('the inspection of a PostgreSQL database tells how many migrations a start would make, and makes none', async () => {
    await using empty = await postgresDatabase('template0');
    const pending = Object.keys(migrations).length;
    for (const _ of [1, 2]) expect(await inspectStore(empty.url)).toMatchObject({ kind: 'usable', pending });
    await using made = await postgresDatabase();
    expect(await inspectStore(made.url)).toMatchObject({ kind: 'usable', pending: 0 });
  });

  it('the inspection of a PostgreSQL database refuses one of a newer version, and one that is not there', async () => {
    await using made = await postgresDatabase();
    await made.query("INSERT INTO kysely_migration VALUES ('999-from-the-future', '2030-01-01')");
    await expect(inspectStore(made.url)).rejects.toMatchObject({ problem: { kind: 'database-newer' } });
    await expect(inspectStore('postgres://nobody:hunter2@127.0.0.1:1/none')).rejects.toMatchObject({
      problem: { kind: 'server-unusable', fault: 'refused' },
    });
  });
});
