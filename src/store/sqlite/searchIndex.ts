/** The search index in SQLite, in FTS5. */
import type { DatabaseSync } from 'node:sqlite';
import type { Kysely } from 'kysely';
import type { SearchIndex } from '../../search/search.ts';
import type { Database } from '../database.ts';
import { answer } from '../search/answer.ts';
import { readAtOnce } from '../search/reading.ts';
import { searchSync } from '../search/sync.ts';
import { searchReader } from './searchReader.ts';
import { searchWriter } from './searchWriter.ts';

/**
 * The index over an open store; its tables are made by the migrations.
 *
 * @param db for writing
 * @param database for reading: a connection of its own, unless the store is in memory
 */
export function searchIndex(db: Kysely<Database>, database: DatabaseSync): SearchIndex {
  const reader = searchReader(database);
  return {
    sync: searchSync(db, searchWriter),
    async search(request) {
      return reader.snapshot(() => readAtOnce(answer(reader, request)));
    },
  };
}
