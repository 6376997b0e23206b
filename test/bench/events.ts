/**
 * How many of the gateway's events a bot reads a second, beside a bare discord.js bot: each a process of its own. Nobody but
 * somebody who presses a button afterwards waits for them.
 *
 *     npm run bench events -- --sizes 50000
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GatewayDispatchEvents } from 'discord.js';
import { type LoopbackDiscord, startLoopbackDiscord } from '../../src/sandbox/loopback/loopback.ts';
import type { BenchOptions, BenchRow } from './measure.ts';
import { type RunningBot, startBareBot, startReprise } from './processes.ts';

const EVENTS = 20_000;

/** Events that a bot has read, and what that took. */
type Read = { readonly aSecond: number; readonly processor: number };

export async function benchEvents({ sizes }: BenchOptions): Promise<BenchRow[]> {
  const count = Number(sizes ?? EVENTS);
  const folder = mkdtempSync(join(tmpdir(), 'reprise-bench-'));
  try {
    await using own = await startLoopbackDiscord();
    await using bare = await startLoopbackDiscord();
    await using ownBot = await startReprise(own, join(folder, 'events.sqlite'));
    await using bareBot = await startBareBot(bare);
    bare.world.commands = own.world.commands;
    const [ownRead, bareRead] = [await read(count, own, ownBot), await read(count, bare, bareBot)];
    return [
      {
        name: 'events of the gateway',
        figures: { 'a second': ownRead.aSecond, 'bare a second': bareRead.aSecond },
        beside: { peer: 'a bare discord.js bot', ratio: ownRead.processor / bareRead.processor },
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function read(count: number, discord: LoopbackDiscord, bot: RunningBot): Promise<Read> {
  const server = discord.addServer({ name: 'Tea House' });
  const channel = server.addTextChannel('general');
  const member = server.addMember({ name: 'Mika', permissions: ['ManageGuild'] }).in(channel);
  const { id } = channel.state;
  const event = { id, type: 0, guild_id: server.id, name: 'general', position: 0, permission_overwrites: [] };
  const before = bot.processor();
  const began = performance.now();
  for (let at = 0; at < count; at += 1) {
    discord.gateway.dispatch(GatewayDispatchEvents.ChannelUpdate, { ...event, topic: String(at) }, server.id);
  }
  const { promise: answered, resolve } = Promise.withResolvers<void>();
  discord.events.once('arrived', () => resolve());
  await Promise.all([answered, member.slash('/settings show')]);
  const seconds = (performance.now() - began) / 1_000;
  return { aSecond: count / seconds, processor: bot.processor() - before };
}
