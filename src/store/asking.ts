/** Asks what is asked at every interaction by queries that are built once: building one takes longer than its answer. */
import type { CompiledQuery, Kysely } from 'kysely';
import type { Ask, Database } from './database.ts';

/** Asks where everything else is asked. */
export function asking(db: Kysely<Database>): Ask {
  return async <Row>(query: CompiledQuery<Row>, parameters: readonly unknown[]) =>
    (await db.executeQuery<Row>({ ...query, parameters })).rows;
}
