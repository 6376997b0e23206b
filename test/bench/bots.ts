/**
 * How long a start takes, and what memory an idle bot holds, beside a bare discord.js bot: each a process of its own.
 *
 *     npm run bench start
 *     npm run bench memory -- --sizes 1,1000,5000    servers, each of 30 channels and 15 roles
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LoopbackDiscord, startLoopbackDiscord } from '../../src/sandbox/loopback/loopback.ts';
import { type BenchOptions, type BenchRow, median } from './measure.ts';
import { idleMemory, type RunningBot, startBareBot, startReprise } from './processes.ts';

const STARTS = 5;

const SIZES = '1,1000,5000';
const CHANNELS = 30;
/** Beside `@everyone` and the bot's. */
const ROLES = 13;

const PEER = 'a bare discord.js bot';

/** Start and peer by turns; the first start of all, which compiles and registers, is not counted. */
export async function benchStart(): Promise<BenchRow[]> {
  return withDiscord(1, async (discord, database) => {
    await timeOf(startReprise(discord, database));
    await timeOf(startBareBot(discord));
    const [own, bare]: [number[], number[]] = [[], []];
    for (let start = 0; start < STARTS; start += 1) {
      bare.push(await timeOf(startBareBot(discord)));
      own.push(await timeOf(startReprise(discord, database)));
    }
    const figures = { ms: median(own), 'bare ms': median(bare) };
    const ratio = median(own.map((ms, at) => ms / (bare[at] ?? Number.NaN)));
    return [{ name: `start to ready, median of ${STARTS}`, figures, beside: { peer: PEER, ratio } }];
  });
}

/** What both hold when they have had nothing to do for a while. */
export async function benchMemory({ sizes = SIZES }: BenchOptions): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const size of sizes.split(',').map(Number)) {
    rows.push(
      await withDiscord(size, async (discord, database) => {
        await timeOf(startReprise(discord, database));
        const own = await memoryOf(startReprise(discord, database));
        const bare = await memoryOf(startBareBot(discord));
        const name = `memory, idle, ${size.toLocaleString('en')} ${size === 1 ? 'server' : 'servers'}`;
        return { name, figures: { MiB: own, 'bare MiB': bare }, beside: { peer: PEER, ratio: own / bare } };
      }),
    );
  }
  return rows;
}

async function withDiscord<Result>(
  servers: number,
  measure: (discord: LoopbackDiscord, database: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'reprise-bench-'));
  const discord = await startLoopbackDiscord();
  try {
    for (let at = 0; at < servers; at += 1) addServer(discord, at);
    return await measure(discord, join(folder, 'bench.sqlite'));
  } finally {
    await discord.close();
    rmSync(folder, { recursive: true });
  }
}

function addServer(discord: LoopbackDiscord, at: number): void {
  const server = discord.addServer({ name: `Server ${at}` });
  for (let channel = 0; channel < CHANNELS; channel += 1) server.addTextChannel(`channel-${channel}`);
  for (let role = 0; role < ROLES; role += 1) discord.world.addRole(server.state, `Role ${role}`, 0n);
}

async function timeOf(starting: Promise<RunningBot>): Promise<number> {
  await using bot = await starting;
  return bot.startedIn;
}

async function memoryOf(starting: Promise<RunningBot>): Promise<number> {
  await using bot = await starting;
  return await idleMemory(bot);
}
