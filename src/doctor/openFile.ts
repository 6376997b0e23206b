/** Whether other users of the machine can read a file that holds secrets. */
import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** What everybody may do (`man 2 chmod`): read a file, go through a folder. */
const OTHERS_READ = 0o004;
const OTHERS_ENTER = 0o001;

/**
 * Whether everybody may read a file and go through all folders above it, as POSIX tells.
 *
 * @param path of a file that is there
 */
export function isOpenToOthers(path: string): boolean {
  return (statSync(path).mode & OTHERS_READ) !== 0 && isEnterable(dirname(resolve(path)));
}

function isEnterable(folder: string): boolean {
  if ((statSync(folder).mode & OTHERS_ENTER) === 0) return false;
  const above = dirname(folder);
  return above === folder || isEnterable(above);
}
