/** `npm run tables`: writes the tables of the READMEs that are made from the code. */
import { readFileSync, writeFileSync } from 'node:fs';
import { configurationTable } from './configurationTable.ts';
import { withTable } from './markedTables.ts';
import { readmes } from './readmes.ts';

for (const [language, file] of readmes) {
  writeFileSync(file, withTable(readFileSync(file, 'utf8'), 'configuration', configurationTable(language)));
}
