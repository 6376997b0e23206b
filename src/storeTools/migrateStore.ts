/** `npm run migrate-store`: moves everything from one store to another. */
import { parseArgs } from 'node:util';
import { ProgressBar } from '../commandLine/progress.ts';
import type { Terminal } from '../commandLine/terminal.ts';
import { storeToolTexts } from '../i18n/storeTools.ts';
import { DatabaseUrl } from '../runtime/databaseUrl.ts';
import { inspectStore } from '../store/inspection.ts';
import { transferStore } from '../store/transfer.ts';

/** The exit codes of what was refused, and of what cannot be understood. */
const REFUSED = 1;
const MISUSED = 2;

/**
 * Carries out what was typed; the exit code.
 *
 * @throws StartupError when one of the stores cannot be used
 */
export async function runMigrateStore(typed: readonly string[], terminal: Terminal): Promise<number> {
  const { migrate: texts, badOptions } = storeToolTexts[terminal.language];
  const misused = (sentence: string) => {
    terminal.err(`${sentence}\n\n${texts.help}\n`);
    return MISUSED;
  };
  const options = read(typed);
  if (typeof options === 'string') return misused(badOptions(options));
  if (options.help) {
    terminal.out(`${texts.help}\n`);
    return 0;
  }
  const [from, to] = [DatabaseUrl.safeParse(options.from), DatabaseUrl.safeParse(options.to)];
  if (!from.success) return misused(texts.badAddress('--from'));
  if (!to.success) return misused(texts.badAddress('--to'));
  if (from.data === to.data) return misused(texts.sameStore);

  const source = await inspectStore(from.data);
  const { place } = await inspectStore(to.data);
  if (source.kind !== 'usable') {
    terminal.err(`${texts.nothingThere(source.place)}\n`);
    return REFUSED;
  }
  const bar = new ProgressBar(terminal);
  const outcome = await transferStore(from.data, to.data, (done, all) => bar.show(done, all)).finally(() =>
    bar.clear(),
  );
  switch (outcome.kind) {
    case 'moved':
      terminal.out(`${texts.moved(outcome.rows, place)}\n`);
      return 0;
    case 'not-empty':
      terminal.err(`${texts.notEmpty(place, outcome.table)}\n`);
      return REFUSED;
    case 'not-the-same':
      terminal.err(`${texts.notTheSame(place, outcome.table)}\n`);
      return REFUSED;
  }
}

/** The options, or why they cannot be read. */
function read(typed: readonly string[]) {
  const options = {
    from: { type: 'string' },
    to: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  } as const;
  try {
    return parseArgs({ args: [...typed], options }).values;
  } catch (error) {
    const isOurs = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
    if (!isOurs) throw error;
    return error.message;
  }
}
