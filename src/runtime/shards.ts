/**
 * Which of Discord's shards a process takes on: the value of `SHARDS`. A server belongs to the shard
 * `(its id >> 22) % count` (`events/gateway#sharding`), so a part of the shards is a part of the servers.
 */
import { z } from 'zod';

/** The shards `first` to `last`, both included and counted from 0, of `count` that all processes have together. */
export type ShardPart = { readonly first: number; readonly last: number; readonly count: number };

/** `auto`: as many shards as Discord advises, all of them in this process. */
export type Shards = 'auto' | ShardPart;

/** `0-3/16` for the shards 0 to 3 of 16, or `5/16` for one. */
const WRITTEN_PART = /^(?<first>\d{1,6})(?:\s*-\s*(?<last>\d{1,6}))?\s*\/\s*(?<count>\d{1,6})$/;

const Part = z
  .string()
  .regex(WRITTEN_PART)
  .transform((written): ShardPart => {
    const { first, last = first, count } = WRITTEN_PART.exec(written)?.groups ?? {};
    return { first: Number(first), last: Number(last), count: Number(count) };
  })
  .refine(({ first, last, count }) => first <= last && last < count);

/** Reads what somebody wrote. */
export const Shards = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.union([z.literal('auto'), Part]));

/** The ids of the shards of a part. */
export function shardIds({ first, last }: ShardPart): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** How much of everything that all processes share is this process's: more than 0, and 1 for all of it. */
export function shareOf(shards: Shards): number {
  return shards === 'auto' ? 1 : (shards.last - shards.first + 1) / shards.count;
}
