/**
 * Makes the index hold exactly an owner's threads.
 *
 * It goes in slices, each a short transaction, and between them everybody else has their turn. Threads are not shown
 * until all of them are there; then those whose place they take are hidden in the same instant, and removed.
 */
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { type Kysely, sql, type Transaction } from 'kysely';
import { documentsOf, type SearchDocument } from '../../search/documents.ts';
import { asKatakana, unify } from '../../search/fold.ts';
import type { Owner, SearchableThread } from '../../search/search.ts';
import { isEnglish, LONGEST_BEGINNING, runsOf, TOKENS_VERSION, tokensOf } from '../../search/tokens.ts';
import type { Database } from '../database.ts';
import { filterTokens } from './searchFilters.ts';
import { textIdOf } from './searchNumbers.ts';

/** UTF-16 units of text that are added or removed at once: some 10 ms of work, and more where there is very much to do. */
const SLICE = 5_000;
const LARGE_SLICE = 32_000;

/** Texts that are looked at to remove some of them. */
const MOST_REMOVED = 200;

/** Threads that are compared or entered at once. */
const THREADS_AT_ONCE = 100;

/** From so many threads indexed at once on it pays to merge the index's parts into one. */
const MANY_THREADS = 1_000;
/** Pages of the index that are merged at once. */
const MERGED_AT_ONCE = 500;

/** A thread to be added, and the number of its first comment. */
type FreshThread = SearchableThread & { readonly digest: string };
type PlacedThread = FreshThread & { readonly key: number };

/** A text on its way into the index. */
type FreshText = { readonly id: number; readonly key: number; readonly threadId: string } & SearchDocument;

/** How often words occur that come and go, to be added to the vocabulary. */
type WordCounts = Map<string, number>;

/**
 * Compares what is stored with what should be, and indexes the difference: a reader or a crash sees the index before it
 * or after it. What a crash left half done is removed first. To be run one at a time. Words are cut by ICU, so another
 * version of it means all threads anew.
 *
 * @returns how many threads were indexed anew
 */
export async function syncThreads(
  db: Kysely<Database>,
  owner: Owner,
  threads: readonly SearchableThread[],
): Promise<number> {
  await removeHidden(db);
  const wanted = await withDigests(threads);
  const stored = await db
    .selectFrom('search_threads')
    .select(['key', 'digest'])
    .where('owner', '=', owner)
    .where('shown', '=', 1)
    .execute();
  const kept = new Set(stored.map(({ digest }) => digest));
  const digests = new Set(wanted.map(({ digest }) => digest));
  const stale = stored.filter(({ digest }) => !digests.has(digest)).map(({ key }) => key);
  // What is indexed last counts as the newest.
  const fresh = wanted
    .filter(({ digest }) => !kept.has(digest))
    .toSorted((one, other) => one.thread.date.localeCompare(other.thread.date));
  if (stale.length + fresh.length === 0) return 0;

  const placed: PlacedThread[] = [];
  for (let at = 0; at < fresh.length; at += THREADS_AT_ONCE) {
    placed.push(...(await place(db, owner, fresh.slice(at, at + THREADS_AT_ONCE))));
    await setImmediate();
  }
  const size = fresh.length < MANY_THREADS ? SLICE : LARGE_SLICE;
  for (const slice of slices(textsOf(placed), size)) await addTexts(db, owner, slice);
  await exchange(
    db,
    placed.map(({ key }) => key),
    stale,
  );
  await removeHidden(db);
  if (fresh.length >= MANY_THREADS) await mergeParts(db);
  return fresh.length;
}

async function withDigests(threads: readonly SearchableThread[]): Promise<FreshThread[]> {
  const wanted: FreshThread[] = [];
  for (const searchable of threads) {
    wanted.push({ ...searchable, digest: digestOf(searchable) });
    if (wanted.length % THREADS_AT_ONCE === 0) await setImmediate();
  }
  return wanted;
}

