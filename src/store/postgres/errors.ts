/** What an error of PostgreSQL, or of the connection to it, means (`postgresql.org/docs/current/errcodes-appendix.html`). */
import { isNetworkError } from '../../runtime/networkError.ts';
import { StoreError, type StoreErrorKind } from '../../runtime/storeError.ts';

/** Codes, or the classes that they begin with. What is left out is a fault of whoever wrote the statement. */
const KINDS: readonly (readonly [code: string, kind: StoreErrorKind])[] = [
  ['40001', 'conflict'], // serialization_failure
  ['40P01', 'conflict'], // deadlock_detected
  ['55P03', 'busy'], // lock_not_available
  ['57014', 'busy'], // query_canceled, as by a statement_timeout that the server has
  ['53100', 'full'], // disk_full
  ['53', 'unreachable'], // insufficient_resources: too_many_connections, out_of_memory
  ['08', 'unreachable'], // connection_exception
  ['57P', 'unreachable'], // admin_shutdown, crash_shutdown, cannot_connect_now
  ['25P03', 'unreachable'], // idle_in_transaction_session_timeout
  ['25006', 'unreachable'], // read_only_sql_transaction: a standby, which takes over or is left in a moment
  ['28', 'broken'], // invalid_authorization_specification
  ['3D000', 'broken'], // invalid_catalog_name
  ['42501', 'broken'], // insufficient_privilege
  ['42P01', 'broken'], // undefined_table
  ['58', 'broken'], // system_error
  ['XX', 'broken'], // internal_error, data_corrupted
];

const CODE = /^[0-9A-Z]{5}$/;

/** What the driver itself says of a connection, without any code. */
const OF_CONNECTIONS =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|Query read timeout|timeout (exceeded|expired)|Cannot use a pool)/;

const WHAT_TO_DO: Record<StoreErrorKind, string> = {
  busy: 'took too long over a statement. If that does not pass by itself, look for what holds its tables',
  conflict: 'had too many changes of the same at once. That passes by itself',
  full: 'has no space left. Free some on the disk that holds it',
  unreachable: 'cannot be reached. Check that it runs, and the network between',
  broken: 'cannot be read or written. Check the database, and the rights of the user that DATABASE_URL names',
};

/**
 * Tells the store's own failures from all others, which are given back as they are.
 *
 * @param place of the database, without user and password
 */
export function storeErrorOf(error: unknown, place: string): unknown {
  if (!(error instanceof Error) || error instanceof StoreError) return error;
  const kind = kindOf(error);
  if (!kind) return error;
  const sentence = `The database ${place} ${WHAT_TO_DO[kind]} (PostgreSQL: ${error.message || codeOf(error)}).`;
  return new StoreError(kind, place, sentence, { cause: error });
}

function kindOf(error: Error): StoreErrorKind | undefined {
  const code = codeOf(error);
  if (CODE.test(code)) return KINDS.find(([beginning]) => code.startsWith(beginning))?.[1];
  return isNetworkError(error) || OF_CONNECTIONS.test(error.message) ? 'unreachable' : undefined;
}

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : '';
}
