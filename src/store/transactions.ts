/** The kinds of transactions: how far each is kept apart from what others do at the same time. */
import { setTimeout } from 'node:timers/promises';
import type { IsolationLevel, Kysely, Transaction } from 'kysely';
import { StoreError } from '../runtime/storeError.ts';
import type { Database } from './database.ts';

/** How often a change is made anew that somebody else's got in the way of. */
const MOST_TRIES = 12;
/** The longest wait before that, milliseconds, the first time; chance divides those who met. */
const FIRST_WAIT = 4;

/**
 * What is known of a change whose answer was lost with the connection is found out by making it again: for so long, with
 * such waits between, milliseconds. A server that was restarted is back by then; nobody who waits for an answer waits longer.
 */
const IN_DOUBT = { atMost: 3_000, wait: 250 };

type Work<Result> = (transaction: Transaction<Database>) => Promise<Result>;

/** @param mayBeMade whether the same change was begun before and may have been made: what is there may be its own */
type RepeatableWork<Result> = (transaction: Transaction<Database>, mayBeMade: boolean) => Promise<Result>;

/**
 * Changes what it has read, as if nobody else were there. It may be made more than once: until nobody is in its way, and
 * until its answer has come, if it was lost with the connection.
 */
export async function change<Result>(db: Kysely<Database>, work: RepeatableWork<Result>): Promise<Result> {
  let since: number | undefined;
  for (;;) {
    let isBegun = since !== undefined;
    try {
      return await changeOnce(db, (transaction) => {
        isBegun = true;
        return work(transaction, since !== undefined);
      });
    } catch (error) {
      const isInDoubt = isBegun && error instanceof StoreError && error.kind === 'unreachable';
      since ??= performance.now();
      if (!isInDoubt || performance.now() - since >= IN_DOUBT.atMost) throw error;
    }
    await setTimeout(IN_DOUBT.wait);
  }
}

/** The same, but not made again where its answer is lost: nobody knows then whether it was made. */
export function changeOnce<Result>(db: Kysely<Database>, work: Work<Result>): Promise<Result> {
  return againIfInTheWay(db, 'serializable', work);
}

/** Makes several changes, all or none, of which none rests on what was read before it. */
export function write<Result>(db: Kysely<Database>, work: Work<Result>): Promise<Result> {
  return againIfInTheWay(db, 'read committed', work);
}

/** Reads everything as it was at one moment: what is written meanwhile is seen whole, or not at all. */
export function snapshot<Result>(db: Kysely<Database>, work: Work<Result>): Promise<Result> {
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work);
}

async function againIfInTheWay<Result>(
  db: Kysely<Database>,
  isolation: IsolationLevel,
  work: Work<Result>,
): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await db.transaction().setIsolationLevel(isolation).execute(work);
    } catch (error) {
      const isInTheWay = error instanceof StoreError && error.kind === 'conflict';
      if (!isInTheWay || tries === MOST_TRIES) throw error;
    }
    await setTimeout(Math.random() * FIRST_WAIT * tries);
  }
}
