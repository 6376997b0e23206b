/**
 * Makes the index hold exactly an owner's threads.
 *
 * It goes in slices, each a short transaction, and between them everybody else has their turn. Threads are not shown
 * until all of them are there; then those whose place they take are hidden in the same instant, and removed.
 */
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { documentsOf, type SearchDocument } from '../../search/documents.ts';
import { asKatakana, unify } from '../../search/fold.ts';
import type { Owner, SearchableThread, SearchIndex } from '../../search/search.ts';
import { isEnglish, LONGEST_BEGINNING, runsOf, TOKENS_VERSION, tokensOf } from '../../search/tokens.ts';
import type { Database } from '../database.ts';
import { write } from '../transactions.ts';
import { filterTokens } from './filters.ts';
import { alone, LeaseLost, type Renew } from './lease.ts';
import { textIdOf } from './numbers.ts';
import type { IndexedText, SearchWriter, WordCounts } from './writer.ts';

/** UTF-16 units of text that are added or removed at once: some 10 ms of work, and more where there is very much to do. */
const SLICE = 5_000;
const LARGE_SLICE = 32_000;

/** Texts that are looked at to remove some of them. */
const MOST_REMOVED = 200;

/** Threads that are compared or entered at once. */
const THREADS_AT_ONCE = 100;

/** From so many threads indexed at once on it pays to bring the index in order. */
const MANY_THREADS = 1_000;

/** A thread to be added, and the number of its first comment. */
type FreshThread = SearchableThread & { readonly digest: string };
type PlacedThread = FreshThread & { readonly key: number };

/** A text on its way into the index. */
type FreshText = { readonly id: number; readonly key: number; readonly threadId: string } & SearchDocument;

/** What the writing of an owner's threads works with. */
type Work = {
  readonly db: Kysely<Database>;
  readonly writer: SearchWriter;
  readonly owner: Owner;
  /** Tells other processes that this one still writes. */
  readonly renew: Renew;
};

/** A store's part of the port. Threads are written by one call after the other. */
export function searchSync(db: Kysely<Database>, writer: SearchWriter): SearchIndex['sync'] {
  let latest: Promise<unknown> = Promise.resolve();
  return (owner, threads) => {
    const synced = latest.then(() => syncThreads(db, writer, owner, threads));
    latest = synced.catch(() => undefined);
    return synced;
  };
}

/**
 * Compares what is stored with what should be, and indexes the difference: a reader or a crash sees the index before it
 * or after it. What a crash left half done is removed first. Words are cut by ICU, so another version of it means all
 * threads anew.
 *
 * @returns how many threads were indexed anew
 */
async function syncThreads(
  db: Kysely<Database>,
  writer: SearchWriter,
  owner: Owner,
  threads: readonly SearchableThread[],
): Promise<number> {
  const wanted = await withDigests(threads);
  for (;;) {
    const { stale, fresh, hidden } = await difference(db, owner, wanted);
    if (stale.length + fresh.length + hidden.length === 0) return 0;
    try {
      return await alone(db, owner, (renew) => exchangeThreads({ db, writer, owner, renew }, wanted));
    } catch (error) {
      // This process was asleep, or cut off from the store: whoever went on has done some of it.
      if (!(error instanceof LeaseLost)) throw error;
    }
  }
}

/** Nobody else writes this owner's threads meanwhile; somebody may have until now. */
async function exchangeThreads(work: Work, wanted: readonly FreshThread[]): Promise<number> {
  const { db, writer, owner } = work;
  await removeHidden(work);
  const { stale, fresh } = await difference(db, owner, wanted);
  const placed: PlacedThread[] = [];
  for (let at = 0; at < fresh.length; at += THREADS_AT_ONCE) {
    placed.push(...(await place(work, fresh.slice(at, at + THREADS_AT_ONCE))));
    await setImmediate();
  }
  const size = fresh.length < MANY_THREADS ? SLICE : LARGE_SLICE;
  for (const slice of slices(textsOf(placed), size)) await addTexts(work, slice);
  const keys = placed.map(({ key }) => key);
  if (keys.length + stale.length > 0) await exchange(work, keys, stale);
  await removeHidden(work);
  await writer.settle(db, fresh.length >= MANY_THREADS);
  return fresh.length;
}

