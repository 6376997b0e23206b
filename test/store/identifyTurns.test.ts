import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore, type Store } from '../../src/store/store.ts';
import { describeOnStores, type TestDatabase } from '../support/stores.ts';

/** Longer than a test takes, milliseconds. */
const LASTS = 30_000;

describeOnStores('turns to identify', (makeDatabase) => {
  let database: TestDatabase;
  let stores: Store[];

  beforeEach(async () => {
    database = await makeDatabase();
    stores = [await openStore(database.url), await openStore(database.url)];
  });

  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await database[Symbol.asyncDispose]();
  });

  it('turns to identify come one after the other, whichever process takes them', async () => {
    const began = Date.now();
    const waits = await Promise.all(
      Array.from({ length: 6 }, () => stores.map(({ identifyTurns }) => identifyTurns.take(0, LASTS))).flat(),
    );
    const late = Date.now() - began;
    for (const [index, wait] of waits.toSorted((one, other) => one - other).entries()) {
      expect(wait).toBeLessThanOrEqual(index * LASTS);
      expect(wait).toBeGreaterThanOrEqual(index * LASTS - late - 1);
    }
  });

  it('turns to identify in one bucket do not wait for another’s', async () => {
    for (const bucket of [0, 1, 15]) {
      for (const { identifyTurns } of stores.slice(0, 1)) expect(await identifyTurns.take(bucket, LASTS)).toBe(0);
    }
  });

  it('a turn to identify is there at once when the one before it is over', async () => {
    for (const { identifyTurns } of stores) expect(await identifyTurns.take(0, 0)).toBe(0);
  });

  it('a turn to identify is there at once where somebody has set the clock of the database back by a day', async () => {
    await stores[0]?.identifyTurns.take(0, LASTS);
    await database.query('UPDATE identify_turns SET taken_until = taken_until + 86400000; SELECT 1');
    expect(await stores[1]?.identifyTurns.take(0, LASTS)).toBe(0);
  });
});
