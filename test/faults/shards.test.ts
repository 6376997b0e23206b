/** What people see of a bot whose servers are divided among several processes, whatever becomes of one of them. */
import { randomInt } from 'node:crypto';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Bot, startBot } from '../../src/bot.ts';
import { readConfig } from '../../src/config.ts';
import { type LoopbackDiscord, startLoopbackDiscord } from '../../src/sandbox/loopback/loopback.ts';
import { housePolicies } from '../../src/sandbox/program/housePolicies.ts';
import { Audience } from '../support/audience.ts';
import { FakeClock } from '../support/fakeClock.ts';
import { PATIENCE } from '../support/patience.ts';
import { type Program, startProgram } from '../support/program.ts';
import { describeOnStores, type TestDatabase } from '../support/stores.ts';
import { stepsOn } from '../support/testBed.ts';

/** `events/gateway#sharding`. */
const shardOf = (serverId: string, count: number) => Number((BigInt(serverId) >> 22n) % BigInt(count));

describeOnStores('several processes of one bot', (makeDatabase) => {
  let database: TestDatabase;
  let discord: LoopbackDiscord;

  beforeEach(async () => {
    database = await makeDatabase();
    const gateway = { shards: 4, maxConcurrency: 4, identifyEvery: 5_000 };
    discord = await startLoopbackDiscord({ policies: housePolicies, answerWithin: PATIENCE, gateway });
  });

  afterEach(async () => {
    await discord.close();
    await database[Symbol.asyncDispose]();
    expect(discord.violations).toEqual([]);
  });

  /** As many audiences on each of some shards. */
  function audiencesOn(shards: number, each: number, passUntil: (condition: () => boolean) => Promise<void>) {
    const all: Audience[] = [];
    const on = (shard: number) => all.filter(({ server }) => shardOf(server.id, shards) === shard);
    while (Array.from({ length: shards }, (_, shard) => on(shard)).some(({ length }) => length < each)) {
      const audience = new Audience({ discord, passUntil }, 'en');
      if (on(shardOf(audience.server.id, shards)).length < each) all.push(audience);
    }
    return all;
  }

  /** The servers that a program's log says it has begun replays in, or taken them up. */
  const serversOf = (program: Program) =>
    program.log.flatMap((line) => {
      const { server, replay }: { server?: string; replay?: string } = line.startsWith('{') ? JSON.parse(line) : {};
      return server !== undefined && replay !== undefined ? [server] : [];
    });

  const start = (part: number, of: number) => startProgram(discord, database.url, { SHARDS: `${part}/${of}` });

  it('two processes that start at once serve their own servers, and post every line once though one is killed and started again', async () => {
    const programs = await Promise.all([start(0, 2), start(1, 2)]);
    await expect
      .poll(() => discord.gateway.shards.toSorted())
      .toEqual([
        [0, 2],
        [1, 2],
      ]);
    const audiences = audiencesOn(2, 2, (condition) => expect.poll(condition).toBe(true));
    for (const audience of audiences) await audience.start();
    for (const audience of audiences) await audience.reads(2);
    const victim = randomInt(2);
    await programs[victim]?.kill();
    const killed = programs.splice(victim, 1, await start(victim, 2));
    for (const audience of audiences) await audience.seesAllOnce();
    for (const program of [...programs, ...killed]) {
      const shards = new Set(serversOf(program).map((server) => shardOf(server, 2)));
      expect([...shards]).toEqual([killed.includes(program) ? victim : programs.indexOf(program)]);
    }
    for (const program of programs) expect(await program.stop()).toBe(0);
  });

  it('a bot whose processes are replaced one after the other by more shards, while both run, posts every line once', async () => {
    const clock = new FakeClock();
    const process = (shards: string): Promise<Bot> => {
      const config = readConfig({ DATABASE_URL: database.url, SHARDS: shards });
      const places = { apiUrl: discord.apiUrl, cdnUrl: discord.cdnUrl, token: discord.token };
      return startBot({ config: { ...config, ...places }, log: pino({ level: 'silent' }), clock });
    };
    const pass = async (ms: number) => {
      for (let passed = 0; passed < ms; passed += 500) {
        await clock.advance(500);
        await new Promise((resolve) => setTimeout(resolve, stepsOn(database.url).real));
      }
    };
    const audiences = audiencesOn(4, 1, async (condition) => {
      while (!condition()) await pass(500);
    });
    const [first, second, ...others] = audiences;
    if (!first || !second) throw new Error('There is nobody.');
    const old = [await process('0/2'), await process('1/2')];
    for (const audience of [first, second]) await audience.start({ pace: 'natural' });
    await pass(10_000);
    const begun = [await process('0-1/4')];
    // Discord brings what people do to the old processes and to the new one.
    for (const audience of others) await audience.start({ pace: 'natural' });
    await pass(10_000);
    await old[0]?.stop();
    await pass(10_000);
    begun.push(await process('2-3/4'));
    await pass(10_000);
    await old[1]?.stop();
    for (const audience of audiences) await audience.seesAllOnce();
    for (const bot of begun) await bot.stop();
  });
});
