/** Why a database cannot be opened, as far as a person can mend it. */
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { DatabaseFault } from '../../runtime/startupError.ts';

/** As `node:sqlite` throws it: the low byte is the primary result code (`sqlite.org/rescode.html`). */
const SqliteError = z.object({ code: z.literal('ERR_SQLITE_ERROR'), errcode: z.number().int() });

const BY_RESULT: ReadonlyMap<number, DatabaseFault> = new Map([
  [5, 'locked'], // SQLITE_BUSY
  [6, 'locked'], // SQLITE_LOCKED
  [8, 'read-only'], // SQLITE_READONLY
  [14, 'read-only'], // SQLITE_CANTOPEN, of a folder that is there
  [11, 'not-a-database'], // SQLITE_CORRUPT
  [13, 'full'], // SQLITE_FULL
  [26, 'not-a-database'], // SQLITE_NOTADB
]);

/** The system's own, from making the folder. */
const BY_CODE: ReadonlyMap<unknown, DatabaseFault> = new Map([
  ['ENOSPC', 'full'],
  ['EDQUOT', 'full'],
  ['EROFS', 'read-only'],
  ['EACCES', 'read-only'],
  ['EPERM', 'read-only'],
  ['ENOENT', 'no-folder'],
  ['ENOTDIR', 'no-folder'],
]);

/** @param error what was thrown, or has what was thrown as its cause */
export function openingFault(error: unknown, path: string): DatabaseFault {
  // SQLite says of both only that it cannot open the file.
  if (path !== ':memory:' && isDirectory(path)) return 'folder';
  if (path !== ':memory:' && isDirectory(dirname(path)) === false) return 'no-folder';
  for (let one = error; one instanceof Error; one = one.cause) {
    const { data: failure } = SqliteError.safeParse(one);
    const fault = failure ? BY_RESULT.get(failure.errcode & 0xff) : BY_CODE.get('code' in one && one.code);
    if (fault) return fault;
  }
  return 'other';
}

/** Undefined where there is nothing, or nothing that we may see: then the error decides. */
function isDirectory(path: string): boolean | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory();
  } catch {
    return undefined;
  }
}
