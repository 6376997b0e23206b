/**
 * A plan past this machine: what a million servers and a hundred thousand replays at once would need, computed from what a
 * post costs here, on a real PostgreSQL, and from figures of the other benchmarks. `docs/scale.md` says what follows.
 *
 *     npm run bench simulate -- --markdown docs/scale.md
 */
import { setTimeout } from 'node:timers/promises';
import { type LoopbackDiscord, startLoopbackDiscord } from '../../src/sandbox/loopback/loopback.ts';
import type { Channel } from '../../src/sandbox/loopback/servers/channel.ts';
import { type PostgresServer, postgresPrograms, startPostgres } from '../support/postgres/server.ts';
import type { BenchOptions, BenchRow } from './measure.ts';
import { startReprise } from './processes.ts';
import {
  demandOf,
  gatewayOf,
  type Limits,
  mostReplays,
  playTogether,
  processesOf,
  type Size,
  writesOf,
} from './scale.ts';

/** Measured with so many replays at once, at the pace that most have. */
const REPLAYS = 60;
const THREAD = 'trainium';
/** Its own post, and its comments. */
const POSTS = 8;
const PATIENCE = 600_000;

/** A server whose promises outlive the machine. */
const DURABLE = ['fsync = on', 'synchronous_commit = on', 'full_page_writes = on'];

/** MiB, of `npm run bench memory` and `npm run bench replays`: an idle process, each thousand servers, each thousand replays. */
const MEMORY = { process: 134, servers: 3.2, replays: 120 };

/** What is asked for. */
const SERVERS = 1_000_000;
const AT_ONCE = 100_000;
/** Discord advises a thousand, and takes 2,500 (`events/gateway`). */
const SERVERS_A_SHARD = 1_000;
/** Half a processor's time leaves room for what comes in bursts. */
const MOST = { processor: 0.5, memory: 1_024 };

/** A bot's usual limits, and one that large bots are granted (`topics/rate-limits`, `events/gateway`). */
const USUAL: Limits = { requests: 50, concurrency: 1 };
const LARGE: Limits = { requests: 1_200, concurrency: 16 };

type CostOfAPost = Pick<Size, 'gap' | 'requestsAPost' | 'processorAPost' | 'writesAPost'>;

export async function benchSimulate({ sizes }: BenchOptions): Promise<BenchRow[]> {
  if (postgresPrograms === undefined) {
    console.log('There is no PostgreSQL here: left out.');
    return [];
  }
  const cost = await costOfAPost(Number(sizes ?? REPLAYS));
  return simulate({
    ...{ servers: SERVERS, serversAShard: SERVERS_A_SHARD, replays: AT_ONCE },
    ...{ ...cost, memory: MEMORY, most: MOST },
  });
}

function simulate(size: Size): BenchRow[] {
  const { writesAPost: writes, memory } = size;
  const demand = demandOf(size);
  const gateway = gatewayOf(size, LARGE);
  const at = (name: string, posts: number): BenchRow[] => {
    const processes = processesOf(size, posts, gateway.shards);
    const store = writesOf(size, posts);
    return [
      {
        name: `${name}: processes`,
        figures: {
          ...{ processes: processes.count, 'shards each': processes.shards },
          ...{ 'MiB each': processes.memory, 'of a processor each': processes.busy },
        },
      },
      {
        name: `${name}: PostgreSQL, a second`,
        figures: { transactions: store.transactions, 'rows written': store.rows, 'MiB of log': store.mebibytes },
      },
    ];
  };
  const under = (limit: number): BenchRow => {
    const { gap, longest, waited } = playTogether(size, limit, 20);
    return {
      name: `${size.replays.toLocaleString('en')} replays within ${limit.toLocaleString('en')} requests a second`,
      figures: {
        'posts a second': limit / size.requestsAPost,
        ...{ 's from post to post': gap / 1_000, 's at most': longest / 1_000, 's waited': waited / 1_000 },
        'replays that keep their pace': mostReplays(size, limit),
      },
    };
  };
  return [
    {
      name: `measured: a post at natural pace, ${POSTS} a replay`,
      figures: {
        ...{ 's after the one before': size.gap / 1_000, requests: size.requestsAPost },
        'ms of the processor': size.processorAPost,
        ...{ transactions: writes.transactions, 'rows written': writes.rows, 'KiB of log': writes.bytes / 1_024 },
      },
    },
    {
      name: 'from other benchmarks: memory',
      figures: {
        'MiB a process': memory.process,
        'MiB a thousand servers': memory.servers,
        'MiB a thousand replays': memory.replays,
      },
    },
    {
      name: `the gateway, ${size.servers.toLocaleString('en')} servers`,
      figures: {
        ...{ shards: gateway.shards, 's until all are connected': gateway.connected },
        'full restarts a day': gateway.fullRestartsADay,
      },
    },
    {
      name: `asked for, ${size.replays.toLocaleString('en')} replays at natural pace`,
      figures: { 'posts a second': demand.posts, 'requests a second': demand.requests },
    },
    under(USUAL.requests),
    under(LARGE.requests),
    ...at('within the usual limit', USUAL.requests / size.requestsAPost),
    ...at('within the raised limit', LARGE.requests / size.requestsAPost),
    ...at('as asked for, were there no limit', demand.posts),
  ];
}

