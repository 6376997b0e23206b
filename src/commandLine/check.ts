/** `check`: says what is wrong with thread files. */
import { commandLineTexts } from '../i18n/commandLine.ts';
import { threadSlug } from '../thread/identity.ts';
import { type CheckedFile, checkFile } from './checkedFile.ts';
import { namedFiles } from './namedFiles.ts';
import { forEach } from './progress.ts';
import { report, tallyOf } from './report.ts';
import type { Terminal } from './terminal.ts';

/**
 * Checks files; the exit code is 1 if one has an error.
 *
 * @param json whether one JSON text is written instead of lines
 */
export async function check(paths: readonly string[], json: boolean, terminal: Terminal): Promise<number> {
  const checked: CheckedFile[] = [];
  await forEach(await namedFiles(paths), terminal, async (named) => {
    // The bytes are needed no more, and there may be thousands of files.
    checked.push({ ...(await checkFile(named, terminal.language)), source: undefined });
  });
  const tally = tallyOf(checked);
  if (json) terminal.out(`${JSON.stringify(checked.map(asJson), undefined, 2)}\n`);
  else for (const { path, problems } of checked) report(path, problems, terminal);
  terminal.err(`${commandLineTexts[terminal.language].checked(tally)}\n`);
  return tally.errors > 0 ? 1 : 0;
}

/** What programs get of a file. */
function asJson({ path, thread, problems }: CheckedFile) {
  const facts = thread && {
    id: threadSlug(thread),
    title: thread.title,
    date: thread.date,
    comments: thread.comments.length,
  };
  return { file: path, thread: facts ?? null, problems };
}
