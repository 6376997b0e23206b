/** What the tools for the store say, in English. */
import type { StoreToolTexts } from './storeToolTexts.ts';

export const storeToolsEn: StoreToolTexts = {
  backup: {
    help: `npm run backup -- FILE

Copies the SQLite database of DATABASE_URL to FILE, as it is at one moment. The bot may run meanwhile.
FILE must not be there yet. To go back, stop the bot and put the copy in the database's place.`,
    copied: (file, megabytes) => `${file} is a whole copy (${megabytes} MB).`,
    notAFile:
      'DATABASE_URL is not a SQLite file. For PostgreSQL use its own pg_dump or base backups: docs/operation.md says how.',
    nothingThere: (path) => `There is no database at ${path} yet: nothing to copy.`,
    exists: (file) => `${file} is there already and was left as it is. Name a file that is not.`,
    failed: (file, reason) =>
      `The database was not copied to ${file} (${reason}). Check the disk and the folder's rights.`,
  },
  migrate: {
    help: `npm run migrate-store -- --from ADDRESS --to ADDRESS

Moves everything from one store to another, between SQLite and PostgreSQL either way. Addresses are as in DATABASE_URL:
sqlite:data/reprise.sqlite or postgres://user:password@host:5432/reprise. Stop the bot first. What is moved is read back
and compared; the store it comes from stays as it is. Then set DATABASE_URL to the new one, and start the bot: it
indexes imported threads for search anew.`,
    badAddress: (option) =>
      `${option} must be the address of a store: sqlite: and the path of a file, or postgres://user:password@host:5432/database.`,
    sameStore: 'Both addresses are the same: nothing to move.',
    nothingThere: (place) => `There is no database at ${place}: nothing to move.`,
    notEmpty: (place, table) =>
      `${place} has something in it already (table ${table}), and was left as it is. Name a store that is empty.`,
    notTheSame: (place, table) =>
      `What came back from ${place} is not what was written (table ${table}), so it was left empty. Check its disk, and try again.`,
    moved: (rows, place) => {
      const tables = Object.entries(rows).map(([table, count]) => `  ${table}: ${count.toLocaleString('en')}`);
      return `Moved to ${place}, and compared:\n${tables.join('\n')}`;
    },
  },
  badOptions: (reason) => `The options cannot be read: ${reason}`,
};