/** Plays replays at natural pace on a real PostgreSQL, and counts what they take. */
async function costOfAPost(replays: number): Promise<CostOfAPost> {
  const server = await startPostgres(undefined, undefined, DURABLE);
  await server.query('postgres', 'CREATE DATABASE simulate');
  const discord = await startLoopbackDiscord();
  try {
    return await played(discord, server, replays);
  } finally {
    await discord.close();
    await server.stop();
  }
}

async function played(discord: LoopbackDiscord, postgres: PostgresServer, replays: number): Promise<CostOfAPost> {
  const servers = Array.from({ length: replays }, (_, at) => discord.addServer({ name: `Server ${at}` }));
  const places = servers.map((server) => ({ server, channel: server.addTextChannel('general') }));
  await using bot = await startReprise(discord, ':memory:', { DATABASE_URL: postgres.url('simulate') });
  let requests = 0;
  discord.events.on('request', ({ route }) => {
    // Answers to interactions are not bound to the global limit.
    if (!route.includes('/interactions/')) requests += 1;
  });
  const before = await written(postgres);
  const processor = bot.processor();
  for (const { server, channel } of places) {
    const member = server.addMember({ name: 'Mika' });
    void member
      .in(channel)
      .slash('/thread replay', { thread: THREAD, pace: 'natural' })
      .catch(() => undefined);
    await setTimeout(200);
  }
  await until(places.map(({ channel }) => channel));
  const posts = replays * POSTS;
  const after = await written(postgres);
  return {
    gap: await plannedGap(postgres),
    requestsAPost: requests / posts,
    processorAPost: (bot.processor() - processor) / posts,
    writesAPost: {
      transactions: (after.transactions - before.transactions) / posts,
      rows: (after.rows - before.rows) / posts,
      bytes: (after.bytes - before.bytes) / posts,
    },
  };
}

/** The pace that is meant, milliseconds: a machine with much else to do is late. */
async function plannedGap(server: PostgresServer): Promise<number> {
  const [row = {}] = await server.query(
    'simulate',
    `SELECT sum((post ->> 'reading')::float8) / (count(*) - count(DISTINCT id)) AS gap
      FROM replays, json_array_elements(plan::json -> 'script') AS post`,
  );
  return Number(row.gap);
}

/** What was written in the database so far. */
async function written(server: PostgresServer) {
  // What a backend has counted is told a second later.
  await setTimeout(2_000);
  const [row = {}] = await server.query(
    'simulate',
    `SELECT pg_current_xact_id()::text::float8 AS transactions, wal_bytes::float8 AS bytes,
      (SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_user_tables)::float8 AS rows FROM pg_stat_wal`,
  );
  return { transactions: Number(row.transactions), bytes: Number(row.bytes), rows: Number(row.rows) };
}

async function until(channels: readonly Channel[]): Promise<void> {
  for (const end = performance.now() + PATIENCE; !channels.every(({ posts }) => posts.length === POSTS); ) {
    if (performance.now() > end) throw new Error('Not all replays came to their ends.');
    await setTimeout(100);
  }
}
