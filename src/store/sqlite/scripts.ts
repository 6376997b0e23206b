/** Finds a post in the script of a stored plan, as SQLite's `json1` does. */
import { type RawBuilder, sql } from 'kysely';

/** The post at a position as JSON, or null where there is none. */
export function postAt(position: number): RawBuilder<string | null> {
  return sql`json_extract(plan, ${`$.script[${position}]`})`;
}
