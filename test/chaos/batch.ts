/** A batch: many runs at once in one loopback Discord, with a bot or more that are killed under all of them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { DatabaseUrl } from '../../src/runtime/databaseUrl.ts';
import { type LoopbackDiscord, startLoopbackDiscord } from '../../src/sandbox/loopback/loopback.ts';
import { AdjustableClock } from '../../src/sandbox/program/adjustableClock.ts';
import { housePolicies } from '../../src/sandbox/program/housePolicies.ts';
import { SupervisedBot } from './botProcess.ts';
import { type ChaosDatabase, makeDatabase, type Store } from './database.ts';
import { declareFaults, LATEST_EDIT } from './faults.ts';
import type { Verdict } from './judge.ts';
import { Ledger } from './ledger.ts';
import { Random } from './random.ts';
import { Run } from './run.ts';

/**
 * How many milliseconds of the bot's clock pass in a real one. Not more: what this machine delays counts as a delay of
 * the network, and a request may be on its way only as long as a replay reckons with (`SETTLE`).
 */
const SPEED = 5;

/** How many things are made to happen beside the faults: as many on a slow machine as on a fast one. */
const TROUBLES = 180;

/** How long the batch may take, real milliseconds. */
const LONGEST = 240_000;

/** How long an edit that was carried out late may hide the end of a replay, real milliseconds: it may be lost again. */
const HIDDEN_FOR = 12_000;

/** How often each person looks at their channel, real milliseconds. */
const STEP = 150;

/** An absence that makes every replay ask before it goes on, milliseconds of the bot's clock. */
const LONG_ABSENCE = 15 * 60_000;

/** By how much somebody sets the bot's clock forward or back, milliseconds of it. */
const LARGEST_LEAP = 24 * 60 * 60_000;

/** How long nobody listens where Discord was, real milliseconds at most. */
const LONGEST_REFUSAL = 1_500;

const ROOM = { limit: 10_000, per: 1_000 };

export type Report = Verdict & {
  runs: number;
  /** Discussions that were opened and that no replay plays in. */
  opened: number;
  stuck: number;
  kills: number;
  stops: number;
  /** How often the bot could not start, and was started again. */
  restarts: number;
  /** How often the database was taken away. */
  strikes: number;
  unanswered: number;
  faults: Map<string, number>;
  /** Everything else that must not be. */
  problems: string[];
};

/** What a batch is played by. */
export type Cast = {
  readonly store: Store;
  /** How many bots share the store; where nothing is said one, or now and then two. */
  readonly processes?: number | undefined;
  /**
   * Whether each of them serves its part of the servers, or each all of them; where nothing is said, that is up to the
   * seed. Two by chance are two by mistake: both serve all.
   */
  readonly shards?: 'split' | 'same' | undefined;
};

