import type { Kysely } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isPostgresUrl } from '../../../src/runtime/databaseUrl.ts';
import type { Database } from '../../../src/store/database.ts';
import { openPostgres } from '../../../src/store/postgres/connection.ts';
import { alone, LeaseLost, type Renew } from '../../../src/store/search/lease.ts';
import { openSqliteDatabase } from '../../../src/store/sqlite/database.ts';
import { openStore } from '../../../src/store/store.ts';
import { write } from '../../../src/store/transactions.ts';
import { describeOnStores, type TestDatabase } from '../../support/stores.ts';

const PATIENCE = { silence: 60, look: 5 };

describeOnStores('the right to write threads into the index', (makeDatabase) => {
  let database: TestDatabase;
  let db: Kysely<Database>;

  beforeEach(async () => {
    database = await makeDatabase();
    await (await openStore(database.url)).close();
    db = isPostgresUrl(database.url)
      ? openPostgres(database.url, 4, 5_000)
      : (await openSqliteDatabase(database.url.slice('sqlite:'.length))).db;
  });

  afterEach(async () => {
    await db.destroy();
    await database[Symbol.asyncDispose]();
  });

  const renewed = (renew: Renew) => write(db, (transaction) => renew(transaction));

  it('the right to write threads into the index is one’s own until one is done, and then another’s', async () => {
    const order: string[] = [];
    const take = (who: string) =>
      alone(
        db,
        'shipped',
        async (renew) => {
          order.push(`${who} begins`);
          for (let slice = 0; slice < 5; slice += 1) await renewed(renew);
          order.push(`${who} ends`);
        },
        { ...PATIENCE, silence: 60_000 },
      );
    await Promise.all([take('one'), take('two')]);
    const [first = '', , second = ''] = order.map((line) => line.split(' ')[0]);
    expect(order).toEqual([`${first} begins`, `${first} ends`, `${second} begins`, `${second} ends`]);
    expect(await database.query('SELECT * FROM search_leases')).toEqual([]);
  });

  it('the right to write threads into the index of different servers is had at once', async () => {
    await alone(db, 'one', async (renew) => {
      await alone(db, 'other', async () => renewed(renew), PATIENCE);
      await renewed(renew);
    });
  });

  it('the right to write threads into the index passes on from whoever has crashed, and is lost for good to whoever only slept', async () => {
    const [begun, asleep] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const sleeper = alone(db, 'shipped', async (renew) => {
      begun.resolve();
      await asleep.promise;
      await renewed(renew);
    }).catch((error: unknown) => error);
    await begun.promise;
    const successor = await alone(
      db,
      'shipped',
      async (renew) => {
        asleep.resolve();
        expect(await sleeper).toBeInstanceOf(LeaseLost);
        await renewed(renew);
        return 'done';
      },
      PATIENCE,
    );
    expect(successor).toBe('done');
  });

  it('the right to write threads into the index is given back when writing fails', async () => {
    await expect(alone(db, 'shipped', () => Promise.reject(new Error('no such thread')))).rejects.toThrow('no such');
    expect(await alone(db, 'shipped', async () => 'mine', { ...PATIENCE, silence: 60_000 })).toBe('mine');
  });
});
