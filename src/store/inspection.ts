/** Looks at the store that a start would open, and changes nothing. */
import type { StoreCondition } from '../doctor/ports.ts';
import { type DatabaseUrl, isPostgresUrl } from '../runtime/databaseUrl.ts';

/**
 * How the store at an address is.
 *
 * @throws StartupError when it cannot be used
 */
export async function inspectStore(url: DatabaseUrl): Promise<StoreCondition> {
  if (isPostgresUrl(url)) {
    const { inspectPostgres } = await import('./postgres/inspection.ts');
    return await inspectPostgres(url);
  }
  const { inspectSqlite } = await import('./sqlite/inspection.ts');
  return inspectSqlite(url.slice('sqlite:'.length));
}