function digestOf({ id, thread }: SearchableThread): string {
  return createHash('sha256')
    .update(JSON.stringify([TOKENS_VERSION, process.versions.icu, id, thread]))
    .digest('base64');
}

/** Gives the comments of new threads their numbers, behind all others. */
async function place(db: Kysely<Database>, owner: Owner, fresh: readonly FreshThread[]): Promise<PlacedThread[]> {
  return await db.transaction().execute(async (transaction) => {
    const { next } = await transaction
      .selectFrom('search_threads')
      .select(sql<number>`coalesce(max(last) + 1, 0)`.as('next'))
      .executeTakeFirstOrThrow();
    let key = next;
    const placed = fresh.map((searchable) => {
      const own = { ...searchable, key };
      key += searchable.thread.comments.length + 1;
      return own;
    });
    const rows = placed.map(({ key, id, thread, digest }) => [
      key,
      key + thread.comments.length,
      id,
      thread.date,
      digest,
    ]);
    await sql`
      INSERT INTO search_threads (key, last, owner, id, date, digest, shown)
      SELECT value ->> 0, value ->> 1, ${owner}, value ->> 2, value ->> 3, value ->> 4, 0
      FROM json_each(${JSON.stringify(rows)})`.execute(transaction);
    return placed;
  });
}

function* textsOf(threads: readonly PlacedThread[]): Generator<FreshText> {
  for (const { key, id: threadId, thread } of threads) {
    for (const document of documentsOf(thread)) {
      yield { ...document, id: textIdOf(key + document.comment, document.language), key, threadId };
    }
  }
}

/** Parts that are worked off at once. */
function* slices<Text extends { readonly text: string }>(texts: Iterable<Text>, size: number): Generator<Text[]> {
  let slice: Text[] = [];
  let length = 0;
  for (const text of texts) {
    slice.push(text);
    length += text.text.length;
    if (length < size) continue;
    yield slice;
    slice = [];
    length = 0;
  }
  if (slice.length > 0) yield slice;
}

async function addTexts(db: Kysely<Database>, owner: Owner, texts: readonly FreshText[]): Promise<void> {
  const words: WordCounts = new Map();
  const rows = texts.map((document) => {
    const { id, key, threadId, persona, text } = document;
    const unified = unify(text);
    const folded = asKatakana(unified);
    countWords(words, folded, 1);
    const tokens = [...tokensOf(text, unified), ...filterTokens(owner, threadId, document)].join(' ');
    return { id, key, persona, text, folded, tokens };
  });
  await setImmediate();
  const json = JSON.stringify(rows);
  await db.transaction().execute(async (transaction) => {
    await sql`
      INSERT INTO search_documents (id, thread, persona, text, folded)
      SELECT value ->> 'id', value ->> 'key', value ->> 'persona', value ->> 'text', value ->> 'folded'
      FROM json_each(${json})`.execute(transaction);
    await sql`
      INSERT INTO search_index (rowid, tokens)
      SELECT -(value ->> 'id'), value ->> 'tokens' FROM json_each(${json})`.execute(transaction);
    await addWords(transaction, owner, words);
  });
  await setImmediate();
}

/** Shows some threads and hides others, at once. */
async function exchange(db: Kysely<Database>, shown: readonly number[], hidden: readonly number[]): Promise<void> {
  const among = (keys: readonly number[]) => sql<number>`(SELECT value FROM json_each(${JSON.stringify(keys)}))`;
  await db.transaction().execute(async (transaction) => {
    const hide = transaction.updateTable('search_threads').set({ shown: 0 }).where('key', 'in', among(hidden));
    await hide.execute();
    const show = transaction.updateTable('search_threads').set({ shown: 1 }).where('key', 'in', among(shown));
    const { numUpdatedRows } = await show.executeTakeFirstOrThrow();
    // Another process that shares the file took them for what a crash had left.
    if (Number(numUpdatedRows) < shown.length) throw new Error('Threads vanished from the search index meanwhile.');
  });
}

