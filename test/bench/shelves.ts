/**
 * What the shelves of servers take in memory: after few of them were visited, and after all. Those of the busy ones are
 * kept, so the second must not be much more than the first, however many servers there are.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { pino } from 'pino';
import { Library } from '../../src/library/library.ts';
import { withIds } from '../../src/library/shelf.ts';
import { openStore } from '../../src/store/store.ts';
import { generateThreads } from './generate.ts';
import type { BenchOptions, BenchRow } from './measure.ts';

/** Servers in the store, unless `--sizes` says otherwise (100,000 take some minutes and 3 GB); and the busy ones. */
const SERVERS = 10_000;
const BUSY = 100;

/** What each has imported: threads of a few comments. */
const IMPORTS = 20;
const COMMENTS = 3;

/** Different threads; servers have the same ones in other copies. */
const VARIETY = 2_000;

const MIB = 1_024 * 1_024;

export async function benchShelves({ sizes }: BenchOptions): Promise<BenchRow[]> {
  const servers = Number(sizes ?? SERVERS);
  const folder = mkdtempSync(join(tmpdir(), 'reprise-bench-'));
  try {
    return await visit(join(folder, 'shelves.sqlite'), servers);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function visit(file: string, servers: number): Promise<BenchRow[]> {
  await (await openStore(`sqlite:${file}`)).close();
  fill(file, servers);
  const { collections, close } = await openStore(`sqlite:${file}`);
  const shipped = generateThreads(400).map(({ thread }) => thread);
  const library = new Library(shipped, collections, pino({ level: 'silent' }));
  const visitAll = async (count: number) => {
    const start = performance.now();
    for (let server = 0; server < count; server += 1) await library.shelf(`${server}`);
    return (performance.now() - start) / count;
  };
  const empty = memory();
  const busyLoad = await visitAll(BUSY);
  const busy = memory();
  const load = await visitAll(servers);
  const all = memory();
  await close();
  const figures = (bytes: number, perLoad: number) => ({ 'heap MiB': bytes / MIB, 'ms each': perLoad });
  return [
    { name: `${BUSY} servers visited`, figures: figures(busy - empty, busyLoad) },
    { name: `${servers.toLocaleString('en')} servers visited`, figures: figures(all - empty, load) },
    { name: 'a shelf of 20 imports', figures: { 'heap KiB': (busy - empty) / BUSY / 1_024 } },
  ];
}

/** Stores the imports as the store does, but without a transaction for each. */
function fill(file: string, servers: number): void {
  const threads = withIds(generateThreads(VARIETY * COMMENTS, COMMENTS).map(({ thread }) => thread)).map(
    ({ id, thread }) => ({
      id,
      json: JSON.stringify(thread),
    }),
  );
  const database = new DatabaseSync(file);
  database.exec('PRAGMA synchronous = OFF; BEGIN');
  const insert = database.prepare('INSERT INTO imports VALUES (?, ?, ?, ?, ?, ?)');
  for (let server = 0; server < servers; server += 1) {
    for (let at = 0; at < IMPORTS; at += 1) {
      const thread = threads[(server * 7 + at) % threads.length];
      if (thread) insert.run(`${server}`, thread.id, thread.json, COMMENTS, '1', 0);
    }
  }
  database.exec('COMMIT');
  database.close();
}

/** Bytes in use, once everything that nobody needs has been thrown away. */
function memory(): number {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  for (let round = 0; round < 3; round += 1) collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
