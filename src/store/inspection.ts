/** Looks at the store that a start would open, and changes nothing. */
import type { StoreCondition } from '../doctor/ports.ts';
import { inspectSqlite } from './sqlite/inspection.ts';

const SQLITE = 'sqlite:';

/**
 * How the store at an address is.
 *
 * @param url as `openStore` takes it
 * @throws StartupError when it cannot be used
 */
export async function inspectStore(url: `${typeof SQLITE}${string}`): Promise<StoreCondition> {
  return inspectSqlite(url.slice(SQLITE.length));
}
