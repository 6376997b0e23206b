/**
 * The search on PostgreSQL beside that on SQLite: the same threads, the same keystrokes, in one run.
 *
 *     npm run bench postgres -- --sizes 10000,100000
 *
 * Ratios are of the time by the clock: PostgreSQL works in processes of its own. Its server forgets nothing in a hurry here
 * (`fsync = off`), which searching does not feel.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SearchableThread, SearchRequest } from '../../src/search/search.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import type { Language } from '../../src/thread/bilingual.ts';
import { postgresPrograms, startPostgres } from '../support/postgres/server.ts';
import { generateThreads } from './generate.ts';
import { type BenchOptions, type BenchRow, timesOf } from './measure.ts';
import { type Keystroke, keystrokes } from './queries.ts';

const SIZES = '100000';
const WORDS_TYPED = 60;

/** Who has the generated threads, and who has few among them. */
const SERVER = 'bench';
const SMALL_SERVER = 'small';
const SMALL_SERVER_THREADS = 10;

type Asked = Keystroke & { readonly language: Language };

export async function benchPostgres({ sizes = SIZES }: BenchOptions): Promise<BenchRow[]> {
  if (postgresPrograms === undefined) {
    console.log('There is no PostgreSQL here: left out.');
    return [];
  }
  const server = await startPostgres();
  const folder = mkdtempSync(join(tmpdir(), 'reprise-bench-'));
  const rows: BenchRow[] = [];
  for (const size of sizes.split(',').map(Number)) {
    await server.query('postgres', `CREATE DATABASE bench_${size}`);
    const postgres = await openStore(server.url(`bench_${size}`));
    const sqlite = await openStore(`sqlite:${join(folder, `${size}.sqlite`)}`);
    rows.push(...(await benchSize(postgres, sqlite, size)));
    await Promise.all([postgres.close(), sqlite.close()]);
  }
  await server.stop();
  rmSync(folder, { recursive: true });
  return rows;
}

async function benchSize(postgres: Store, sqlite: Store, comments: number): Promise<BenchRow[]> {
  const threads = generateThreads(comments);
  const size = `${comments.toLocaleString('en')} comments`;
  const [built, builtBeside] = [await build(postgres, threads), await build(sqlite, threads)];
  const rows: BenchRow[] = [
    {
      name: `PostgreSQL, ${size}, building a comment`,
      figures: { ms: built / comments },
      beside: { peer: 'SQLite', ratio: built / builtBeside },
    },
  ];
  const { en, ja } = keystrokes(threads, WORDS_TYPED);
  const asked: Asked[] = [
    ...en.map((typed) => ({ ...typed, language: 'en' as const })),
    ...ja.map((typed) => ({ ...typed, language: 'ja' as const })),
  ];
  const kinds: Record<string, (one: Asked) => SearchRequest> = {
    all: ({ words }) => request(words),
    'one persona': ({ words, persona }) => ({ ...request(words), persona }),
    'one language': ({ words, language }) => ({ ...request(words), language }),
    'a small server among many': ({ words }) => ({ ...request(words), serverId: SMALL_SERVER }),
  };
  for (const [kind, requestOf] of Object.entries(kinds)) {
    const requests = asked.map(requestOf);
    const beside = await timesOf(requests, (one) => sqlite.search.search(one));
    const times = await timesOf(requests, (one) => postgres.search.search(one));
    rows.push({ name: `SQLite, ${size}, ${kind}`, figures: { p50: beside.p50, p99: beside.p99 } });
    rows.push({
      name: `PostgreSQL, ${size}, ${kind}`,
      figures: { p50: times.p50, p99: times.p99 },
      beside: { peer: 'SQLite', ratio: times.p50 / beside.p50 },
    });
  }
  return rows;
}

/** Milliseconds. */
async function build(store: Store, threads: readonly SearchableThread[]): Promise<number> {
  await store.search.sync(SMALL_SERVER, threads.slice(0, SMALL_SERVER_THREADS));
  const start = performance.now();
  await store.search.sync(SERVER, threads);
  return performance.now() - start;
}

function request(words: string): SearchRequest {
  return { words, serverId: SERVER, unseen: [], muted: [], preferred: 'en', offset: 0, limit: 5 };
}
