/** Looks at a PostgreSQL database as a start would open it, and changes nothing. */
import type { StoreCondition } from '../../doctor/ports.ts';
import type { PostgresUrl } from '../../runtime/databaseUrl.ts';
import { pendingMigrations } from '../migrator.ts';
import { placeOf } from './address.ts';
import { withNewConnection } from './firstConnection.ts';
import { migrations } from './migrations.ts';

/** How long an answer is waited for, milliseconds. */
const ANSWERS_WITHIN = 10_000;

/** @throws StartupError when a start could not use it, but for rights that only making tables shows to be missing */
export async function inspectPostgres(url: PostgresUrl): Promise<StoreCondition> {
  const place = placeOf(url);
  const pending = await withNewConnection(url, ANSWERS_WITHIN, (db) => pendingMigrations(db, migrations, place));
  return { kind: 'usable', place, pending };
}
