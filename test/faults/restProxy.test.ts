/** What people see of a bot that speaks to Discord through a REST proxy (`DISCORD_API_URL`), and what its log keeps to itself. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bot, startBot } from '../../src/bot.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/runtime/log.ts';
import { type LoopbackDiscord, startLoopbackDiscord } from '../../src/sandbox/loopback/loopback.ts';
import { housePolicies } from '../../src/sandbox/program/housePolicies.ts';
import { Audience, LOOK } from '../support/audience.ts';
import { FakeClock } from '../support/fakeClock.ts';
import { PATIENCE } from '../support/patience.ts';
import { type RestProxy, startRestProxy } from '../support/restProxy.ts';

describe('a bot behind a REST proxy', () => {
  let discord: LoopbackDiscord;
  let proxy: RestProxy;
  let bot: Bot;
  let clock: FakeClock;
  let audience: Audience;
  let lines: string[];

  beforeEach(async () => {
    discord = await startLoopbackDiscord({ policies: housePolicies, answerWithin: PATIENCE });
    proxy = await startRestProxy(discord.apiUrl);
    clock = new FakeClock();
    lines = [];
    const config = readConfig({ DISCORD_API_URL: proxy.apiUrl, DISCORD_CDN_URL: discord.cdnUrl });
    bot = await startBot({
      config: { ...config, databaseUrl: 'sqlite::memory:', token: discord.token },
      log: createLog('trace', { write: (line: string) => void lines.push(line) }),
      clock,
    });
    const passUntil = async (condition: () => boolean) => {
      while (!condition()) {
        await clock.advance(500);
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    };
    audience = new Audience({ discord, passUntil }, 'en');
  });

  afterEach(async () => {
    await bot.stop();
    await proxy[Symbol.asyncDispose]();
    await discord.close();
    expect(discord.violations).toEqual([]);
    expect(proxy.passedOn).toBe(discord.requests.length);
  });

  const looks = () => discord.requests.filter(({ route }) => route === LOOK).length;

  it('a bot behind a proxy with a path of its own posts every line once', async () => {
    await audience.start();
    await audience.seesAllOnce();
    expect(proxy.passedOn).toBeGreaterThan(audience.channel.posts.length);
  });

  it('a bot whose proxy gives up on answers looks for the lines before it repeats them, and repeats none that is there', async () => {
    proxy.troubles.push('gives-up-on-answer', 'gives-up-on-answer', 'gives-up-in-queue', 'lost-node');
    await audience.start();
    await audience.seesAllOnce();
    expect(proxy.troubles).toEqual([]);
    expect(looks()).toBeGreaterThanOrEqual(3);
  });

  it('a bot whose proxy repeats a webhook’s token in its refusals keeps it out of its log', async () => {
    proxy.troubles.push('gives-up-on-answer');
    await audience.start();
    await audience.seesAllOnce();
    const log = lines.join('\n');
    expect(log).toContain('looking for it in the channel');
    const tokens = [...discord.world.webhooks.values()].map(({ token }) => token);
    expect(tokens).not.toEqual([]);
    for (const token of tokens) expect(log).not.toContain(token);
  });
});
