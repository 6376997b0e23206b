/** Reprise and the bare bot as processes of their own, and what the system says of them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { buildPack } from '../../src/pack/build.ts';
import { currentPack } from '../../src/pack/origin.ts';
import type { LoopbackDiscord } from '../../src/sandbox/loopback/loopback.ts';

/** A bot that is ready. */
export type RunningBot = AsyncDisposable & {
  /** How long it took from its process's beginning on, milliseconds. */
  readonly startedIn: number;
  /** Memory that it holds now, MiB (resident set). */
  memory(): number;
  /** Processor time that it has taken so far, milliseconds. */
  processor(): number;
};

/** One that can be asked more. */
export type ProbedBot = RunningBot & {
  /** What is in use once everything that nobody needs has been thrown away, MiB: objects, and what they hold outside. */
  live(): Promise<number>;
};

/** As `npm start` does, which the package says. */
const REPRISE = startScript();
const BARE = ['test/bench/peers/bareBot.ts'];

/** Lets a bot be asked for what is in use. */
const PROBE = ['--expose-gc', '--require', './test/bench/memoryProbe.cjs'];
const MemoryUsage = z.object({ heapUsed: z.number(), external: z.number() });
const MIB = 1_024 ** 2;

/** How long a bot is left alone before its memory is looked at, milliseconds. */
const SETTLES_IN = 10_000;

/** Linux counts processor time in hundredths of a second (`proc(5)`, `sysconf(3)`). */
const TICK = 10;

/** Starts Reprise on a database (a path, or `:memory:`), and resolves when it says that it is ready. */
export async function startReprise(
  discord: LoopbackDiscord,
  database: string,
  variables: object = {},
): Promise<RunningBot> {
  await packOnce();
  return start(REPRISE, discord, { DATABASE_URL: `sqlite:${database}`, LOG_LEVEL: 'info', ...variables });
}

/** The same, asked for what is in use. */
export async function startProbedReprise(discord: LoopbackDiscord, database: string): Promise<ProbedBot> {
  await packOnce();
  const variables = { DATABASE_URL: `sqlite:${database}`, LOG_LEVEL: 'info' };
  const { child, bot } = await startChild([...PROBE, ...REPRISE], discord, variables, ['ipc']);
  return {
    ...bot,
    async live() {
      const answered = once(child, 'message');
      child.send('how much?');
      const { heapUsed, external } = MemoryUsage.parse((await answered)[0]);
      return (heapUsed + external) / MIB;
    },
  };
}

/** Makes the pack that `npm ci` makes, unless it is there: what people run is what is measured. */
async function packOnce(): Promise<void> {
  if (currentPack(process.cwd()) === undefined) await buildPack(process.cwd());
}

/** The same with discord.js alone. */
export function startBareBot(discord: LoopbackDiscord): Promise<RunningBot> {
  return start(BARE, discord, {});
}

/** What a bot holds when it has had nothing to do for a while, MiB. */
export async function idleMemory(bot: RunningBot): Promise<number> {
  await setTimeout(SETTLES_IN);
  return bot.memory();
}

async function start(args: readonly string[], discord: LoopbackDiscord, variables: object): Promise<RunningBot> {
  return (await startChild(args, discord, variables)).bot;
}

async function startChild(
  args: readonly string[],
  discord: LoopbackDiscord,
  variables: object,
  channels: readonly 'ipc'[] = [],
): Promise<{ readonly child: ChildProcess; readonly bot: RunningBot }> {
  const began = performance.now();
  const child = spawn(process.execPath, args, {
    env: {
      ...{ ...process.env, DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl },
      ...{ DISCORD_CDN_URL: discord.cdnUrl, ...variables },
    },
    stdio: ['ignore', 'pipe', 'inherit', ...channels],
  });
  await ready(child);
  const startedIn = performance.now() - began;
  const read = (file: string) => readFileSync(`/proc/${child.pid}/${file}`, 'utf8');
  const bot: RunningBot = {
    startedIn,
    memory: () => Number(/^VmRSS:\s+(\d+) kB$/m.exec(read('status'))?.[1]) / 1_024,
    processor() {
      // What stands before the parenthesis is its name, in which anything may be.
      const fields = read('stat').split(') ').at(-1)?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12])) * TICK;
    },
    async [Symbol.asyncDispose]() {
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      await exit;
    },
  };
  return { child, bot };
}

/** Reads on until the end, so that the bot never waits for a reader. */
function ready(child: ChildProcess): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    if (/\bready\b/.test(text)) resolve();
  });
  child.once('exit', (code) => reject(new Error(`The bot ended with ${code} before it was ready.`)));
  return promise;
}

function startScript(): string[] {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  return String(scripts.start).split(' ').slice(1);
}
