/** `format`: writes thread files the way Reprise writes them. */
import { commandLineTexts } from '../i18n/commandLine.ts';
import { formatThread } from '../thread/format.ts';
import { writeThreadJson } from '../thread/json.ts';
import { checkFile } from './checkedFile.ts';
import { namedFiles } from './namedFiles.ts';
import { write } from './output.ts';
import { forEach } from './progress.ts';
import { report } from './report.ts';
import type { Terminal } from './terminal.ts';

/**
 * Formats files in place, and says what was asked about each that changes; one with an error stays as it is, and makes
 * the exit code 1.
 *
 * @param checkOnly whether nothing is written, and a file that would change makes the exit code 1
 */
export async function format(paths: readonly string[], checkOnly: boolean, terminal: Terminal): Promise<number> {
  const texts = commandLineTexts[terminal.language];
  const files = await namedFiles(paths);
  let changed = 0;
  let failed = 0;
  await forEach(files, terminal, async (named) => {
    const { path, thread, source, isJson, problems } = await checkFile(named, terminal.language);
    if (!thread || !source) {
      failed += 1;
      report(path, problems, terminal);
      return;
    }
    const formatted = isJson ? writeThreadJson(thread) : formatThread(thread);
    if (Buffer.from(formatted).equals(source)) return;
    changed += 1;
    if (checkOnly) {
      const unlike = {
        line: 1,
        column: 1,
        severity: 'error',
        code: 'not-formatted',
        message: texts.notFormatted,
      } as const;
      report(path, [unlike], terminal);
      return;
    }
    // What was asked about the old text is settled by the new one.
    report(path, problems, terminal);
    await write(path, formatted, true);
  });
  const count = files.length - failed;
  terminal.err(`${checkOnly ? texts.wouldFormat(count, changed) : texts.formatted(count, changed)}\n`);
  return failed > 0 || (checkOnly && changed > 0) ? 1 : 0;
}
