/** Which rows are of servers whose shard is this process's (`events/gateway#sharding`). */
import { type RawBuilder, sql } from 'kysely';
import type { Shards } from '../runtime/shards.ts';

/** A condition on tables with a `server_id`. A server's id is a number of 64 bits, kept as a text. */
export function ofOwnServers(shards: Shards): RawBuilder<boolean> {
  if (shards === 'auto') return sql`true`;
  const [first, last, count] = [shards.first, shards.last, shards.count].map((number) => sql.lit(number));
  return sql`(cast(server_id as bigint) >> 22) % ${count} between ${first} and ${last}`;
}
