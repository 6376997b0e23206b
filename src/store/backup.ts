/** Copies a store while the bot uses it. */
import { existsSync, rmSync } from 'node:fs';
import { backup, DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { type DatabaseUrl, isPostgresUrl } from '../runtime/databaseUrl.ts';
import { makeEmptyDatabase } from './sqlite/databaseFile.ts';

/** How a copy ended. `reason` is SQLite's or the system's. */
export type BackupOutcome =
  | { readonly kind: 'copied'; readonly bytes: number }
  /** A server's own programs do that better. */
  | { readonly kind: 'not-a-file' }
  /** There is no database to copy. */
  | { readonly kind: 'nothing-there'; readonly path: string }
  | { readonly kind: 'exists' }
  | { readonly kind: 'failed'; readonly reason: string };

/** So many pages are copied at once that nobody changes anything in between: who writes meanwhile waits for nobody. */
const ALL_PAGES = 2 ** 31 - 1;

const Checked = z.object({ quick_check: z.string() });
const Sized = z.object({ bytes: z.number() });

/**
 * Makes a copy of a SQLite store that is whole by itself, as it was at one moment.
 *
 * @param file that is not there yet
 */
export async function backUpStore(url: DatabaseUrl, file: string): Promise<BackupOutcome> {
  const path = url.slice('sqlite:'.length);
  if (isPostgresUrl(url) || path === ':memory:') return { kind: 'not-a-file' };
  if (!existsSync(path)) return { kind: 'nothing-there', path };
  if (existsSync(file)) return { kind: 'exists' };
  try {
    using source = new DatabaseSync(path, { readOnly: true });
    makeEmptyDatabase(file);
    await backup(source, file, { rate: ALL_PAGES });
    return checked(file);
  } catch (error) {
    // What there is of a copy by now is none.
    rmSync(file, { force: true });
    if (!(error instanceof Error && 'code' in error)) throw error;
    return { kind: 'failed', reason: error.message };
  }
}

function checked(file: string): BackupOutcome {
  using copy = new DatabaseSync(file, { readOnly: true });
  const { quick_check: damage } = Checked.parse(copy.prepare('PRAGMA quick_check(1)').get());
  if (damage !== 'ok') return { kind: 'failed', reason: damage };
  const size = 'SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size';
  return { kind: 'copied', bytes: Sized.parse(copy.prepare(size).get()).bytes };
}
