/** The address of a PostgreSQL database, as the driver takes it, and as people may see it. */
import type { PostgresUrl } from '../../runtime/databaseUrl.ts';

/**
 * What `sslmode` may say that the driver does not know, and what it means: no certificate is looked at; a server that
 * can do without encryption is asked for it all the same.
 */
const MODES: Readonly<Record<string, string>> = { 'no-verify': 'require', prefer: 'require', allow: 'require' };

/**
 * The address with `sslmode` as PostgreSQL's own programs read it: `require` encrypts, `verify-full` also looks at whose
 * the certificate is; without any nothing is encrypted.
 */
export function driverUrl(url: PostgresUrl): string {
  const address = new URL(url);
  const mode = address.searchParams.get('sslmode');
  if (mode === null) return url;
  address.searchParams.set('sslmode', MODES[mode] ?? mode);
  address.searchParams.set('uselibpqcompat', 'true');
  return address.href;
}

/**
 * How long the address says that a connection may be waited for, milliseconds: `connect_timeout`, in seconds, as
 * PostgreSQL's own programs read it (`libpq-connect#LIBPQ-CONNECT-CONNECT-TIMEOUT`). Undefined where it names no such time.
 */
export function connectTimeoutOf(url: PostgresUrl): number | undefined {
  const seconds = Number(new URL(url).searchParams.get('connect_timeout'));
  return Number.isInteger(seconds) && seconds > 0 ? seconds * 1_000 : undefined;
}

/** Host and database, without user, password and whatever else an address may hold. */
export function placeOf(url: PostgresUrl): string {
  const { host, pathname, searchParams } = new URL(url);
  return `postgres://${host || (searchParams.get('host') ?? 'localhost')}${pathname}`;
}
