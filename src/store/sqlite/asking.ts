/** Asks a connection that only reads, which waits for nobody who writes. */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { CompiledQuery } from 'kysely';
import type { Ask } from '../database.ts';
import { failingAs } from './connection.ts';

/** @param database an open connection, whose tables are made */
export function readerAsking(database: DatabaseSync): Ask {
  const path = database.location() ?? ':memory:';
  const prepared = new Map<CompiledQuery, StatementSync>();
  const prepare = (query: CompiledQuery) => {
    const statement = database.prepare(query.sql);
    prepared.set(query, statement);
    return statement;
  };
  return async <Row>(query: CompiledQuery<Row>, parameters: readonly unknown[]) =>
    failingAs(path, () => {
      const statement = prepared.get(query) ?? prepare(query);
      // What is bound and what comes back is what the tables' types say (`database.ts`), as Kysely itself takes it.
      return statement.all(...(parameters as SQLInputValue[])) as Row[];
    });
}
