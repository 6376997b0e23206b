/** `npm run backup -- FILE`. */
import { resolve } from 'node:path';
import { readConfig } from '../config.ts';
import { endOnUnhandledErrors, endWith } from '../ending.ts';
import { readEnvironment } from '../runtime/environment.ts';
import { runBackup } from './backup.ts';
import { processTerminal } from './terminal.ts';

endOnUnhandledErrors();
try {
  const { databaseUrl } = readConfig(readEnvironment(process.env, process.cwd()));
  // npm runs scripts in the project's folder; the file is meant from where it was called.
  const typed = process.argv
    .slice(2)
    .map((word) => (word.startsWith('-') ? word : resolve(process.env.INIT_CWD ?? '', word)));
  process.exitCode = await runBackup(typed, databaseUrl, processTerminal());
} catch (error) {
  endWith(error);
}
