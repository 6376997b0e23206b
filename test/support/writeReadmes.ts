/** `npm run readme`: writes the tables of the READMEs that are made from the code. */
import { readFileSync, writeFileSync } from 'node:fs';
import { commandTable } from './commandTable.ts';
import { configurationTable } from './configurationTable.ts';
import { withTable } from './markedTables.ts';
import { readmes } from './readmes.ts';

for (const [language, file] of readmes) {
  const page = withTable(readFileSync(file, 'utf8'), 'commands', commandTable(language));
  writeFileSync(file, withTable(page, 'configuration', configurationTable(language)));
}
