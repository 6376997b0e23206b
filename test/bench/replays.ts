/**
 * What replays cost, with Discord's own limits: one alone; 300 at `instant`, begun within ten seconds; and the memory of each
 * of 1,000 that run at `slow`.
 *
 *     npm run bench replays running
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type LoopbackDiscord, startLoopbackDiscord } from '../../src/sandbox/loopback/loopback.ts';
import type { Actor } from '../../src/sandbox/loopback/people/actor.ts';
import { discordLimits } from '../../src/sandbox/loopback/rest/rateLimits.ts';
import type { LoggedRequest } from '../../src/sandbox/loopback/rest/requestLog.ts';
import type { Channel } from '../../src/sandbox/loopback/servers/channel.ts';
import type { BenchOptions, BenchRow } from './measure.ts';
import { startProbedReprise, startReprise } from './processes.ts';

const REPLAYS = 300;
const BEGUN_WITHIN = 10_000;
/** Its own post, and its comments. */
const THREAD = { name: 'trainium', posts: 8 };
/** The longest that ships: its limit is that of a webhook. */
const LONG_THREAD = { name: 'tips', posts: 22 };

/** Replays that run while memory is looked at, beside some from before. */
const RUNNING = 1_000;
const WARM_UP = 100;
/** What a server may have. */
const A_SERVER = 25;
/** How long their beginnings are apart, milliseconds. */
const APART = 60;
/** How long the last of them are given to get to their next wait, and what is known of limits to be forgotten, milliseconds. */
const SETTLE_IN = 12_000;

/** Beyond, something has gone wrong, milliseconds. */
const PATIENCE = 180_000;

/** @param sizes how many replays begin at once, 300 by default */
export function benchReplays({ sizes }: BenchOptions): Promise<BenchRow[]> {
  return withDiscord(async (discord, folder) => [
    await alone(discord, join(folder, 'alone.sqlite'), THREAD),
    await alone(discord, join(folder, 'long.sqlite'), LONG_THREAD),
    await manyAtOnce(discord, join(folder, 'replays.sqlite'), Number(sizes ?? REPLAYS)),
  ]);
}

/** The memory of those that run. */
export function benchRunning(): Promise<BenchRow[]> {
  return withDiscord(async (discord, folder) => [await manyRunning(discord, join(folder, 'running.sqlite'))]);
}

async function withDiscord(
  measure: (discord: LoopbackDiscord, folder: string) => Promise<BenchRow[]>,
): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'reprise-bench-'));
  const discord = await startLoopbackDiscord();
  try {
    return await measure(discord, folder);
  } finally {
    await discord.close();
    rmSync(folder, { recursive: true });
  }
}

type Played = { readonly name: string; readonly posts: number };

/** One replay whose faces have been drawn, as after the first of its thread; how much longer it takes than its webhook's limit. */
async function alone(discord: LoopbackDiscord, database: string, thread: Played): Promise<BenchRow> {
  await using _bot = await startReprise(discord, database);
  const play = async () => {
    const places = placesIn(discord, 1, 1);
    await beginAll(places, 'instant', 0, thread);
    await until(
      places.map(({ channel }) => channel),
      (channel) => isOver(channel, thread),
    );
  };
  await play();
  const requests = record(discord);
  await play();
  const counted = requests.stop();
  const posts = counted.filter(({ route }) => route === 'POST /webhooks/:id/:token').map(({ at }) => at);
  const took = (posts.at(-1) ?? 0) - (posts[0] ?? 0);
  const { limit, per } = discordLimits.webhook;
  const floor = Math.floor((thread.posts - 1) / limit) * per;
  return {
    name: `a replay of ${thread.posts} posts at instant`,
    figures: { 'requests a post': counted.length / thread.posts, seconds: took / 1_000 },
    beside: { peer: 'the floor of its webhook', ratio: took / floor },
  };
}

