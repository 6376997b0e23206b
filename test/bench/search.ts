/**
 * How fast and how complete the search is, beside MiniSearch and a plain scan.
 *
 *     npm run bench search -- --sizes 10000,100000
 *     npm run bench search -- --folder DIR    keeps the indexes there, for the next run
 *     npm run bench search -- --corpus FILE   pairs of English and Japanese, words apart by spaces, one tab between
 */
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { withIds } from '../../src/library/shelf.ts';
import { readThreadFiles } from '../../src/library/threadFiles.ts';
import type { SearchableThread, SearchRequest } from '../../src/search/search.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { benchCorpus } from './corpus.ts';
import { generateThreads } from './generate.ts';
import { figure, printTable, type Times, timesOf } from './measure.ts';
import { miniSearch } from './miniSearch.ts';
import { keystrokes } from './queries.ts';
import { scanner } from './scanner.ts';

const SIZES = '10000,100000,1000000';

/** The most comments that MiniSearch is given: beyond, it takes gigabytes. */
const MINISEARCH_HOLDS = 100_000;
/** A scan of everything is slow and always the same: a few queries tell. */
const SCANNED_QUERIES = 20;
const WORDS_TYPED = 60;

/** Who has the generated threads; the shipped ones are those of the repository. */
const SERVER = 'bench';

export async function benchSearch(options: string[]): Promise<void> {
  const { values } = parseArgs({
    args: options,
    options: { sizes: { type: 'string' }, corpus: { type: 'string' }, folder: { type: 'string' } },
  });
  if (values.corpus !== undefined) return await benchCorpus(values.corpus);
  const folder = values.folder ?? mkdtempSync(join(tmpdir(), 'reprise-bench-'));
  for (const size of (values.sizes ?? SIZES).split(',')) await benchSize(Number(size), folder);
  if (values.folder === undefined) rmSync(folder, { recursive: true });
}

async function benchSize(comments: number, folder: string): Promise<void> {
  console.log(`\n${comments.toLocaleString('en')} generated comments, one in English and one in Japanese by turns`);
  const file = join(folder, `${comments}.sqlite`);
  const threads = generateThreads(comments);
  if (!existsSync(file)) await build(file, threads);
  const store = await open(file);
  await compare(store, threads);
  await store.close();
}

async function build(file: string, threads: readonly SearchableThread[]): Promise<void> {
  const store = await openStore(`sqlite:${file}`);
  await store.search.sync('shipped', await shipped());
  const before = process.memoryUsage().rss;
  const start = performance.now();
  await store.search.sync(SERVER, threads);
  const built = performance.now() - start;
  const grown = process.memoryUsage().rss - before;
  await store.close();
  const size = statSync(file).size;
  console.log(
    `built in ${figure(built / 1_000)} s, ${figure(size / 1e6)} MB file, ${figure(grown / 1e6)} MB memory while building`,
  );
}

async function open(file: string): Promise<Store> {
  const threads = await shipped();
  const start = performance.now();
  const store = await openStore(`sqlite:${file}`);
  const anew = await store.search.sync('shipped', threads);
  console.log(`opened, shipped threads compared (${anew} indexed anew), in ${figure(performance.now() - start)} ms`);
  const again = await timesOf(Array.from({ length: 200 }), () =>
    store.search.search({ ...request('chips'), serverId: 'none' }),
  );
  console.log(`answer from the shipped threads alone: ${millis(again)}`);
  return store;
}

async function compare(store: Store, threads: readonly SearchableThread[]): Promise<void> {
  const queries = keystrokes(threads, WORDS_TYPED);
  const search = (asked: SearchRequest) => store.search.search(asked);
  const rows: { name: string; times: Times }[] = [];
  const measure = async (name: string, asked: readonly SearchRequest[], act: (request: SearchRequest) => unknown) => {
    rows.push({ name, times: await timesOf(asked, act) });
  };
  const before = process.memoryUsage().rss;
  for (const language of ['en', 'ja'] as const) {
    const asked = queries[language].map(({ words }) => request(words));
    const narrowed = queries[language].map(({ words, persona }) => ({ ...request(words), persona }));
    await measure(`index, ${language}`, asked, search);
    await measure(`index, ${language}, one persona`, narrowed, search);
  }
  const all = [...queries.en, ...queries.ja].map(({ words }) => request(words));
  await measure('index, all', all, search);
  console.log(`${figure((process.memoryUsage().rss - before) / 1e6)} MB memory more after ${all.length * 3} queries`);

  const scan = scanner(threads);
  await measure(
    'plain scan, all',
    all.filter((_, at) => at % Math.ceil(all.length / SCANNED_QUERIES) === 0),
    ({ words }) => scan(words),
  );
  if (threads.flatMap(({ thread }) => thread.comments).length <= MINISEARCH_HOLDS) {
    const heap = process.memoryUsage().rss;
    const mini = miniSearch(threads);
    console.log(`MiniSearch: ${figure((process.memoryUsage().rss - heap) / 1e6)} MB memory`);
    await measure('MiniSearch, all', all, ({ words }) => mini(words));
  }
  print(rows);
}

function print(rows: readonly { name: string; times: Times }[]): void {
  const ours = rows.find(({ name }) => name === 'index, all')?.times.processor ?? 1;
  printTable([
    ['milliseconds', 'p50', 'p95', 'p99', 'processor', 'to ours'],
    ...rows.map(({ name, times }) => [
      name,
      ...[times.p50, times.p95, times.p99, times.processor].map(figure),
      `${figure(times.processor / ours)} ×`,
    ]),
  ]);
}

function millis({ p50, p99, processor }: Times): string {
  return `p50 ${figure(p50)} ms, p99 ${figure(p99)} ms, processor ${figure(processor)} ms`;
}

function request(words: string): SearchRequest {
  return { words, serverId: SERVER, hidden: [], preferred: 'en', offset: 0, limit: 5 };
}

async function shipped() {
  const files = await readThreadFiles('data/threads');
  return withIds(files.flatMap(({ thread }) => thread ?? []));
}
