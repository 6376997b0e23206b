/** The gateway, as the real discord.js client meets it. */
import { once } from 'node:events';
import { Client, Events, GatewayCloseCodes, GatewayIntentBits, type Interaction } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
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

  it('a client with the Guilds intent is told of every server, with its channels and roles', async () => {
    const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: discord.apiUrl } });
    clients.push(client);
    const ready = once(client, Events.ClientReady);
    await client.login(discord.token);
    await ready;
    expect(client.guilds.cache.map(({ name }) => name)).toEqual(['Tea House']);
    const [server] = client.guilds.cache.values();
    expect(server?.channels.cache.map(({ name }) => name)).toEqual(['general']);
    expect(server?.roles.cache.map(({ name }) => name)).toEqual(expect.arrayContaining(['@everyone', 'Bot']));
  });

  it('a client hears a packet that is none, and is served on', async () => {
    const client = await connect(async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.reply('Still here');
    });
    const heard: unknown[] = [];
    client.on(Events.Raw, (packet: unknown) => heard.push(packet));
    discord.gateway.say('{"op":0,"s":null,"t":"SOMETHING_NEW","d":null}');
    await expect.poll(() => heard).toMatchObject([{ t: 'SOMETHING_NEW' }]);
    expect((await mika.in(channel).slash('/tea', { kind: 'oolong' })).message.content).toBe('Still here');
  });

  it('a connection is closed at once, with a code, while the gateway is told to', async () => {
    discord.gateway.closing = GatewayCloseCodes.DisallowedIntents;
    const socket = new WebSocket(`ws://127.0.0.1:${discord.port}/gateway`);
    expect((await once(socket, 'close'))[0]).toBe(GatewayCloseCodes.DisallowedIntents);
    discord.gateway.closing = undefined;
    await connect();
    expect(discord.gateway.shards).toEqual([[0, 1]]);
  });

  it('a client whose connection is closed with a code that allows it resumes its session', async () => {
    const client = await connect();
    const resumed = once(client, Events.ShardResume);
    discord.gateway.closeWith(GatewayCloseCodes.UnknownError);
    await resumed;
    expect(discord.gateway.shards).toEqual([[0, 1]]);
  });

  it('nobody is let in while connections are refused, and sessions are resumed afterwards', async () => {
    const client = await connect();
    const resumed = once(client, Events.ShardResume);
    await discord.refuseConnections();
    await expect(fetch(discord.apiUrl)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    await discord.acceptConnections();
    await resumed;
    expect(discord.gateway.shards).toEqual([[0, 1]]);
  });
});
