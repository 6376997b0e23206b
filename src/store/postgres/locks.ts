/** Locks that last until a transaction ends (`postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS`). */
import { sql, type Transaction } from 'kysely';
import type { Database } from '../database.ts';

/** What is locked: numbers that no other program uses by chance. */
export const MIGRATIONS = 7_373_001;
export const SEARCH_NUMBERS = 7_373_002;

/** Waits until no other transaction holds the lock, and holds it. */
export async function lock(transaction: Transaction<Database>, what: number): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${sql.lit(what)})`.execute(transaction);
}
