/** The real bot in this process, inside a loopback Discord of its own, on a clock that the test moves. */
import { type Logger, pino } from 'pino';
import { type Bot, startBot } from '../../src/bot.ts';
import { readConfig } from '../../src/config.ts';
import { type DatabaseUrl, isPostgresUrl } from '../../src/runtime/databaseUrl.ts';
import type { HttpAddress } from '../../src/runtime/http/server.ts';
import { type LoopbackDiscord, startLoopbackDiscord } from '../../src/sandbox/loopback/loopback.ts';
import type { Limits } from '../../src/sandbox/loopback/rest/rateLimits.ts';
import { housePolicies } from '../../src/sandbox/program/housePolicies.ts';
import { FakeClock } from './fakeClock.ts';
import { PATIENCE } from './patience.ts';
import { sharedPainter } from './sharedPainter.ts';

/**
 * How long a bot waits for an answer that comes too late, milliseconds; twice as long is too late. It is real time: on a
 * busy machine other answers may come too late as well.
 */
export const IMPATIENT = 1_500;

/** Room for replays without waiting for real rate limits; their own tests use Discord's. */
const GENEROUS = { limit: 1_000, per: 1_000 };

export type TestBed = AsyncDisposable & {
  discord: LoopbackDiscord;
  bot: Bot;
  clock: FakeClock;
  /** Stops the bot, lets time pass (milliseconds) and starts it again, on the same database if that is a file. */
  restart(absence: number): Promise<void>;
  /** Lets the bot's time pass, half a second at a time, until something holds. */
  passUntil(condition: () => boolean): Promise<void>;
};

/**
 * How many steps of half a second may pass, and how many real milliseconds each takes: hours of the bot's time, and what a
 * busy machine needs of real time. A database server needs more of it, for the bot gives up what is not stored in time.
 */
export function stepsOn(url: DatabaseUrl): { most: number; real: number } {
  return isPostgresUrl(url) ? { most: 3_000, real: 20 } : { most: 20_000, real: 1 };
}

/** A few threads made for the tests: personas who appear in several, namesakes, missing languages, very long texts. */
export const TEST_THREADS = 'test/threads';

export type TestBedOptions = {
  log?: Logger;
  databasePath?: string;
  /** A database of another kind. */
  databaseUrl?: DatabaseUrl;
  /** The folder of its threads; the shipped ones by default. */
  threadsDir?: string;
  /** As {@link startBot} takes it; longer than any answer takes by default. */
  requestTimeout?: number;
  /** As {@link startBot} takes it; as many as somebody likes by default. */
  startsAMinute?: number;
  /** Where health and metrics are served; nowhere by default. */
  http?: HttpAddress;
  /** Limits that are to be felt; the others leave room. */
  limits?: Partial<Limits>;
  /** As {@link startLoopbackDiscord} takes it. */
  worldNow?: () => number;
  /** Prepares what the bot finds when it starts. */
  arrange?: (discord: LoopbackDiscord, clock: FakeClock) => Promise<void>;
};

/** Starts both; disposing checks that the bot broke no rule of Discord's. */
export async function startTestBed({
  log = pino({ level: 'silent' }),
  databasePath = ':memory:',
  databaseUrl = `sqlite:${databasePath}`,
  threadsDir = 'data/threads',
  requestTimeout = PATIENCE,
  startsAMinute = Number.POSITIVE_INFINITY,
  http,
  limits: felt = {},
  worldNow = Date.now,
  arrange,
}: TestBedOptions = {}): Promise<TestBed> {
  const limits = {
    webhook: GENEROUS,
    messages: GENEROUS,
    deletions: GENEROUS,
    typing: GENEROUS,
    global: GENEROUS,
    oldEdits: GENEROUS,
    ...felt,
  };
  const discord = await startLoopbackDiscord({ policies: housePolicies, answerWithin: PATIENCE, limits, worldNow });
  const clock = new FakeClock();
  const config = { ...readConfig({}), databaseUrl, apiUrl: discord.apiUrl, cdnUrl: discord.cdnUrl, threadsDir, http };
  await arrange?.(discord, clock);
  const own = { log, clock, requestTimeout, startsAMinute, painter: sharedPainter };
  const options = { config: { ...config, token: discord.token }, ...own };
  const start = () => startBot(options);
  const bed: TestBed = {
    discord,
    bot: await start(),
    clock,
    async restart(absence) {
      await bed.bot.stop();
      await clock.advance(absence);
      bed.bot = await start();
    },
    async passUntil(condition) {
      const { most, real } = stepsOn(databaseUrl);
      for (let steps = 0; !condition(); steps += 1) {
        if (steps > most) throw new Error('That did not happen, however much time passed.');
        await clock.advance(500);
        // Requests between the bot and the loopback Discord take real time.
        await new Promise((resolve) => setTimeout(resolve, real));
      }
    },
    async [Symbol.asyncDispose]() {
      await bed.bot.stop();
      await discord.close();
      if (discord.violations.length > 0) throw new Error(discord.violations.join('\n'));
    },
  };
  return bed;
}
