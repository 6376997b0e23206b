/** What an error of SQLite means (`sqlite.org/rescode.html`). */
import { statfsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { StoreError, type StoreErrorKind } from '../../runtime/storeError.ts';

/** As `node:sqlite` throws it: the low byte of its code is the primary result code. */
const SqliteError = z.object({ code: z.literal('ERR_SQLITE_ERROR'), errcode: z.number().int(), message: z.string() });

type SqliteErrorKind = Exclude<StoreErrorKind, 'conflict' | 'unreachable'>;

/** Primary result codes. What is left out is a fault of whoever wrote the statement. */
const KINDS: ReadonlyMap<number, SqliteErrorKind> = new Map([
  [3, 'broken'], // SQLITE_PERM
  [5, 'busy'], // SQLITE_BUSY
  [6, 'busy'], // SQLITE_LOCKED
  [8, 'broken'], // SQLITE_READONLY
  [10, 'broken'], // SQLITE_IOERR
  [11, 'broken'], // SQLITE_CORRUPT
  [13, 'full'], // SQLITE_FULL
  [14, 'broken'], // SQLITE_CANTOPEN
  [26, 'broken'], // SQLITE_NOTADB
]);

const WHAT_TO_DO: Record<SqliteErrorKind, string> = {
  busy: 'is held by another program. If that does not pass by itself, end the other program',
  full: 'has no space left. Free some on the disk that holds it',
  broken: 'cannot be read or written. Check that the file is a Reprise database and that its folder is writable',
};

/**
 * Tells the store's own failures from all others, which are given back as they are.
 *
 * @param path of the database file
 */
export function storeErrorOf(error: unknown, path: string): unknown {
  const { data: failure } = SqliteError.safeParse(error);
  const kind = failure && KINDS.get(failure.errcode & 0xff);
  if (!failure || !kind) return error;
  // The files beside the database cannot grow on a full disk either, which SQLite calls a failure to read or write.
  const meant = kind === 'broken' && isDiskFull(path) ? 'full' : kind;
  const sentence = `The database ${path} ${WHAT_TO_DO[meant]} (SQLite: ${failure.message}).`;
  return new StoreError(meant, path, sentence, { cause: error });
}

function isDiskFull(path: string): boolean {
  try {
    return path !== ':memory:' && statfsSync(dirname(resolve(path))).bavail === 0;
  } catch {
    // Without its folder there is nothing that could be full.
    return false;
  }
}