/** Removes the threads that are not shown: replaced ones, and what a crash or an error left half done. */
async function removeHidden(db: Kysely<Database>): Promise<void> {
  const hidden = await db
    .selectFrom('search_threads')
    .select(['key', 'last', 'owner'])
    .where('shown', '=', 0)
    .execute();
  for (const { key, last, owner } of hidden) {
    for (;;) {
      const texts = await db
        .selectFrom('search_documents')
        .select(['id', 'text', 'folded'])
        .where('id', '>=', textIdOf(key, 'en'))
        .where('id', '<=', textIdOf(last, 'ja'))
        .orderBy('id')
        .limit(MOST_REMOVED)
        .execute();
      const [slice] = slices(texts, SLICE);
      if (!slice) break;
      await removeTexts(db, owner, slice);
    }
    await db.deleteFrom('search_threads').where('key', '=', key).execute();
  }
}

async function removeTexts(
  db: Kysely<Database>,
  owner: Owner,
  texts: readonly { id: number; folded: string }[],
): Promise<void> {
  const words: WordCounts = new Map();
  for (const { folded } of texts) countWords(words, folded, -1);
  const ids = JSON.stringify(texts.map(({ id }) => id));
  await db.transaction().execute(async (transaction) => {
    await sql`DELETE FROM search_index WHERE rowid IN (SELECT -value FROM json_each(${ids}))`.execute(transaction);
    await sql`DELETE FROM search_documents WHERE id IN (SELECT value FROM json_each(${ids}))`.execute(transaction);
    await addWords(transaction, owner, words);
  });
  await setImmediate();
}

/** Counts in how many texts each word is, of those that are looked up by their beginning or guessed. */
function countWords(words: WordCounts, folded: string, by: 1 | -1): void {
  for (const word of new Set(
    runsOf(folded)
      .filter(({ kind }) => kind === 'word')
      .map(({ text }) => text),
  )) {
    if (isEnglish(word) || [...word].length > LONGEST_BEGINNING) words.set(word, (words.get(word) ?? 0) + by);
  }
}

async function addWords(transaction: Transaction<Database>, owner: Owner, words: WordCounts): Promise<void> {
  // In the table's own order: neighbours share a page.
  const counts = JSON.stringify([...words].sort(([one], [other]) => (one < other ? -1 : 1)));
  await sql`
    INSERT INTO search_words (owner, word, count)
    SELECT ${owner}, value ->> 0, value ->> 1 FROM json_each(${counts}) WHERE true
    ON CONFLICT DO UPDATE SET count = count + excluded.count`.execute(transaction);
  if ([...words.values()].every((count) => count > 0)) return;
  await sql`
    DELETE FROM search_words WHERE owner = ${owner} AND count <= 0
      AND word IN (SELECT value ->> 0 FROM json_each(${counts}))`.execute(transaction);
}

/** Merges the index's parts into one, which is read faster, a little at a time (`sqlite.org/fts5.html` 6.8). */
async function mergeParts(db: Kysely<Database>): Promise<void> {
  // A negative number begins a merge of all parts; each further call goes on with it, until there is nothing left to do.
  let isDone = false;
  for (let pages = -MERGED_AT_ONCE; !isDone; pages = MERGED_AT_ONCE) {
    isDone = await db.connection().execute(async (connection) => {
      const before = await changesOf(connection);
      await sql`INSERT INTO search_index(search_index, rank) VALUES ('merge', ${pages})`.execute(connection);
      return (await changesOf(connection)) - before < 2;
    });
    await setImmediate();
  }
}

async function changesOf(connection: Kysely<Database>): Promise<number> {
  const { rows } = await sql<{ changes: number }>`SELECT total_changes() AS changes`.execute(connection);
  return rows[0]?.changes ?? 0;
}
