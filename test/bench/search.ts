/**
 * How fast the search is, beside MiniSearch and a plain scan.
 *
 *     npm run bench search -- --sizes 10000,1000000
 *     npm run bench search -- --folder DIR    keeps the indexes there, for the next run
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { withIds } from '../../src/library/shelf.ts';
import type { SearchableThread, SearchRequest } from '../../src/search/search.ts';
import { loadShippedThreads } from '../../src/shippedThreads.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import type { Language } from '../../src/thread/bilingual.ts';
import { generateThreads } from './generate.ts';
import { type BenchOptions, type BenchRow, timesOf, timesRow } from './measure.ts';
import { miniSearch } from './miniSearch.ts';
import { type Keystroke, keystrokes } from './queries.ts';
import { scanner } from './scanner.ts';

const SIZES = '10000,100000';

/** The most comments that MiniSearch is given: beyond, it takes gigabytes. */
const MINISEARCH_HOLDS = 100_000;
/** A scan of everything is slow and always the same: a few queries tell. */
const SCANNED_QUERIES = 20;
const WORDS_TYPED = 60;
/** Comments of the thread that is added while others wait. */
const ADDED = 2_000;

/** Who has the generated threads, and who has few among them; the shipped ones are those of the repository. */
const SERVER = 'bench';
const SMALL_SERVER = 'small';
const SMALL_SERVER_THREADS = 10;

type Asked = Keystroke & { readonly language: Language };

export async function benchSearch({ sizes = SIZES, folder }: BenchOptions): Promise<BenchRow[]> {
  const kept = folder ?? mkdtempSync(join(tmpdir(), 'reprise-bench-'));
  const rows = await benchShipped(join(kept, 'shipped.sqlite'));
  for (const size of sizes.split(',')) rows.push(...(await benchSize(Number(size), kept)));
  if (folder === undefined) rmSync(kept, { recursive: true });
  return rows;
}

/** What a new installation has. */
async function benchShipped(file: string): Promise<BenchRow[]> {
  const store = await openStore(`sqlite:${file}`);
  const threads = await shipped();
  await store.search.sync('shipped', threads);
  const scan = scanner(threads);
  const ask = (words: string) => store.search.search({ ...request(words), serverId: 'none' });
  const row = async (name: string, words: string) => {
    const again = Array.from({ length: 300 }, () => words);
    const peer = { name: 'plain scan', times: await timesOf(again, scan) };
    return timesRow(`search, shipped threads alone, ${name}`, await timesOf(again, ask), peer);
  };
  const rows = [await row('a word', 'chips'), await row('Japanese', '半導'), await row('a typo', 'chpis')];
  await store.close();
  return rows;
}

async function benchSize(comments: number, folder: string): Promise<BenchRow[]> {
  const file = join(folder, `${comments}.sqlite`);
  const threads = generateThreads(comments);
  const store = await openStore(`sqlite:${file}`);
  const built = await build(store, threads, comments);
  const rows = [...built, ...(await compare(store, threads, comments)), await benchAdding(store, threads, comments)];
  await store.close();
  return rows;
}

/** Indexes what is not there yet: what an earlier run did not come to the end of is begun anew. */
async function build(store: Store, threads: readonly SearchableThread[], comments: number): Promise<BenchRow[]> {
  await store.search.sync('shipped', await shipped());
  await store.search.sync(SMALL_SERVER, threads.slice(0, SMALL_SERVER_THREADS));
  const { user } = process.threadCpuUsage();
  const began = performance.now();
  const indexed = await store.search.sync(SERVER, threads);
  const processor = (process.threadCpuUsage().user - user) / 1_000;
  // A million take minutes, on a busy machine a quarter of an hour.
  process.stderr.write(
    `search: ${sizeOf(comments)} are indexed, ${Math.round((performance.now() - began) / 1_000)} s\n`,
  );
  if (indexed < threads.length) return [];
  return [{ name: `search, ${sizeOf(comments)}, building a comment`, figures: { processor: processor / comments } }];
}

async function compare(store: Store, threads: readonly SearchableThread[], comments: number): Promise<BenchRow[]> {
  const { en, ja } = keystrokes(threads, WORDS_TYPED);
  const asked: Asked[] = [
    ...en.map((typed) => ({ ...typed, language: 'en' as const })),
    ...ja.map((typed) => ({ ...typed, language: 'ja' as const })),
  ];
  const scan = scanner(threads);
  const few = asked.filter((_, at) => at % Math.ceil(asked.length / SCANNED_QUERIES) === 0);
  const peer = { name: 'plain scan', times: await timesOf(few, ({ words }) => scan(words)) };
  const row = async (name: string, requestOf: (asked: Asked) => SearchRequest) => {
    const times = await timesOf(asked.map(requestOf), (one) => store.search.search(one));
    return timesRow(`search, ${sizeOf(comments)}, ${name}`, times, peer);
  };
  const rows = [
    await row('all', ({ words }) => request(words)),
    await row('one persona', ({ words, persona }) => ({ ...request(words), persona })),
    await row('one language', ({ words, language }) => ({ ...request(words), language })),
    await row('a small server among many', ({ words }) => ({ ...request(words), serverId: SMALL_SERVER })),
  ];
  if (comments > MINISEARCH_HOLDS) return rows;
  const mini = miniSearch(threads);
  const times = await timesOf(few, ({ words }) => mini(words));
  return [...rows, timesRow(`MiniSearch, ${sizeOf(comments)}, all`, times, peer)];
}

/** How long others wait while a large thread is added and removed again. */
async function benchAdding(store: Store, threads: readonly SearchableThread[], comments: number): Promise<BenchRow> {
  const [first] = threads;
  if (!first) throw new RangeError('no threads to measure with');
  const said = threads.flatMap(({ thread }) => thread.comments).slice(0, ADDED);
  let isDone = false;
  const adding = store.search.sync('another', [{ id: 'large', thread: { ...first.thread, comments: said } }]);
  const synced = adding
    .then(() => store.search.sync('another', []))
    .finally(() => {
      isDone = true;
    });
  let [longest, busiest] = [0, 0];
  while (!isDone) {
    const start = performance.now();
    const before = process.threadCpuUsage();
    await new Promise(setImmediate);
    await store.settings.get(SERVER);
    await store.search.search(request('a'));
    const { user, system } = process.threadCpuUsage(before);
    longest = Math.max(longest, performance.now() - start);
    busiest = Math.max(busiest, (user + system) / 1_000);
  }
  await synced;
  const figures = { longest, processor: busiest };
  return { name: `search, ${sizeOf(comments)}, longest wait while ${sizeOf(ADDED)} are added`, figures };
}

function sizeOf(comments: number): string {
  return `${comments.toLocaleString('en')} comments`;
}

function request(words: string): SearchRequest {
  return { words, serverId: SERVER, unseen: [], muted: [], preferred: 'en', offset: 0, limit: 5 };
}

async function shipped() {
  return withIds(await loadShippedThreads('data/threads', pino({ level: 'silent' })));
}
