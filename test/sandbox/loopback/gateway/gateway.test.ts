/** The gateway, as the real discord.js client meets it. */
import { once } from 'node:events';
import {
  Client,
  Events,
  GatewayCloseCodes,
  GatewayDispatchEvents,
  GatewayIntentBits,
  type Interaction,
} from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type LoopbackDiscord, startLoopbackDiscord } from '../../../../src/sandbox/loopback/loopback.ts';
import type { Member } from '../../../../src/sandbox/loopback/people/member.ts';
import type { Channel } from '../../../../src/sandbox/loopback/servers/channel.ts';
import { connectClient } from '../../../support/loopbackClient.ts';
import { PATIENCE } from '../../../support/patience.ts';

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
  discord = await startLoopbackDiscord({ answerWithin: PATIENCE });
  const server = discord.addServer({ name: 'Tea House', preferredLocale: 'ja' });
  channel = server.addTextChannel('general');
  mika = server.addMember({ name: 'Mika', locale: 'ja' });
});

afterEach(async () => {
  for (const client of clients.splice(0)) await client.destroy();
  await discord.close();
});

/** What the gateway says to each of some shards that identify one after the other, each on a connection of its own. */
async function identifyAll(gateway: LoopbackDiscord, shards: readonly (readonly [number, number])[]) {
  const said: string[] = [];
  for (const shard of shards) {
    const socket = new WebSocket(`ws://127.0.0.1:${gateway.port}/gateway`);
    await once(socket, 'message');
    socket.send(JSON.stringify({ op: 2, d: { token: gateway.token, intents: 0, properties: {}, shard } }));
    const [answer] = await Promise.race([once(socket, 'message'), once(socket, 'close')]);
    const { op, t, d } =
      typeof answer === 'number' ? { op: answer, t: undefined, d: undefined } : JSON.parse(String(answer));
    said.push(t ?? (d === undefined ? `closed with ${op}` : `op ${op}, ${d}`));
  }
  return said;
}

describe('the gateway', () => {
  it('a shard that identifies within five seconds of another of its bucket is told that its session is invalid', async () => {
    let now = 1_000_000;
    const rules = { maxConcurrency: 2, identifyEvery: 5_000 };
    await using strict = await startLoopbackDiscord({ gateway: rules, now: () => now, worldNow: Date.now });
    const identify = (...shards: number[]) =>
      identifyAll(
        strict,
        shards.map((shard) => [shard, 4] as const),
      );
    expect(await identify(0, 1, 2, 3)).toEqual(['READY', 'READY', 'op 9, false', 'op 9, false']);
    now += 4_999;
    expect(await identify(2)).toEqual(['op 9, false']);
    now += 1;
    expect(await identify(2, 3)).toEqual(['READY', 'READY']);
    expect(strict.gateway.refusedIdentifies).toBe(3);
  });

  it('what is no shard is refused for good, and what is no number is not understood', async () => {
    expect(await identifyAll(discord, [[2, 2]])).toEqual([`closed with ${GatewayCloseCodes.InvalidShard}`]);
    expect(await identifyAll(discord, [[0, 0]])).toEqual([`closed with ${GatewayCloseCodes.DecodeError}`]);
    expect(await identifyAll(discord, [[0.5, 2]])).toEqual([`closed with ${GatewayCloseCodes.DecodeError}`]);
  });

  it('each shard hears of its own servers alone, also while others have another number of shards', async () => {
    const servers = Array.from({ length: 8 }, (_, index) => discord.addServer({ name: `Server ${index}` }));
    const heard = new Map<string, string[]>();
    for (const [id, count] of [
      [0, 2],
      [1, 2],
      [0, 3],
      [1, 3],
      [2, 3],
    ] as const) {
      const client = new Client({ intents: [], shards: [id], shardCount: count, rest: { api: discord.apiUrl } });
      clients.push(client);
      const shard = `${id} of ${count}`;
      heard.set(shard, []);
      client.on(Events.Raw, ({ t, d }) => t === 'INTERACTION_CREATE' && heard.get(shard)?.push(d.guild_id));
      await client.login(discord.token);
    }
    const press = { type: 3, token: 't', application_id: '1', entitlements: [], authorizing_integration_owners: {} };
    for (const { id } of servers) {
      const data = { ...press, id, data: { component_type: 2, custom_id: 'x' }, user: { id }, message: { id } };
      discord.gateway.dispatch(GatewayDispatchEvents.InteractionCreate, { ...data, guild_id: id }, id);
    }
    const ofShard = (id: number, count: number) =>
      servers.filter((server) => (BigInt(server.id) >> 22n) % BigInt(count) === BigInt(id)).map((server) => server.id);
    await expect
      .poll(() => Object.fromEntries(heard))
      .toEqual({
        ...{ '0 of 2': ofShard(0, 2), '1 of 2': ofShard(1, 2) },
        ...{ '0 of 3': ofShard(0, 3), '1 of 3': ofShard(1, 3), '2 of 3': ofShard(2, 3) },
      });
  });

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
