/** Finds a post in the script of a stored plan, as PostgreSQL's operators for `json` do. */
import { type RawBuilder, sql } from 'kysely';

/** The post at a position as JSON, or null where there is none. */
export function postAt(position: number): RawBuilder<string | null> {
  return sql`(cast(plan as json) -> 'script' -> cast(${position} as integer))::text`;
}