/** What is to be added and, by their keys, what is to be removed: shown, or left half done. */
async function difference(db: Kysely<Database>, owner: Owner, wanted: readonly FreshThread[]) {
  const stored = await db
    .selectFrom('search_threads')
    .select(['key', 'digest', 'shown'])
    .where('owner', '=', owner)
    .execute();
  const [shown, hidden] = [
    stored.filter((thread) => thread.shown === 1),
    stored.filter((thread) => thread.shown === 0),
  ];
  const kept = new Set(shown.map(({ digest }) => digest));
  const digests = new Set(wanted.map(({ digest }) => digest));
  return {
    stale: shown.filter(({ digest }) => !digests.has(digest)).map(({ key }) => key),
    hidden: hidden.map(({ key }) => key),
    // What is indexed last counts as the newest.
    fresh: wanted
      .filter(({ digest }) => !kept.has(digest))
      .toSorted((one, other) => one.thread.date.localeCompare(other.thread.date)),
  };
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
async function place({ db, writer, owner, renew }: Work, fresh: readonly FreshThread[]): Promise<PlacedThread[]> {
  const entered = fresh.map(({ id, thread, digest }) => ({
    ...{ id, digest },
    ...{ date: thread.date, comments: thread.comments.length },
  }));
  const keys = await write(db, async (transaction) => {
    await renew(transaction);
    return await writer.enter(transaction, owner, entered);
  });
  return fresh.flatMap((searchable, at) => keys.slice(at, at + 1).map((key) => ({ ...searchable, key })));
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

async function addTexts({ db, writer, owner, renew }: Work, texts: readonly FreshText[]): Promise<void> {
  const words = new Map<string, number>();
  const indexed = texts.map((document): IndexedText => {
    const { id, key, threadId, persona, text } = document;
    const unified = unify(text);
    const folded = asKatakana(unified);
    countWords(words, folded, 1);
    const tokens = [...tokensOf(text, unified), ...filterTokens(owner, threadId, document)];
    return { id, key, persona, text, folded, tokens };
  });
  await setImmediate();
  await write(db, async (transaction) => {
    await renew(transaction);
    await writer.add(transaction, owner, indexed);
    await writer.count(transaction, owner, inOrder(words));
  });
  await setImmediate();
}

/** Shows some threads and hides others, at once. */
async function exchange(
  { db, writer, owner, renew }: Work,
  shown: readonly number[],
  hidden: readonly number[],
): Promise<void> {
  await write(db, async (transaction) => {
    await renew(transaction);
    for (const [keys, isShown] of [
      [hidden, 0],
      [shown, 1],
    ] as const) {
      const threads = transaction.updateTable('search_threads').set({ shown: isShown }).where('owner', '=', owner);
      await threads.where('key', 'in', writer.among(keys)).execute();
    }
  });
}

/** Removes the owner's threads that are not shown: replaced ones, and what a crash or an error left half done. */
async function removeHidden(work: Work): Promise<void> {
  const { db, writer, owner } = work;
  const hidden = await db
    .selectFrom('search_threads')
    .select(['key', 'last'])
    .where('owner', '=', owner)
    .where('shown', '=', 0)
    .execute();
  for (const { key, last } of hidden) {
    for (;;) {
      const texts = await writer.texts(db, owner, textIdOf(key, 'en'), textIdOf(last, 'ja'), MOST_REMOVED);
      const [slice] = slices(texts, SLICE);
      if (!slice) break;
      await removeTexts(work, slice);
    }
    await db.deleteFrom('search_threads').where('owner', '=', owner).where('key', '=', key).execute();
  }
}

async function removeTexts(
  { db, writer, owner, renew }: Work,
  texts: readonly { readonly id: number; readonly folded: string }[],
): Promise<void> {
  const words = new Map<string, number>();
  for (const { folded } of texts) countWords(words, folded, -1);
  const ids = texts.map(({ id }) => id);
  await write(db, async (transaction) => {
    await renew(transaction);
    await writer.remove(transaction, owner, ids);
    await writer.count(transaction, owner, inOrder(words));
  });
  await setImmediate();
}

/** Counts in how many texts each word is, of those that are looked up by their beginning or guessed. */
function countWords(words: Map<string, number>, folded: string, by: 1 | -1): void {
  for (const word of new Set(
    runsOf(folded)
      .filter(({ kind }) => kind === 'word')
      .map(({ text }) => text),
  )) {
    if (isEnglish(word) || [...word].length > LONGEST_BEGINNING) words.set(word, (words.get(word) ?? 0) + by);
  }
}

/** In the vocabulary's own order: neighbours share a page. */
function inOrder(words: WordCounts): WordCounts {
  return new Map([...words].sort(([one], [other]) => (one < other ? -1 : 1)));
}
