/** The file of a database, and the folder that it lies in. */
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** For its owner alone: tokens of webhooks are in it. What SQLite makes beside it has the same mode (`sqlite.org/wal.html`). */
const MODE = 0o600;

/**
 * Makes an empty file for a database, where there is none, and the folder that it lies in; one that is there keeps its mode.
 *
 * @throws what the system says of a file or folder that cannot be made
 */
export function makeDatabaseFile(path: string): void {
  makeDatabaseFolder(path);
  makeEmptyDatabase(path);
}

/** The same without the folder. */
export function makeEmptyDatabase(path: string): void {
  unlessThere(() => closeSync(openSync(path, 'ax', MODE)));
}

/**
 * Makes the folder, with those above it, where they are missing. One at a time from the top: Node's own way of making several
 * never ends where the system lets none be made in a folder that is there (`/proc` for one).
 *
 * @param path of the file
 * @throws what the system says of a folder that cannot be made
 */
function makeDatabaseFolder(path: string): void {
  const missing: string[] = [];
  for (let folder = dirname(resolve(path)); !existsSync(folder); folder = dirname(folder)) missing.unshift(folder);
  for (const folder of missing) unlessThere(() => mkdirSync(folder));
}

function unlessThere(make: () => void): void {
  try {
    make();
  } catch (error) {
    // Another process was faster, or it is there and only not to be seen by us.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}
