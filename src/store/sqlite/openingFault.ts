/** Why a database cannot be opened, as far as a person can mend it. */
import { statfsSync, statSync } from 'node:fs';
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

/** SQLite says only that it cannot read or write, when the files beside the database find no room; bytes. */
const NEEDED_SPACE = 256 * 1_024;

/** @returns the fault, and the system's or SQLite's own words for it */
export function openingFault(error: unknown, path: string): { fault: DatabaseFault; reason: string } {
  const source = sourceOf(error);
  const reason = source instanceof Error ? source.message : String(source);
  return { fault: faultOf(source, path), reason };
}

/** What was thrown first, below whatever it has been wrapped in. */
function sourceOf(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error ? sourceOf(error.cause) : error;
}

function faultOf(source: unknown, path: string): DatabaseFault {
  // SQLite says of the first two only that it cannot open the file.
  if (path !== ':memory:' && isDirectory(path)) return 'folder';
  if (path !== ':memory:' && isDirectory(dirname(path)) === false) return 'no-folder';
  const { data: failure } = SqliteError.safeParse(source);
  if (!failure) return BY_CODE.get(source instanceof Error && 'code' in source && source.code) ?? 'other';
  const fault = BY_RESULT.get(failure.errcode & 0xff) ?? 'other';
  return fault === 'other' && hasNoSpace(path) ? 'full' : fault;
}

/** Undefined where there is nothing, or nothing that we may see: then the error decides. */
function isDirectory(path: string): boolean | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory();
  } catch {
    return undefined;
  }
}

function hasNoSpace(path: string): boolean {
  if (path === ':memory:') return false;
  try {
    const { bavail, bsize } = statfsSync(dirname(path));
    return bavail * bsize < NEEDED_SPACE;
  } catch {
    // A folder that we may not see: nothing is known of its disk.
    return false;
  }
}
