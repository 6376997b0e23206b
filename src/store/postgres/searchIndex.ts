/** The search index in PostgreSQL: tokens as `tsvector`, in a GIN index. */
import type { Kysely } from 'kysely';
import type { SearchIndex } from '../../search/search.ts';
import type { Database } from '../database.ts';
import { answer } from '../search/answer.ts';
import { ownersSeenBy } from '../search/filters.ts';
import { readWaiting } from '../search/reading.ts';
import { searchSync } from '../search/sync.ts';
import { snapshot } from '../transactions.ts';
import { searchReader } from './searchReader.ts';
import { searchWriter } from './searchWriter.ts';

/** The index over an open store; its tables are made by the migrations. */
export function searchIndex(db: Kysely<Database>): SearchIndex {
  return {
    sync: searchSync(db, searchWriter),
    search: (request) =>
      snapshot(db, (transaction) =>
        readWaiting(answer(searchReader(transaction, ownersSeenBy(request.serverId)), request)),
      ),
  };
}
