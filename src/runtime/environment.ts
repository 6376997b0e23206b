/** The variables that the program is told: its process's own, and those of the file `.env` beside it. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type EnvFile, filled, lineOfUnreadToken, readEnvFile } from './envFile.ts';
import { StartupError } from './startupError.ts';

/** Names under which editors and people save an `.env` by mistake. */
const MISNAMED = ['.env.txt', '.env.local', '.env.example'];

/**
 * Reads them, here and nowhere else. A blank variable counts as not set, wherever it is; what the process has counts
 * before what the file has.
 *
 * @param own the process's variables
 * @param folder where `.env` is
 * @throws StartupError when the file cannot be read, or names a token that would be passed over in silence
 */
export function readEnvironment(
  own: Readonly<Record<string, string | undefined>>,
  folder: string,
): Readonly<Record<string, string>> {
  const file = readEnvFile(join(folder, '.env'));
  const environment = { ...file?.variables, ...filled(own) };
  if (environment.DISCORD_TOKEN === undefined) refuseUnreadToken(file, folder);
  return environment;
}

function refuseUnreadToken(file: EnvFile | undefined, folder: string): void {
  const line = file && lineOfUnreadToken(file);
  if (file && line !== undefined) throw new StartupError({ kind: 'token-not-read', file: file.path, line });
  const misnamed = MISNAMED.map((name) => join(folder, name)).find(hasToken);
  if (misnamed !== undefined) throw new StartupError({ kind: 'env-file-misnamed', file: misnamed });
}

function hasToken(path: string): boolean {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return false;
  return readEnvFile(path)?.variables.DISCORD_TOKEN !== undefined;
}
