/** `npm run threads`: checks, formats and converts thread files from the command line. */
import { endOnUnhandledErrors, endWith } from '../ending.ts';
import { startupLanguage } from '../i18n/startup.ts';
import { systemClock } from '../runtime/systemClock.ts';
import { runThreads } from './program.ts';

endOnUnhandledErrors();
// Whoever reads what is written may have enough of it (`| head`).
process.stdout.on('error', () => process.exit());
// npm runs scripts in the project's folder; paths are meant from where it was called.
process.chdir(process.env.INIT_CWD ?? process.cwd());

const terminal = {
  language: startupLanguage(process.env),
  out: (text: string) => process.stdout.write(text),
  err: (text: string) => process.stderr.write(text),
  isWatched: process.stderr.isTTY === true,
};
const today = new Date(systemClock().now()).toISOString().slice(0, 10);
process.exitCode = await runThreads(process.argv.slice(2), terminal, today).catch(endWith);
