/** What can be made to go wrong between a bot and the loopback Discord. */
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { Client, Events, Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type LoopbackDiscord, startLoopbackDiscord } from '../../../../src/sandbox/loopback/loopback.ts';
import type { Channel } from '../../../../src/sandbox/loopback/servers/channel.ts';
import type { Server } from '../../../../src/sandbox/loopback/servers/server.ts';
import { line, restOf, webhookOf } from '../../../support/loopbackRest.ts';

const ROUTE = 'POST /webhooks/:id/:token';

let discord: LoopbackDiscord;
let server: Server;
let channel: Channel;

beforeEach(async () => {
  discord = await startLoopbackDiscord({ limits: { webhook: { limit: 100, per: 1_000 } } });
  server = discord.addServer({ name: 'Tea House' });
  channel = server.addTextChannel('general');
});

afterEach(() => discord.close());

const contents = () => channel.posts.map(({ content }) => content);

/** Posts without a client that would make something of the answer. */
async function post(path: string, content: string) {
  const sent = request(`${discord.apiUrl}/v10${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
  });
  sent.end(JSON.stringify({ content }));
  const [answer]: IncomingMessage[] = await once(sent, 'response');
  if (!answer) throw new TypeError('A response event comes with a response.');
  return { status: answer.statusCode, headers: answer.headers, text: await text(answer) };
}

describe('faults', () => {
  it('faults lose the answer to a post that was made', async () => {
    const path = await webhookOf(discord, channel);
    discord.faults.on(ROUTE).nth(2).acceptThenDrop();
    await restOf(discord).post(path, line('One'));
    await expect(restOf(discord).post(path, line('Two'))).rejects.toThrow();
    await restOf(discord).post(path, line('Three'));
    expect(channel.posts.map(({ content }) => content)).toEqual(['One', 'Two', 'Three']);
  });

  it('faults say that a post failed which was made, and refuse ones that are not', async () => {
    const path = await webhookOf(discord, channel);
    discord.faults.on(ROUTE).acceptThenAnswer(502);
    await expect(restOf(discord).post(path, line('One'))).rejects.toMatchObject({ status: 502 });
    discord.faults.on(ROUTE).times(2).refuse(503);
    await expect(restOf(discord).post(path, line('Two'))).rejects.toMatchObject({ status: 503 });
    await expect(restOf(discord).post(path, line('Two'))).rejects.toMatchObject({ status: 503 });
    await restOf(discord).post(path, line('Three'));
    expect(channel.posts.map(({ content }) => content)).toEqual(['One', 'Three']);
  });

  it('faults answer late what was accepted at once', async () => {
    const path = await webhookOf(discord, channel);
    const { promise: answered, resolve: answers } = Promise.withResolvers<void>();
    discord.faults.on(ROUTE).delay(answered);
    const answer = restOf(discord).post(path, line('One'));
    await channel.waitForMessage(({ content }) => content === 'One');
    expect(discord.requests.at(-1)?.status).toBeUndefined();
    answers();
    expect(await answer).toMatchObject({ content: 'One' });
  });

  it('faults play rate limits of every scope', async () => {
    const path = await webhookOf(discord, channel);
    for (const scope of ['user', 'shared', 'global'] as const) {
      discord.faults.on(ROUTE).rateLimit({ scope, retryAfter: 1_000 });
      const refused = restOf(discord, { rejectOnRateLimit: () => true, offset: 0 }).post(path, line('One'));
      await expect(refused).rejects.toMatchObject({ scope, retryAfter: 1_000 });
    }
    expect(channel.posts).toEqual([]);
  });

  it('faults strike the same requests for the same seed', async () => {
    const struck = async () => {
      discord.faults.clear();
      discord.faults.on('GET /gateway/bot').withProbability(0.5, 'tea').refuse(503);
      const answers = [];
      for (let sent = 0; sent < 12; sent += 1) {
        answers.push(
          await restOf(discord)
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

  it('faults carry out a request after its connection broke', async () => {
    const path = await webhookOf(discord, channel);
    const { promise: accepted, resolve: accept } = Promise.withResolvers<void>();
    discord.faults.on(ROUTE).dropThenAccept(accepted);
    await expect(restOf(discord).post(path, line('One'))).rejects.toThrow();
    expect(contents()).toEqual([]);
    accept();
    await channel.waitForMessage(({ content }) => content === 'One');
  });

  it('faults break a connection without carrying anything out', async () => {
    const path = await webhookOf(discord, channel);
    discord.faults.on(ROUTE).drop();
    await expect(restOf(discord).post(path, line('One'))).rejects.toThrow();
    await restOf(discord).post(path, line('Two'));
    expect(contents()).toEqual(['Two']);
  });

  it('faults refuse like what stands before Discord: without JSON, and without saying for how long', async () => {
    const path = await webhookOf(discord, channel);
    discord.faults.on(ROUTE).rateLimitAtEdge();
    const answer = await fetch(`${discord.apiUrl}/v10${path}`, { method: 'POST', body: '{}' });
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBeNull();
    expect(answer.headers.get('content-type')).toBe('text/html');
  });

  it.each(['html', 'text', 'json', 'empty'] as const)(
    'faults answer in %s, in place of Discord, a post that was made and one that was not',
    async (wording) => {
      const path = await webhookOf(discord, channel);
      for (const status of [200, 301, 403, 407, 408, 429, 502, 503, 504] as const) {
        discord.faults.on(ROUTE).acceptThenAnswerForeign(status, wording);
        discord.faults.on(ROUTE).nth(2).answerForeign(status, wording);
        for (const word of ['made', 'lost']) {
          const answer = await post(path, `${word} ${status}`);
          expect(answer.status).toBe(status);
          expect(answer.text).not.toContain('"code"');
          expect(answer.headers).not.toHaveProperty('x-ratelimit-limit');
          if (wording === 'html') expect(answer.headers['content-type']).toBe('text/html');
          if (wording === 'empty') expect(answer.text).toBe('');
        }
        discord.faults.clear();
      }
      expect(contents()).toEqual([200, 301, 403, 407, 408, 429, 502, 503, 504].map((status) => `made ${status}`));
    },
  );

  it('faults reset the connection, before a post is made and after', async () => {
    const path = await webhookOf(discord, channel);
    discord.faults.on(ROUTE).reset();
    await expect(restOf(discord).post(path, line('One'))).rejects.toMatchObject({ code: 'ECONNRESET' });
    discord.faults.on(ROUTE).acceptThenReset();
    await expect(restOf(discord).post(path, line('Two'))).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(contents()).toEqual(['Two']);
  });

  it('faults break an answer off in the middle', async () => {
    const path = await webhookOf(discord, channel);
    discord.faults.on(ROUTE).acceptThenCutAnswer();
    await expect(restOf(discord).post(path, line('One'))).rejects.toThrow();
    expect(contents()).toEqual(['One']);
    await restOf(discord).post(path, line('Two'));
    expect(contents()).toEqual(['One', 'Two']);
  });

  it('faults refuse the bot’s token', async () => {
    discord.faults.on('*').nth(2).refuseToken();
    await restOf(discord).get(Routes.gatewayBot());
    await expect(restOf(discord).get(Routes.channel(channel.id))).rejects.toMatchObject({ status: 401 });
  });

  it('faults let a webhook, a permission and a channel vanish just before a request', async () => {
    const path = await webhookOf(discord, channel);
    discord.faults.on('GET /channels/:id').before(() => server.revoke('ManageWebhooks'));
    discord.faults.on(ROUTE).before(() => channel.deleteWebhooks());
    discord.faults
      .on(ROUTE)
      .nth(2)
      .before(() => channel.vanish());
    await restOf(discord).get(Routes.channel(channel.id));
    await expect(restOf(discord).get(Routes.channelWebhooks(channel.id))).rejects.toMatchObject({ code: 50013 });
    await expect(restOf(discord).post(path, line('One'))).rejects.toMatchObject({ code: 10015 });
    await expect(restOf(discord).post(path, line('One'))).rejects.toMatchObject({ code: 10015 });
    await expect(restOf(discord).get(Routes.channel(channel.id))).rejects.toMatchObject({ code: 10003 });
  });

  it('faults count how often each kind has struck', async () => {
    discord.faults.on('*').times(2).refuse(503);
    await expect(restOf(discord).get(Routes.gatewayBot())).rejects.toThrow();
    await expect(restOf(discord).get(Routes.channel(channel.id))).rejects.toThrow();
    expect([...discord.faults.struck]).toEqual([['refused 503', 2]]);
  });

  it('faults take the whole of Discord down, gateway and all, and bring it back', async () => {
    const client = new Client({ intents: [], rest: { api: discord.apiUrl } });
    const ready = once(client, Events.ClientReady);
    await client.login(discord.token);
    await ready;
    discord.goDown();
    await expect(restOf(discord).get(Routes.gatewayBot())).rejects.toMatchObject({ status: 503 });
    const refused = new WebSocket(`ws://127.0.0.1:${discord.port}/gateway`);
    expect(String((await once(refused, 'error'))[0])).toContain('503');
    const resumed = once(client, Events.ShardResume);
    discord.comeBack();
    await resumed;
    expect(discord.gateway.shards).toEqual([[0, 1]]);
    await client.destroy();
  });
});
