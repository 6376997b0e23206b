/** Makes the index hold exactly an owner's threads. */
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { type Kysely, sql, type Transaction } from 'kysely';
import { documentsOf } from '../../search/documents.ts';
import { asKatakana, unify } from '../../search/fold.ts';
import type { Owner, SearchableThread } from '../../search/search.ts';
import { isEnglish, runsOf, TOKENS_VERSION, tokensOf } from '../../search/tokens.ts';
import type { Database } from '../database.ts';
import { filterTokens } from './searchFilters.ts';

/** From so many threads indexed at once on it pays to merge the index's parts into one. */
const MANY_THREADS = 1_000;

/** How often words occur that come and go, to be added to the vocabulary. */
type WordCounts = Map<string, number>;

/**
 * Compares what is stored with what should be, and indexes the difference in one transaction: a reader or a crash sees
 * the index before it or after it. Words are cut by ICU, so another version of it means all threads anew.
 *
 * @returns how many threads were indexed anew
 */
export async function syncThreads(
  db: Kysely<Database>,
  owner: Owner,
  threads: readonly SearchableThread[],
): Promise<number> {
  const wanted = threads.map((searchable) => ({ ...searchable, digest: digestOf(searchable) }));
  return await db.transaction().execute(async (transaction) => {
    const stored = await transaction
      .selectFrom('search_threads')
      .select(['key', 'digest'])
      .where('owner', '=', owner)
      .execute();
    const kept = new Set(stored.map(({ digest }) => digest));
    const digests = new Set(wanted.map(({ digest }) => digest));
    const stale = stored.filter(({ digest }) => !digests.has(digest));
    const fresh = wanted.filter(({ digest }) => !kept.has(digest));

    const words: WordCounts = new Map();
    for (const { key } of stale) await removeThread(transaction, key, words);
    // What is indexed last counts as the newest.
    for (const searchable of fresh.toSorted((one, other) => one.thread.date.localeCompare(other.thread.date))) {
      await addThread(transaction, owner, searchable, words);
      await setImmediate();
    }
    await addWords(transaction, owner, words);
    if (fresh.length >= MANY_THREADS)
      await sql`INSERT INTO search_index(search_index) VALUES ('optimize')`.execute(transaction);
    return fresh.length;
  });
}

function digestOf({ id, thread }: SearchableThread): string {
  return createHash('sha256')
    .update(JSON.stringify([TOKENS_VERSION, process.versions.icu, id, thread]))
    .digest('base64');
}

async function addThread(
  transaction: Transaction<Database>,
  owner: Owner,
  { id, thread, digest }: SearchableThread & { digest: string },
  words: WordCounts,
): Promise<void> {
  const { key } = await transaction
    .selectFrom('search_documents')
    .select(sql<number>`coalesce(max(id) / 2 + 1, 0)`.as('key'))
    .executeTakeFirstOrThrow();
  const texts = documentsOf(thread).map((document) => ({
    ...document,
    id: (key + document.comment) * 2 + Number(document.language === 'ja'),
    unified: unify(document.text),
  }));
  const tokens = texts.map((document) => [
    document.id,
    [...tokensOf(document.text, document.unified), ...filterTokens(owner, id, document)].join(' '),
  ]);
  const documents = texts.map(({ unified, ...document }) => ({ ...document, folded: asKatakana(unified) }));
  for (const { folded } of documents) countWords(words, folded, 1);

  await transaction.insertInto('search_threads').values({ key, owner, id, date: thread.date, digest }).execute();
  await sql`
    INSERT INTO search_documents (id, thread, comment, language, persona, text, folded)
    SELECT value ->> 'id', ${key}, value ->> 'comment', value ->> 'language', value ->> 'persona', value ->> 'text',
      value ->> 'folded'
    FROM json_each(${JSON.stringify(documents)})`.execute(transaction);
  await sql`
    INSERT INTO search_index (rowid, tokens)
    SELECT value ->> 0, value ->> 1 FROM json_each(${JSON.stringify(tokens)})`.execute(transaction);
}

async function removeThread(transaction: Transaction<Database>, key: number, words: WordCounts): Promise<void> {
  const documents = await transaction
    .selectFrom('search_documents')
    .select('folded')
    .where('thread', '=', key)
    .execute();
  for (const { folded } of documents) countWords(words, folded, -1);
  await sql`
    DELETE FROM search_index WHERE rowid IN (SELECT id FROM search_documents WHERE thread = ${key})`.execute(
    transaction,
  );
  await transaction.deleteFrom('search_documents').where('thread', '=', key).execute();
  await transaction.deleteFrom('search_threads').where('key', '=', key).execute();
}

/** Counts in how many texts each English word is. */
function countWords(words: WordCounts, folded: string, by: 1 | -1): void {
  for (const word of new Set(runsOf(folded).map(({ text }) => text))) {
    if (isEnglish(word)) words.set(word, (words.get(word) ?? 0) + by);
  }
}

async function addWords(transaction: Transaction<Database>, owner: Owner, words: WordCounts): Promise<void> {
  await sql`
    INSERT INTO search_words (owner, word, count)
    SELECT ${owner}, value ->> 0, value ->> 1 FROM json_each(${JSON.stringify([...words])}) WHERE true
    ON CONFLICT DO UPDATE SET count = count + excluded.count`.execute(transaction);
  if ([...words.values()].some((count) => count < 0)) {
    await transaction.deleteFrom('search_words').where('owner', '=', owner).where('count', '<=', 0).execute();
  }
}
