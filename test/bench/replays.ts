/**
 * What many replays at once cost, with Discord's own limits: 300 replays at `instant`, begun within ten seconds.
 *
 *     npm run bench replays
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type LoopbackDiscord, startLoopbackDiscord } from '../../src/sandbox/loopback/loopback.ts';
import { discordLimits } from '../../src/sandbox/loopback/rest/rateLimits.ts';
import type { LoggedRequest } from '../../src/sandbox/loopback/rest/requestLog.ts';
import type { Channel } from '../../src/sandbox/loopback/servers/channel.ts';
import type { BenchOptions, BenchRow } from './measure.ts';
import { startReprise } from './processes.ts';

const REPLAYS = 300;
const BEGUN_WITHIN = 10_000;
const THREAD = 'trainium';
/** Its own post, and its comments. */
const POSTS = 8;

/** Beyond, something has gone wrong, milliseconds. */
const PATIENCE = 180_000;

/** @param sizes how many replays begin, 300 by default */
export async function benchReplays({ sizes }: BenchOptions): Promise<BenchRow[]> {
  const replays = Number(sizes ?? REPLAYS);
  const folder = mkdtempSync(join(tmpdir(), 'reprise-bench-'));
  const discord = await startLoopbackDiscord();
  try {
    return [await manyAtOnce(discord, join(folder, 'replays.sqlite'), replays)];
  } finally {
    await discord.close();
    rmSync(folder, { recursive: true });
  }
}

async function manyAtOnce(discord: LoopbackDiscord, database: string, replays: number): Promise<BenchRow> {
  const places = Array.from({ length: replays }, (_, at) => {
    const server = discord.addServer({ name: `Server ${at}` });
    const channel = server.addTextChannel('general');
    return { channel, member: server.addMember({ name: 'Mika' }).in(channel) };
  });
  const channels = places.map(({ channel }) => channel);
  const requests: LoggedRequest[] = [];
  discord.events.on('request', (request) => requests.push(request));
  await using _bot = await startReprise(discord, database);
  requests.length = 0;
  const starting = places.map(async ({ member }, at) => {
    await setTimeout((at * BEGUN_WITHIN) / replays);
    await member.slash('/thread replay', { thread: THREAD, pace: 'instant' });
  });
  // A machine with much else to do answers late; the replay begins all the same.
  const late = (await Promise.allSettled(starting)).filter(({ status }) => status === 'rejected').length;
  for (const end = performance.now() + PATIENCE; !channels.every(isOver); await setTimeout(100)) {
    if (performance.now() > end) throw new Error(`${channels.filter(isOver).length} of ${replays} replays are over.`);
  }
  // Answers to interactions are not bound to the global limit.
  const counted = requests.filter(({ route }) => !route.includes('/interactions/'));
  const times = counted.map(({ at }) => at).sort((one, other) => one - other);
  const took = (times.at(-1) ?? 0) - (times[0] ?? 0);
  const floor = (counted.length / discordLimits.global.limit) * discordLimits.global.per;
  return {
    name: `${replays} replays at instant, begun within ${BEGUN_WITHIN / 1_000} s`,
    figures: {
      'own 429s': counted.filter(({ rateLimited }) => rateLimited).length,
      'requests a post': counted.length / (replays * POSTS),
      seconds: took / 1_000,
      'late answers': late,
    },
    beside: { peer: 'the floor of one budget', ratio: took / floor },
  };
}

function isOver(channel: Channel): boolean {
  return (
    channel.posts.length === POSTS && channel.messages.some((message) => JSON.stringify(message).includes('The end'))
  );
}