async function manyAtOnce(discord: LoopbackDiscord, database: string, replays: number): Promise<BenchRow> {
  const places = placesIn(discord, replays, 1);
  const channels = places.map(({ channel }) => channel);
  await using _bot = await startReprise(discord, database);
  const requests = record(discord);
  const late = await beginAll(places, 'instant', BEGUN_WITHIN, THREAD);
  await until(channels, (channel) => isOver(channel, THREAD));
  const counted = requests.stop();
  const times = counted.map(({ at }) => at).sort((one, other) => one - other);
  const took = (times.at(-1) ?? 0) - (times[0] ?? 0);
  const floor = (counted.length / discordLimits.global.limit) * discordLimits.global.per;
  return {
    name: `${replays} replays at instant, begun within ${BEGUN_WITHIN / 1_000} s`,
    figures: {
      'own 429s': counted.filter(({ rateLimited }) => rateLimited).length,
      'requests a post': counted.length / (replays * THREAD.posts),
      seconds: took / 1_000,
      'late answers': late,
    },
    beside: { peer: 'the floor of one budget', ratio: took / floor },
  };
}

/** Memory that each replay takes while it waits for its next post. */
async function manyRunning(discord: LoopbackDiscord, database: string): Promise<BenchRow> {
  const places = placesIn(discord, WARM_UP + RUNNING, A_SERVER);
  await using bot = await startProbedReprise(discord, database);
  const run = async (some: readonly ReplayPlace[]) => {
    await beginAll(some, 'slow', some.length * APART, LONG_THREAD);
    await until(
      some.map(({ channel }) => channel),
      ({ posts }) => posts.length > 0,
    );
    await setTimeout(SETTLE_IN);
    return { live: await bot.live(), resident: bot.memory() };
  };
  const before = await run(places.slice(0, WARM_UP));
  const after = await run(places.slice(WARM_UP));
  const each = (what: 'live' | 'resident') => ((after[what] - before[what]) * 1_024) / RUNNING;
  return {
    name: `memory of a running replay, ${RUNNING.toLocaleString('en')} at slow`,
    figures: { KiB: each('live'), 'resident KiB': each('resident') },
  };
}

/** The requests from now on that the global limit counts: answers to interactions are not bound to it. */
function record(discord: LoopbackDiscord) {
  const requests: LoggedRequest[] = [];
  const add = (request: LoggedRequest) => requests.push(request);
  discord.events.on('request', add);
  return {
    stop() {
      discord.events.off('request', add);
      return requests.filter(({ route }) => !route.includes('/interactions/'));
    },
  };
}

type ReplayPlace = { readonly channel: Channel; readonly member: Actor };

/** Channels, each with somebody in it, so many to a server. */
function placesIn(discord: LoopbackDiscord, count: number, each: number): ReplayPlace[] {
  const servers = Array.from({ length: Math.ceil(count / each) }, (_, at) =>
    discord.addServer({ name: `Server ${at}` }),
  );
  return servers
    .flatMap((server) =>
      Array.from({ length: each }, (_, at) => {
        const channel = server.addTextChannel(`channel-${at}`);
        return { channel, member: server.addMember({ name: 'Mika' }).in(channel) };
      }),
    )
    .slice(0, count);
}

/** @returns how many were answered late: a machine with much else to do is late, the replay begins all the same */
async function beginAll(places: readonly ReplayPlace[], pace: string, within: number, thread: Played): Promise<number> {
  const starting = places.map(async ({ member }, at) => {
    await setTimeout((at * within) / places.length);
    await member.slash('/thread replay', { thread: thread.name, pace });
  });
  return (await Promise.allSettled(starting)).filter(({ status }) => status === 'rejected').length;
}

async function until(channels: readonly Channel[], holds: (channel: Channel) => boolean): Promise<void> {
  for (const end = performance.now() + PATIENCE; !channels.every(holds); await setTimeout(100)) {
    if (performance.now() < end) continue;
    throw new Error(`Only ${channels.filter(holds).length} of ${channels.length} replays have come so far.`);
  }
}

function isOver(channel: Channel, { posts }: Played): boolean {
  return (
    channel.posts.length === posts && channel.messages.some((message) => JSON.stringify(message).includes('The end'))
  );
}
