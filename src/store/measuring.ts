/** Measures what is asked of a database: each query by its kind, never by its words, and each search as a whole. */
import type { KyselyConfig, LogEvent } from 'kysely';
import type { Measure, StoreOperation } from '../runtime/measurements.ts';
import { StoreError, type StoreErrorKind } from '../runtime/storeError.ts';
import type { SearchIndex } from '../search/search.ts';
import type { Ask } from './database.ts';

/** The kinds of queries as Kysely names them; transactions begin and end with statements that it has no name for. */
const OPERATIONS: ReadonlyMap<string, StoreOperation> = new Map([
  ['SelectQueryNode', 'select'],
  ['InsertQueryNode', 'insert'],
  ['UpdateQueryNode', 'update'],
  ['DeleteQueryNode', 'delete'],
]);

const TRANSACTION = /^\s*(begin|start transaction|commit|rollback|savepoint|release)\b/i;

/** What lets Kysely tell of each query; nothing of it is done where nobody measures. */
export function measuredQueries(measure: Measure | undefined): Pick<KyselyConfig, 'log'> {
  if (!measure) return {};
  return {
    log: (event) =>
      measure({
        kind: 'query',
        operation: operationOf(event.query),
        duration: event.queryDurationMillis,
        failure: event.level === 'error' ? failureOf(event.error) : undefined,
      }),
  };
}

/** What is asked apart from Kysely, measured like its queries where somebody wants to know. */
export function measuredAsking(ask: Ask, measure: Measure | undefined): Ask {
  if (!measure) return ask;
  return (query, parameters) => measuredWork(measure, operationOf(query), () => ask(query, parameters));
}

/** Gets a connection, and measures how long that takes where somebody wants to know. @throws what `connect` throws */
export function measuredConnection<Connection>(
  connect: () => Promise<Connection>,
  measure: Measure | undefined,
): Promise<Connection> {
  return measure ? measuredWork(measure, 'connection', connect) : connect();
}

async function measuredWork<Result>(
  measure: Measure,
  operation: StoreOperation,
  work: () => Promise<Result>,
): Promise<Result> {
  const begun = performance.now();
  const told = (failure: StoreErrorKind | 'other' | undefined) =>
    measure({ kind: 'query', operation, duration: performance.now() - begun, failure });
  try {
    const result = await work();
    told(undefined);
    return result;
  } catch (error) {
    told(failureOf(error));
    throw error;
  }
}

/** An index whose searches are measured. */
export function measuredSearch(index: SearchIndex, measure: Measure): SearchIndex {
  return {
    ...index,
    async search(request) {
      const begun = performance.now();
      try {
        return await index.search(request);
      } finally {
        measure({ kind: 'search', duration: performance.now() - begun });
      }
    },
  };
}

function operationOf({ query, sql }: Pick<LogEvent['query'], 'query' | 'sql'>): StoreOperation {
  return OPERATIONS.get(query.kind) ?? (TRANSACTION.test(sql) ? 'transaction' : 'other');
}

function failureOf(error: unknown): StoreErrorKind | 'other' {
  return error instanceof StoreError ? error.kind : 'other';
}
