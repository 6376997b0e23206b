/** How the index is written: the port between what is common to all stores and each store's own statements. */
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import type { Owner } from '../../search/search.ts';
import type { Database } from '../database.ts';

/** A thread that is entered into the index. */
type EnteredThread = {
  readonly id: string;
  readonly date: string;
  readonly digest: string;
  /** How many, besides its post. */
  readonly comments: number;
};

/** A text that is added to the index. */
export type IndexedText = {
  readonly id: number;
  /** Its thread's key. */
  readonly key: number;
  readonly persona: string;
  readonly text: string;
  readonly folded: string;
  readonly tokens: readonly string[];
};

/** A text that is in the index. */
export type StoredText = { readonly id: number; readonly text: string; readonly folded: string };

/** How often words occur that come and go, to be added to the vocabulary. */
export type WordCounts = ReadonlyMap<string, number>;

/** What is given a transaction is a part of it, and reads and writes only what is an owner's. */
export type SearchWriter = {
  /** Gives threads their keys, behind all others, and enters them, not to be shown yet. */
  enter(transaction: Transaction<Database>, owner: Owner, threads: readonly EnteredThread[]): Promise<number[]>;
  add(transaction: Transaction<Database>, owner: Owner, texts: readonly IndexedText[]): Promise<void>;
  /** Some of an owner's texts, by their ids: from one to another. */
  texts(db: Kysely<Database>, owner: Owner, from: number, to: number, most: number): Promise<StoredText[]>;
  /** Removes texts by their ids. */
  remove(transaction: Transaction<Database>, owner: Owner, ids: readonly number[]): Promise<void>;
  /** Adds to the vocabulary, or takes from it; words that no text holds any more are forgotten. */
  count(transaction: Transaction<Database>, owner: Owner, words: WordCounts): Promise<void>;
  /** Numbers for SQL's `IN`, however many. */
  among(numbers: readonly number[]): RawBuilder<number>;
  /** Brings the index in order after something was added: very much perhaps. */
  settle(db: Kysely<Database>, very: boolean): Promise<void>;
};

/** Threads with their keys, behind all others: one number for each of its comments and one for the post. */
export async function numbered(transaction: Transaction<Database>, threads: readonly EnteredThread[]) {
  const { next } = await transaction
    .selectFrom('search_threads')
    .select(sql<number>`coalesce(max(last) + 1, 0)`.as('next'))
    .executeTakeFirstOrThrow();
  let key = next;
  return threads.map(({ id, date, digest, comments }) => {
    const row = { key, last: key + comments, id, date, digest };
    key += comments + 1;
    return row;
  });
}