/** Plays a batch, the same for the same seed as far as processes allow. Its files stay in `folder`. */
export async function playBatch(seed: number, runs: number, folder: string, cast: Cast): Promise<Report> {
  const random = new Random(seed);
  const discordClock = new AdjustableClock();
  discordClock.setSpeed(SPEED);
  const botClock = new AdjustableClock(discordClock.setting);
  const limits = { webhook: ROOM, messages: ROOM, typing: ROOM, other: ROOM, global: ROOM };
  // Somebody starts the bot twice by mistake.
  const isTwice = random.chance(0.2);
  const processes = cast.processes ?? (isTwice ? 2 : 1);
  const isSplit = cast.processes !== undefined && (cast.shards ?? (seed % 2 === 0 ? 'split' : 'same')) === 'split';
  // The bots wait for their turns to identify in real time.
  const gateway = { shards: processes, maxConcurrency: processes, identifyEvery: isSplit ? 5_000 * SPEED : 0 };
  const now = () => discordClock.now();
  const discord = await startLoopbackDiscord({ policies: housePolicies, limits, gateway, now });
  discord.world.contentHidden = random.chance(0.5);
  discord.world.applicationIdHidden = random.chance(0.3);
  const all = Array.from({ length: runs }, (_, index) => new Run(discord, random.fork(), `Thread ${seed}-${index}`));
  const database = await makeDatabase(cast.store, folder);
  const environment = environmentOf(discord, database.url, writeThreads(folder, all));
  const bots = Array.from({ length: processes }, (_, at) => {
    const own = { ...environment, ...(isSplit && { SHARDS: `${at}/${processes}` }) };
    return new SupervisedBot(own, botClock, join(folder, `bot${at === 0 ? '' : at + 1}.log`));
  });

  for (const bot of bots) bot.start();
  await discord.ready();
  declareFaults(discord.faults, random.fork(), SPEED);
  const ledger = new Ledger(database);
  const strikes = isSplit ? 0.03 : 0.1;
  const trouble = new Trouble(discord, bots, strikes, database, botClock, all, random.fork());
  const stuck = await playOut(all, ledger, trouble);
  const hidden = await hiddenEnds(
    all.filter((run) => !stuck.includes(run)),
    ledger,
  );
  for (const bot of bots) await bot.stop();

  const report = await reportOf(all, stuck, ledger, discord, bots);
  report.problems.push(...hidden.map(({ title }) => `${title} shows its end no longer`));
  report.strikes = database.strikes;
  await database.close();
  await discord.close();
  return report;
}

function environmentOf(discord: LoopbackDiscord, database: DatabaseUrl, threads: string): Record<string, string> {
  return {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    DISCORD_CDN_URL: discord.cdnUrl,
    DATABASE_URL: database,
    THREADS_DIR: threads,
    LOG_LEVEL: 'debug',
  };
}

function writeThreads(folder: string, runs: readonly Run[]): string {
  const threads = join(folder, 'threads');
  mkdirSync(threads, { recursive: true });
  for (const { title, thread } of runs) writeFileSync(join(threads, `${title}.json`), JSON.stringify(thread));
  return threads;
}

/** Lets everybody act until all is over; the runs that never were. */
async function playOut(all: readonly Run[], ledger: Ledger, trouble: Trouble): Promise<Run[]> {
  const began = Date.now();
  let left = [...all];
  const happening = trouble.reign(() => left.length > 0);
  const step = async (run: Run): Promise<void> => {
    while (!(await run.isOver(ledger))) {
      if (Date.now() - began > LONGEST) return;
      await run.step(ledger);
      await setTimeout(STEP);
    }
    left = left.filter((other) => other !== run);
  };
  await Promise.all(all.map(step));
  await happening;
  return left;
}

/** The runs whose people no longer see the end that was shown to them. */
async function hiddenEnds(over: readonly Run[], ledger: Ledger): Promise<Run[]> {
  await setTimeout(LATEST_EDIT / SPEED);
  for (const began = Date.now(); ; await setTimeout(STEP)) {
    const hidden: Run[] = [];
    for (const run of over) if (!(await run.isOver(ledger))) hidden.push(run);
    if (hidden.length === 0 || Date.now() - began > HIDDEN_FOR) return hidden;
  }
}

