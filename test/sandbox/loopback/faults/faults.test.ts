/** What can be made to go wrong between a bot and the loopback Discord. */
import { once } from 'node:events';
import { Client, Events, REST, type RESTOptions, Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type LoopbackDiscord, startLoopbackDiscord } from '../../../../src/sandbox/loopback/loopback.ts';
import type { Channel } from '../../../../src/sandbox/loopback/servers/channel.ts';
import type { Server } from '../../../../src/sandbox/loopback/servers/server.ts';

const ROUTE = 'POST /webhooks/:id/:token';

let discord: LoopbackDiscord;
let server: Server;
let channel: Channel;

beforeEach(async () => {
  discord = await startLoopbackDiscord();
  server = discord.addServer({ name: 'Tea House' });
  channel = server.addTextChannel('general');
});

afterEach(() => discord.close());

function rest(options: Partial<RESTOptions> = {}): REST {
  return new REST({ api: discord.apiUrl, retries: 0, ...options }).setToken(discord.token);
}

async function webhookOf(target: Channel): Promise<`/webhooks/${string}`> {
  const webhook = await rest().post(Routes.channelWebhooks(target.id), { body: { name: 'Reprise' } });
  const { id, token } = webhook as { id: string; token: string };
  return Routes.webhook(id, token);
}

const WAIT = new URLSearchParams({ wait: 'true' });
const say = (content: string) => ({ body: { content, username: 'Lin' }, query: WAIT, auth: false });
const contents = () => channel.posts.map(({ content }) => content);

describe('faults', () => {
  it('lose the answer to a post that was made', async () => {
    const path = await webhookOf(channel);
    discord.faults.on(ROUTE).nth(2).acceptThenDrop();
    await rest().post(path, say('One'));
    await expect(rest().post(path, say('Two'))).rejects.toThrow();
    await rest().post(path, say('Three'));
    expect(channel.posts.map(({ content }) => content)).toEqual(['One', 'Two', 'Three']);
  });

  it('say that a post failed which was made, and refuse ones that are not', async () => {
    const path = await webhookOf(channel);
    discord.faults.on(ROUTE).acceptThenAnswer(502);
    await expect(rest().post(path, say('One'))).rejects.toMatchObject({ status: 502 });
    discord.faults.on(ROUTE).times(2).refuse(503);
    await expect(rest().post(path, say('Two'))).rejects.toMatchObject({ status: 503 });
    await expect(rest().post(path, say('Two'))).rejects.toMatchObject({ status: 503 });
    await rest().post(path, say('Three'));
    expect(channel.posts.map(({ content }) => content)).toEqual(['One', 'Three']);
  });

  it('answer late what was accepted at once', async () => {
    const path = await webhookOf(channel);
    discord.faults.on(ROUTE).delay(100);
    const answer = rest().post(path, say('One'));
    await channel.waitForMessage(({ content }) => content === 'One');
    expect(discord.requests.at(-1)?.status).toBeUndefined();
    expect(await answer).toMatchObject({ content: 'One' });
  });

  it('play rate limits of every scope', async () => {
    const path = await webhookOf(channel);
    for (const scope of ['user', 'shared', 'global'] as const) {
      discord.faults.on(ROUTE).rateLimit({ scope, retryAfter: 1_000 });
      const refused = rest({ rejectOnRateLimit: () => true, offset: 0 }).post(path, say('One'));
      await expect(refused).rejects.toMatchObject({ scope, retryAfter: 1_000 });
    }
    expect(channel.posts).toEqual([]);
  });

  it('strike the same requests for the same seed', async () => {
    const struck = async () => {
      discord.faults.clear();
      discord.faults.on('GET /gateway/bot').withProbability(0.5, 'tea').refuse(503);
      const answers = [];
      for (let sent = 0; sent < 12; sent += 1) {
        answers.push(
          await rest()
            .get(Routes.gatewayBot())
            .then(
              () => 'answered',
              () => 'refused',
            ),
        );
      }
      return answers;
    };
    const first = await struck();
    expect(new Set(first).size).toBe(2);
    expect(await struck()).toEqual(first);
  });

  it('carry out a request after its connection broke', async () => {
    const path = await webhookOf(channel);
    discord.faults.on(ROUTE).dropThenAccept(30);
    await expect(rest().post(path, say('One'))).rejects.toThrow();
    expect(contents()).toEqual([]);
    await channel.waitForMessage(({ content }) => content === 'One');
  });

  it('break a connection without carrying anything out', async () => {
    const path = await webhookOf(channel);
    discord.faults.on(ROUTE).drop();
    await expect(rest().post(path, say('One'))).rejects.toThrow();
    await rest().post(path, say('Two'));
    expect(contents()).toEqual(['Two']);
  });

  it('refuse like what stands before Discord: without JSON, and without saying for how long', async () => {
    const path = await webhookOf(channel);
    discord.faults.on(ROUTE).answerAtEdge(429);
    const answer = await fetch(`${discord.apiUrl}/v10${path}`, { method: 'POST', body: '{}' });
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBeNull();
    expect(answer.headers.get('content-type')).toBe('text/html');
  });

  it('refuse the bot’s token', async () => {
    discord.faults.on('*').nth(2).refuseToken();
    await rest().get(Routes.gatewayBot());
    await expect(rest().get(Routes.channel(channel.id))).rejects.toMatchObject({ status: 401 });
  });

  it('let a webhook, a permission and a channel vanish just before a request', async () => {
    const path = await webhookOf(channel);
    discord.faults.on('GET /channels/:id').before(() => server.revoke('ManageWebhooks'));
    discord.faults.on(ROUTE).before(() => channel.deleteWebhooks());
    discord.faults
      .on(ROUTE)
      .nth(2)
      .before(() => channel.vanish());
    await rest().get(Routes.channel(channel.id));
    await expect(rest().get(Routes.channelWebhooks(channel.id))).rejects.toMatchObject({ code: 50013 });
    await expect(rest().post(path, say('One'))).rejects.toMatchObject({ code: 10015 });
    await expect(rest().post(path, say('One'))).rejects.toMatchObject({ code: 10015 });
    await expect(rest().get(Routes.channel(channel.id))).rejects.toMatchObject({ code: 10003 });
  });

  it('count how often each kind has struck', async () => {
    discord.faults.on('*').times(2).refuse(503);
    await expect(rest().get(Routes.gatewayBot())).rejects.toThrow();
    await expect(rest().get(Routes.channel(channel.id))).rejects.toThrow();
    expect([...discord.faults.struck]).toEqual([['refused 503', 2]]);
  });

  it('take the whole of Discord down, gateway and all, and bring it back', async () => {
    const client = new Client({ intents: [], rest: { api: discord.apiUrl } });
    const ready = once(client, Events.ClientReady);
    await client.login(discord.token);
    await ready;
    discord.goDown();
    await expect(rest().get(Routes.gatewayBot())).rejects.toMatchObject({ status: 503 });
    const refused = new WebSocket(`ws://127.0.0.1:${discord.port}/gateway`);
    expect(String((await once(refused, 'error'))[0])).toContain('503');
    const resumed = once(client, Events.ShardResume);
    discord.comeBack();
    await resumed;
    expect(discord.gateway.shards).toEqual([[0, 1]]);
    await client.destroy();
  });
});
