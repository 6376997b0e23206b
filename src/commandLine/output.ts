/** Writes files where somebody said. */
import { writeFile } from 'node:fs/promises';
import { getSystemErrorMessage } from 'node:util';
import { CommandError } from './problem.ts';

/**
 * Writes a file.
 *
 * @param replace whether one that is there may be written over
 * @throws CommandError when it cannot be written
 */
export async function write(path: string, text: string, replace: boolean): Promise<void> {
  try {
    await writeFile(path, text, { flag: replace ? 'w' : 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && 'errno' in error)) throw error;
    if (error.code === 'EEXIST') throw new CommandError({ kind: 'exists', path }, { cause: error });
    const reason = `${getSystemErrorMessage(Number(error.errno))} (${error.code})`;
    throw new CommandError({ kind: 'not-written', path, reason }, { cause: error });
  }
}
