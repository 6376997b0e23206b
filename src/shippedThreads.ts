/** The threads that the bot starts with, and what the log says of their files. */
import { basename } from 'node:path';
import type { Logger } from 'pino';
import { diagnosticText, jsonProblemText } from './i18n/diagnostics.ts';
import { type ReadFailure, readThreadFiles, type ThreadFile } from './library/threadFiles.ts';
import type { Diagnostic, DiagnosticCode } from './thread/diagnostics.ts';
import { sourceLines } from './thread/lines.ts';
import type { Thread } from './thread/model.ts';

/** Problems of one file that the log shows; who mends them sees the others at the next start. */
const MOST_SHOWN = 10;

/** What is as it may be, and worth a line only to who asks for it: without the place in the source. */
const MILD: ReadonlySet<DiagnosticCode> = new Set(['missing-language', 'empty-category']);

/**
 * Reads the threads of a folder. A bad file is left out, with one entry in the log that tells everything that is wrong
 * with it; warnings about one that loads are one entry, too.
 *
 * @throws StartupError when the folder cannot be read
 */
export async function loadShippedThreads(folder: string, log: Logger): Promise<Thread[]> {
  const files = await readThreadFiles(folder);
  for (const file of files) await logFile(file, log);
  const threads = files.flatMap(({ thread }) => thread ?? []);
  const facts = { folder, threads: threads.length, badFiles: files.length - threads.length };
  if (threads.length === 0) log.warn(facts, 'there are no threads to replay: put thread files into this folder');
  else log.info(facts, 'threads loaded');
  return threads;
}

async function logFile(file: ThreadFile, log: Logger): Promise<void> {
  const told = await problemsOf(file);
  if (told.length === 0) return;
  const shown = told.slice(0, MOST_SHOWN);
  if (told.length > shown.length) shown.push(`… and ${told.length - shown.length} more`);
  const details = shown.map((problem) => problem.replaceAll(/^/gm, '  ')).join('\n');
  const facts = { file: file.path };
  const name = basename(file.path);
  if (!file.thread) log.error(facts, `${name} is left out:\n${details}`);
  else if (file.kind === 'text' && file.found.every(isMild)) log.info(facts, `${name}:\n${details}`);
  else log.warn(facts, `${name} was loaded, but look at this:\n${details}`);
}

/** What is wrong with a file, sentence by sentence; of a file that is left out only what leaves it out. */
async function problemsOf(file: ThreadFile): Promise<string[]> {
  if (file.kind === 'failure') return [failureText(file.failure)];
  const found = file.found.filter(({ severity }) => file.thread || severity === 'error');
  if (file.kind === 'json') {
    return [
      ...found.map((one) => diagnosticText(one, 'en')),
      ...file.problems.map((one) => jsonProblemText(one, 'en')),
    ];
  }
  const lines = sourceLines(file.source);
  return Promise.all(found.map((diagnostic) => problemText(diagnostic, lines[diagnostic.line - 1] ?? '')));
}

function isMild({ code }: Diagnostic): boolean {
  return MILD.has(code);
}

async function problemText(diagnostic: Diagnostic, line: string): Promise<string> {
  const { line: number, column } = diagnostic;
  const said = `${number}:${column} ${diagnosticText(diagnostic, 'en')}`;
  if (isMild(diagnostic)) return said;
  // What measures the widths of characters takes a while to load, and most starts have nothing to show.
  const { excerpt } = await import('./thread/excerpt.ts');
  return [said, excerpt(line, column)].filter((part) => part !== undefined).join('\n');
}

function failureText(failure: ReadFailure): string {
  switch (failure.code) {
    case 'dangling-link':
      return 'It is a link to a file that does not exist. Mend the link, or delete it.';
    case 'not-a-file':
      return 'It is a pipe, a socket or a device, not a file. Move it elsewhere.';
    case 'too-large': {
      const [bytes, most] = [failure.bytes, failure.most].map((number) => number.toLocaleString('en'));
      return `It has ${bytes} bytes, such a file may have ${most}. Make two threads of it.`;
    }
    case 'unreadable':
      return `It cannot be read: ${failure.reason}. Check who may read it.`;
  }
}
