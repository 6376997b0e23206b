/** `npm run readme`: writes the table of commands into the README. */
import { readFileSync, writeFileSync } from 'node:fs';
import { commandTable } from './commandTable.ts';

const readme = readFileSync('README.md', 'utf8');
writeFileSync(
  'README.md',
  readme.replace(/^\| command \| what it does \|\n(?:\|.*\n)+/m, () => `${commandTable()}\n`),
);
