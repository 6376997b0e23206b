/** Connections to PostgreSQL, for Kysely: a pool of them, whose failures are StoreErrors. */
import { setTimeout } from 'node:timers/promises';
import {
  Kysely,
  PostgresAdapter,
  type PostgresCursor,
  PostgresDialect,
  type PostgresPool,
  type PostgresPoolClient,
  type PostgresQueryResult,
} from 'kysely';
import { Pool, type PoolClient, types } from 'pg';
import type { PostgresUrl } from '../../runtime/databaseUrl.ts';
import type { Measure } from '../../runtime/measurements.ts';
import { StoreError } from '../../runtime/storeError.ts';
import type { Database } from '../database.ts';
import { measuredConnection, measuredQueries } from '../measuring.ts';
import { connectTimeoutOf, driverUrl, placeOf } from './address.ts';
import { storeErrorOf } from './errors.ts';

/**
 * How long a connection is waited for where the address does not say, and an answer; milliseconds. An interaction must be answered within 3 s
 * (`discord-api-docs interactions/receiving-and-responding`); what takes longer has been put off by then.
 */
const CONNECTS_WITHIN = 2_000;
export const ANSWERS_WITHIN = 15_000;

/** How long a connection that is not used is kept, milliseconds. */
const IDLE = 60_000;

/** How long the end of all connections is waited for, milliseconds: a server that is gone says nothing any more. */
const ENDS_WITHIN = 2_000;

/** The type of whole numbers beyond 32 bits (`pg_type`): ours are all below 2^53. */
const INT8 = 20;

const numbers: typeof types.getTypeParser = (oid, format) =>
  Number(oid) === INT8 ? Number : types.getTypeParser(oid, format);

/**
 * A pool of connections, none of which is opened yet.
 *
 * Statements have no names, and nothing is set for longer than a transaction: a pooler between (PgBouncer) may give each
 * transaction another connection.
 *
 * @param most connections at once
 * @param answersWithin how long a statement may take, milliseconds
 * @param measure hears of each query, and of each wait for a connection
 * @throws what reading the files says that the address names (`sslrootcert`)
 */
export function openPostgres(
  url: PostgresUrl,
  most: number,
  answersWithin: number,
  measure?: Measure,
): Kysely<Database> {
  const pool = new Pool({
    connectionString: driverUrl(url),
    application_name: 'reprise',
    max: most,
    connectionTimeoutMillis: connectTimeoutOf(url) ?? CONNECTS_WITHIN,
    query_timeout: answersWithin,
    idleTimeoutMillis: IDLE,
    keepAlive: true,
    types: { getTypeParser: numbers },
  });
  // A connection may be lost while nobody asks anything of it. Who does next is told, or gets another one.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const dialect = new LockedDialect({ pool: failingPool(pool, placeOf(url), measure) });
  return new Kysely<Database>({ dialect, ...measuredQueries(measure) });
}

/** A lock for migrations would be the session's. Theirs is the transaction's that all of them run in. */
class LockedAdapter extends PostgresAdapter {
  override acquireMigrationLock = async () => undefined;
  override releaseMigrationLock = async () => undefined;
}

class LockedDialect extends PostgresDialect {
  override createAdapter(): PostgresAdapter {
    return new LockedAdapter();
  }
}

function failingPool(pool: Pool, place: string, measure: Measure | undefined): PostgresPool {
  const connect = () => failingAs(place, () => pool.connect());
  return {
    options: {},
    connect: async () => new FailingClient(await measuredConnection(connect, measure), place),
    async end() {
      await Promise.race([pool.end(), setTimeout(ENDS_WITHIN, undefined, { ref: false })]);
    },
  };
}

/** A connection while it is used. One that failed is not used again. */
class FailingClient implements PostgresPoolClient {
  readonly #client: PoolClient;
  readonly #place: string;
  #isBroken = false;

  constructor(client: PoolClient, place: string) {
    this.#client = client;
    this.#place = place;
  }

  query<Row>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<Row>>;
  query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>;
  query<Row>(
    sql: string | PostgresCursor<Row>,
    parameters: readonly unknown[] = [],
  ): Promise<PostgresQueryResult<Row>> | PostgresCursor<Row> {
    if (typeof sql !== 'string') throw new TypeError('Nothing here is read through a cursor.');
    return this.#run<Row>(sql, parameters);
  }

  async #run<Row>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<Row>> {
    try {
      const result: unknown = await this.#client.query(sql, parameters.map(withoutNul));
      // The driver's types say less of a result than Kysely's, which are made for this driver.
      return result as PostgresQueryResult<Row>;
    } catch (error) {
      const failure = storeErrorOf(error, this.#place);
      this.#isBroken ||= failure instanceof StoreError && failure.kind === 'unreachable';
      throw failure;
    }
  }

  release(isUnusable = false): void {
    this.#client.release(isUnusable || this.#isBroken);
  }
}

/** PostgreSQL's texts hold any character but one, which people can type and no text of ours has. */
function withoutNul(parameter: unknown): unknown {
  return typeof parameter === 'string' && parameter.includes('\0') ? parameter.replaceAll('\0', '\ufffd') : parameter;
}

async function failingAs<Result>(place: string, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    throw storeErrorOf(error, place);
  }
}
