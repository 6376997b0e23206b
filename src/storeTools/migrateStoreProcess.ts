/** `npm run migrate-store -- --from ADDRESS --to ADDRESS`. Paths are as in DATABASE_URL: from the project's folder. */
import { endOnUnhandledErrors, endWith } from '../ending.ts';
import { runMigrateStore } from './migrateStore.ts';
import { processTerminal } from './terminal.ts';

endOnUnhandledErrors();
process.exitCode = await runMigrateStore(process.argv.slice(2), processTerminal()).catch(endWith);
