/** Says what is wrong with files, in the form that editors read: `file:line:column: severity: message`. */
import { commandLineTexts } from '../i18n/commandLine.ts';
import type { Tally } from '../i18n/commandLineTexts.ts';
import type { CheckedFile, PlacedProblem } from './checkedFile.ts';
import { onOneLine, type Terminal } from './terminal.ts';

/** Problems of one file that are shown; who mends them sees the others. */
const MOST_SHOWN = 100;

/** Writes the problems, one a line. */
export function report(path: string, problems: readonly PlacedProblem[], terminal: Terminal): void {
  for (const { line, column, severity, message } of problems.slice(0, MOST_SHOWN)) {
    terminal.out(`${onOneLine(`${path}:${line}:${column}: ${severity}: ${message}`)}\n`);
  }
  const more = problems.length - MOST_SHOWN;
  if (more > 0) terminal.out(`${commandLineTexts[terminal.language].more(more)}\n`);
}

/** How many problems there are in files. */
export function tallyOf(files: readonly CheckedFile[]): Tally {
  const problems = files.flatMap((file) => file.problems);
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  return { files: files.length, errors, warnings: problems.length - errors };
}
