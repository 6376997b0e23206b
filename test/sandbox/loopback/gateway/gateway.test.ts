/** The gateway, as the real discord.js client meets it. */
import { once } from 'node:events';
import { Client, Events, type Interaction } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LoopbackDiscord, startLoopbackDiscord } from '../../../../src/sandbox/loopback/loopback.ts';
import type { Member } from '../../../../src/sandbox/loopback/people/member.ts';
import type { Channel } from '../../../../src/sandbox/loopback/servers/channel.ts';
import { connectClient } from '../../../support/loopbackClient.ts';

let discord: LoopbackDiscord;
let channel: Channel;
let mika: Member;
const clients: Client[] = [];

const connect = async (handle?: (interaction: Interaction) => Promise<unknown>) => {
  const client = await connectClient(discord, handle);
  clients.push(client);
  return client;
};

beforeEach(async () => {
  discord = await startLoopbackDiscord();
  const server = discord.addServer({ name: 'Tea House', preferredLocale: 'ja' });
  channel = server.addTextChannel('general');
  mika = server.addMember({ name: 'Mika', locale: 'ja' });
});

afterEach(async () => {
  for (const client of clients.splice(0)) await client.destroy();
  await discord.close();
});

describe('the gateway', () => {
  it('a client with a bad token is refused', async () => {
    const client = new Client({ intents: [], rest: { api: discord.apiUrl } });
    await expect(client.login(`${discord.token}x`)).rejects.toMatchObject({ code: 'TokenInvalid' });
    await client.destroy();
  });

  it('a client whose connection was cut is told, as it resumes, what happened meanwhile', async () => {
    const client = await connect(async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.reply('Here again');
    });
    const resumed = once(client, Events.ShardResume);
    discord.gateway.drop();
    const answer = mika.in(channel).slash('/tea', { kind: 'oolong' });
    await resumed;
    expect((await answer).message.content).toBe('Here again');
  });

  it('a client that is asked to reconnect resumes its session', async () => {
    const client = await connect();
    const resumed = once(client, Events.ShardResume);
    discord.gateway.askToReconnect();
    await resumed;
    expect(discord.gateway.shards).toEqual([[0, 1]]);
  });
});
