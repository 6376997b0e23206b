/** What the command line for thread files says, in English. */
import type { CommandLineTexts } from './commandLineTexts.ts';
import { count, list } from './format.ts';

const number = (value: number) => value.toLocaleString('en');

export const commandLineEn: CommandLineTexts = {
  help: (formats) => `npm run threads -- COMMAND [options] [FILE…]

Checks, formats and converts thread files (.txt in the thread format, .json as exported).
FILE is a file, a folder (with all folders in it) or a pattern such as "threads/**/*.txt".

  check FILE…      says what is wrong, one problem a line: file:line:column: error or warning: what to do
    --json         the same as JSON, for programs
  format FILE…     writes the files the way Reprise writes them
    --check        changes nothing; exit code 1 if a file would change
  convert FILE…    writes the threads in another format
    --to FORMAT    ${list(formats, 'or')}
    --out PATH     the file, or for several threads the folder, to write to; without it one thread goes to the terminal
    --language L   en or ja: the language in which a web page opens
  new [FILE]       writes a thread to begin with, in both languages; without FILE to the terminal
  --help           shows this

Exit code 0: all is well, warnings aside. 1: a file has an error. 2: the command cannot be carried out as given.`,
  problem: {
    'unknown-command': ({ asked, known }) => `There is no command “${asked}”; there are ${list(known, 'and')}.`,
    'bad-options': ({ reason }) => reason,
    'unknown-choice': ({ option, asked, known }) => `${option} cannot be “${asked}”, only ${list(known, 'or')}.`,
    'no-format': ({ known }) => `Say what to convert to: --to ${list(known, 'or')}.`,
    'no-files-named': () => 'Name at least one file, folder or pattern.',
    'folder-needed': ({ option }) => `There are several threads: name a folder to write them to, ${option} FOLDER.`,
    'same-target': ({ path }) =>
      `Two threads would both be written to ${path}. Rename one, or convert them one by one.`,
    exists: ({ path }) => `${path} is there already, and was left as it is. Choose another name.`,
    'not-written': ({ path, reason }) => `${path} cannot be written: ${reason}.`,
  },
  seeHelp: 'npm run threads -- --help shows what there is.',
  failure: {
    'nothing-there': () => 'There is no such file, and no file that fits such a pattern. Check the path.',
    'no-thread-file': () => 'By its name this is no thread: it must end in .txt or .json.',
    'dangling-link': () => 'This is a link to a file that does not exist. Mend the link, or delete it.',
    'not-a-file': () => 'This is a pipe, a socket or a device, not a file.',
    'too-large': ({ bytes, most }) =>
      `The file has ${number(bytes)} bytes, such a file may have ${number(most)}. Make two threads of it.`,
    unreadable: ({ reason }) => `The file cannot be read: ${reason}. Check who may read it.`,
  },
  checked: ({ files, errors, warnings }) =>
    `${count(files, 'file')} checked: ${count(errors, 'error')}, ${count(warnings, 'warning')}.`,
  more: (problems) => `… and ${count(problems, 'more problem')} in this file; --json shows all.`,
  notFormatted: 'The file is not written the way Reprise writes it. “format” without --check changes that.',
  formatted: (files, changed) => `${count(files, 'file')} formatted, ${number(changed)} changed.`,
  wouldFormat: (files, unlike) => `${count(files, 'file')} looked at, ${number(unlike)} would change.`,
  written: (path) => `${path} was written.`,
};
