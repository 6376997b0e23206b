/** `npm run backup`: copies the store while the bot runs. */
import type { Terminal } from '../commandLine/terminal.ts';
import { storeToolTexts } from '../i18n/storeTools.ts';
import type { DatabaseUrl } from '../runtime/databaseUrl.ts';
import { backUpStore } from '../store/backup.ts';

/** The exit codes of what was refused, and of what cannot be understood. */
const REFUSED = 1;
const MISUSED = 2;

/** Carries out what was typed; the exit code. */
export async function runBackup(typed: readonly string[], url: DatabaseUrl, terminal: Terminal): Promise<number> {
  const texts = storeToolTexts[terminal.language].backup;
  const [file, ...more] = typed;
  const isHelp = typed.some((word) => word === '--help' || word === '-h');
  if (file === undefined || more.length > 0 || isHelp) {
    const say = isHelp ? terminal.out : terminal.err;
    say(`${texts.help}\n`);
    return isHelp ? 0 : MISUSED;
  }
  const outcome = await backUpStore(url, file);
  switch (outcome.kind) {
    case 'copied':
      terminal.out(`${texts.copied(file, (outcome.bytes / 1e6).toFixed(1))}\n`);
      return 0;
    case 'not-a-file':
      terminal.err(`${texts.notAFile}\n`);
      return REFUSED;
    case 'nothing-there':
      terminal.err(`${texts.nothingThere(outcome.path)}\n`);
      return REFUSED;
    case 'exists':
      terminal.err(`${texts.exists(file)}\n`);
      return REFUSED;
    case 'failed':
      terminal.err(`${texts.failed(file, outcome.reason)}\n`);
      return REFUSED;
  }
}
