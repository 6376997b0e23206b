/**
 * Lets one process at a time write an owner's threads into the index, however many share the store. Who writes moves a
 * counter; whose counter stands still has crashed, and is succeeded. No clock is compared with another's, and nothing is
 * held between transactions.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Kysely, Transaction } from 'kysely';
import type { Owner } from '../../search/search.ts';
import type { Database } from '../database.ts';
import { change } from '../transactions.ts';

/** How long a counter stands still until its writer counts as crashed, and how often it is looked at; milliseconds. */
const PATIENCE = { silence: 5_000, look: 100 };

/** Somebody else counts as the writer by now: what is half written is theirs to remove. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/** Moves the counter, as a part of each transaction that writes. */
export type Renew = (transaction: Transaction<Database>) => Promise<void>;

/**
 * Waits until nobody else writes an owner's threads, and does it then.
 *
 * @throws LeaseLost from `renew` when somebody else has taken over
 */
export async function alone<Result>(
  db: Kysely<Database>,
  owner: Owner,
  work: (renew: Renew) => Promise<Result>,
  patience = PATIENCE,
): Promise<Result> {
  const holder = randomUUID();
  await become(db, owner, holder, patience);
  try {
    return await work(async (transaction) => {
      const own = transaction.updateTable('search_leases').where('owner', '=', owner).where('holder', '=', holder);
      const { numUpdatedRows } = await own.set(({ eb }) => ({ beat: eb('beat', '+', 1) })).executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) throw new LeaseLost('Another process writes these threads into the search index.');
    });
  } finally {
    await db.deleteFrom('search_leases').where('owner', '=', owner).where('holder', '=', holder).execute();
  }
}

async function become(
  db: Kysely<Database>,
  owner: Owner,
  holder: string,
  { silence, look }: typeof PATIENCE,
): Promise<void> {
  let seen = '';
  let since = performance.now();
  for (;;) {
    const silent = performance.now() - since >= silence ? seen : undefined;
    const other = await takenBy(db, owner, holder, silent);
    if (other === undefined) return;
    if (other !== seen) {
      seen = other;
      since = performance.now();
    }
    await setTimeout(look);
  }
}

/** @param silent whoever may be succeeded; @returns who and where another's counter is, unless it is ours now */
function takenBy(
  db: Kysely<Database>,
  owner: Owner,
  holder: string,
  silent: string | undefined,
): Promise<string | undefined> {
  return change(db, async (transaction) => {
    const leases = transaction.selectFrom('search_leases').select(['holder', 'beat']);
    const lease = await leases.where('owner', '=', owner).executeTakeFirst();
    const other = lease && `${lease.holder} ${lease.beat}`;
    if (other !== undefined && other !== silent && lease?.holder !== holder) return other;
    await transaction
      .insertInto('search_leases')
      .values({ owner, holder, beat: 0 })
      .onConflict((conflict) => conflict.column('owner').doUpdateSet({ holder, beat: 0 }))
      .execute();
    return undefined;
  });
}