async function reportOf(
  all: readonly Run[],
  stuck: readonly Run[],
  ledger: Ledger,
  discord: LoopbackDiscord,
  bots: readonly SupervisedBot[],
): Promise<Report> {
  const verdicts = await Promise.all(all.map((run) => run.judge(ledger)));
  const states = await Promise.all(stuck.map((run) => run.stateIn(ledger)));
  const sum = (key: keyof (typeof verdicts)[number]) => verdicts.reduce((total, verdict) => total + verdict[key], 0);
  const count = (key: 'kills' | 'stops' | 'ends') => bots.reduce((total, bot) => total + bot[key], 0);
  const blame = all.flatMap(({ channel, title, options }, index) => {
    const { repeats = 0, losses = 0, orderErrors = 0, wrong = 0, opened = 0 } = verdicts[index] ?? {};
    return repeats + losses + orderErrors + wrong + opened > 0
      ? [
          `${title}, ${options.place} in ${channel.id}: ${JSON.stringify({ repeats, losses, orderErrors, wrong, opened })}`,
        ]
      : [];
  });
  return {
    runs: all.length,
    posts: sum('posts'),
    repeats: sum('repeats'),
    losses: sum('losses'),
    orderErrors: sum('orderErrors'),
    wrong: sum('wrong'),
    opened: sum('opened'),
    stuck: stuck.length,
    kills: count('kills'),
    stops: count('stops'),
    restarts: count('ends'),
    strikes: 0,
    unanswered: all.reduce((total, run) => total + run.unanswered, 0),
    faults: discord.faults.struck,
    problems: [
      ...blame,
      ...stuck.map((run, at) => `${run.title} is stuck: ${JSON.stringify(states[at])}`),
      ...new Set(discord.violations),
      ...bots.flatMap(({ problems }) => problems),
    ],
  };
}

/** What happens to the bot and its channels while a batch plays. */
class Trouble {
  readonly #discord: LoopbackDiscord;
  readonly #bots: readonly SupervisedBot[];
  /** How likely one of them is struck at a time: where they wait for turns to identify, they could not get up from more. */
  readonly #strikes: number;
  readonly #database: ChaosDatabase;
  readonly #clock: AdjustableClock;
  readonly #runs: readonly Run[];
  readonly #random: Random;

  constructor(
    discord: LoopbackDiscord,
    bots: readonly SupervisedBot[],
    strikes: number,
    database: ChaosDatabase,
    clock: AdjustableClock,
    runs: readonly Run[],
    random: Random,
  ) {
    this.#discord = discord;
    this.#bots = bots;
    this.#strikes = strikes;
    this.#database = database;
    this.#clock = clock;
    this.#runs = runs;
    this.#random = random;
  }

  /** Makes trouble for as long as it may, but not without end. */
  async reign(may: () => boolean): Promise<void> {
    for (let troubles = 0; troubles < TROUBLES && may(); troubles += 1) {
      await setTimeout(this.#random.between(20, 200));
      if (this.#random.chance(this.#strikes)) await this.#strikeBot();
      else if (this.#random.chance(0.03)) await this.#database.strike?.();
      else if (this.#random.chance(0.15)) await this.#strikeConnection();
      else if (this.#random.chance(0.02)) this.#leap(this.#random.between(-LARGEST_LEAP, LARGEST_LEAP));
      else this.#strikeChannel(this.#random.pick(this.#runs));
    }
    for (const run of this.#runs) run.regainPermissions();
  }

  async #strikeBot(): Promise<void> {
    const bot = this.#random.pick(this.#bots);
    if (this.#random.chance(0.7)) await bot.kill();
    else await bot.stop();
    if (this.#random.chance(0.15)) this.#leap(LONG_ABSENCE);
    bot.start();
  }

  /** Sets the clock of the machine that the bots run on. */
  #leap(by: number): void {
    this.#clock.adopt({ real: Date.now(), shown: this.#clock.now() + by, speed: SPEED });
    for (const bot of this.#bots) bot.tellTime();
  }

  async #strikeConnection(): Promise<void> {
    const { gateway } = this.#discord;
    if (this.#random.chance(0.1)) {
      await this.#discord.refuseConnections();
      await setTimeout(this.#random.between(50, LONGEST_REFUSAL));
      return this.#discord.acceptConnections();
    }
    this.#random.pick([() => gateway.drop(), () => gateway.askToReconnect(), () => gateway.invalidateSessions()])();
  }

  #strikeChannel(run: Run): void {
    const share = this.#random.share();
    if (share < 0.35) run.deleteWebhooks();
    else if (share < 0.7) run.loseAPermission();
    else if (share < 0.96) run.regainPermissions();
    else if (share < 0.98) run.archive();
    else if (run.hasBegun) run.vanish();
  }
}
