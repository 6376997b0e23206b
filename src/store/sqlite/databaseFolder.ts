/** The folder that a database file lies in. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes it, with those above it, where they are missing. One at a time from the top: Node's own way of making several
 * never ends where the system lets none be made in a folder that is there (`/proc` for one).
 *
 * @param path of the file
 * @throws what the system says of a folder that cannot be made
 */
export function makeDatabaseFolder(path: string): void {
  const missing: string[] = [];
  for (let folder = dirname(resolve(path)); !existsSync(folder); folder = dirname(folder)) missing.unshift(folder);
  for (const folder of missing) makeFolder(folder);
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process was faster, or it is there and only not to be seen by us.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}
