import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { REST, Routes } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { onceRest, waitingRest } from '../../../src/discord/rest/client.ts';
import { restFailure } from '../../../src/discord/rest/failure.ts';
import { withinOwnLimit } from '../../../src/discord/rest/ownLimit.ts';
import { RequestBudget } from '../../../src/discord/rest/requestBudget.ts';
import { systemClock } from '../../../src/runtime/systemClock.ts';
import { type LoopbackDiscord, startLoopbackDiscord } from '../../../src/sandbox/loopback/loopback.ts';
import { PATIENCE } from '../../support/patience.ts';

/** The two clients of one bot. */
function clients(api: string, token = 'token', perSecond = 50, timeout = PATIENCE) {
  const budget = new RequestBudget(perSecond);
  const waiting = new REST({ api, ...waitingRest(budget) }).setToken(token);
  return { budget, waiting, once: onceRest({ api, token, timeout, budget }) };
}

const refusedAsTooMany = ({ requests }: LoopbackDiscord) => requests.filter(({ status }) => status === 429);
const failureOf = (request: Promise<unknown>) => request.then(() => undefined, restFailure);

/** A server that does with each connection what it is told, and where it is. */
async function rawServer(serve: Parameters<typeof createServer>[1]): Promise<AsyncDisposable & { api: string }> {
  const server: Server = createServer(serve).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('The server has no port.');
  return {
    api: `http://127.0.0.1:${address.port}/api`,
    async [Symbol.asyncDispose]() {
      server.close();
    },
  };
}

describe('the two REST clients of the bot', () => {
  it('never make more requests together than Discord grants one bot', async () => {
    await using discord = await startLoopbackDiscord({ limits: { other: { limit: 1_000, per: 1_000 } } });
    const { waiting, once } = clients(discord.apiUrl, discord.token);
    const servers = Array.from({ length: 20 }, (_, number) => discord.addServer({ name: `Server ${number}` }));
    const ask = (rest: REST) =>
      servers.map(({ id }) => withinOwnLimit(systemClock(), () => rest.get(Routes.guild(id))));
    await Promise.all([waiting, once, waiting, once].flatMap(ask));
    expect(discord.requests).toHaveLength(80);
    expect(refusedAsTooMany(discord)).toEqual([]);
  });

  it('answer interactions however much else they have to do', async () => {
    await using discord = await startLoopbackDiscord();
    const { waiting, budget } = clients(discord.apiUrl, discord.token);
    budget.close(3_600_000);
    await failureOf(waiting.post(Routes.interactionCallback('1', 'token'), { body: { type: 6 }, auth: false }));
    await failureOf(waiting.get(Routes.webhookMessage(discord.world.bot.id, 'token')));
    expect(discord.requests).toHaveLength(2);
  });

  it('both hold back when Discord refuses one of them everywhere', async () => {
    await using discord = await startLoopbackDiscord();
    const { id } = discord.addServer({ name: 'Tea House' });
    const { waiting, once } = clients(discord.apiUrl, discord.token);
    discord.faults.on('GET /guilds/:id').rateLimit({ scope: 'global', retryAfter: 1_000 });
    expect(await failureOf(once.get(Routes.guild(id)))).toMatchObject({ kind: 'rate-limited', refused: true });
    const began = performance.now();
    await waiting.get(Routes.guild(id));
    expect(performance.now() - began).toBeGreaterThan(900);
    expect(refusedAsTooMany(discord)).toHaveLength(1);
  });

  it('repeat what discord.js repeats, and never what must not happen twice', async () => {
    await using discord = await startLoopbackDiscord();
    const { id } = discord.addServer({ name: 'Tea House' });
    const { waiting, once } = clients(discord.apiUrl, discord.token);
    discord.faults.on('GET /guilds/:id').times(2).refuse(502);
    await waiting.get(Routes.guild(id));
    expect(discord.requests).toHaveLength(3);
    discord.faults.on('GET /guilds/:id').times(2).refuse(502);
    expect(await failureOf(once.get(Routes.guild(id)))).toMatchObject({ kind: 'unanswered' });
    expect(discord.requests).toHaveLength(4);
  });
});

describe('a proxy that asks for a password of its own', () => {
  it('does not make the bot give up its token', async () => {
    await using discord = await startLoopbackDiscord();
    const { id } = discord.addServer({ name: 'Tea House' });
    const { waiting, once } = clients(discord.apiUrl, discord.token);
    for (const rest of [waiting, once]) {
      discord.faults.on('GET /guilds/:id').answerForeign(401);
      expect(await failureOf(rest.get(Routes.guild(id)))).toMatchObject({ kind: 'unanswered' });
      expect(await rest.get(Routes.guild(id))).toMatchObject({ id });
    }
  });
});

describe('the client for what must not happen twice', () => {
  it('knows that a request was never sent where nobody listens', async () => {
    const server = await rawServer(() => undefined);
    await server[Symbol.asyncDispose]();
    const { once } = clients(server.api);
    expect(await failureOf(once.get(Routes.user()))).toMatchObject({ kind: 'unsent' });
  });

  it('knows that a request was never sent where the name of a host is unknown', async () => {
    const { once } = clients('http://discord.invalid/api');
    expect(await failureOf(once.get(Routes.user()))).toMatchObject({ kind: 'unsent' });
  });

  it('knows that a request was never sent where nobody answers the call for a connection', async () => {
    await using server = await rawServer(() => undefined);
    const { once } = clients(server.api.replace('http:', 'https:'), 'token', 50, 4_000);
    expect(await failureOf(once.get(Routes.user()))).toMatchObject({ kind: 'unsent' });
  });

  it('knows nothing once its request was read and the connection broke', async () => {
    await using server = await rawServer((socket) => socket.once('data', () => socket.destroy()));
    const { once } = clients(server.api);
    expect(await failureOf(once.get(Routes.user()))).toMatchObject({ kind: 'unanswered' });
  });

  it('knows nothing when an idle connection turns out to be closed', async () => {
    const answer = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}';
    let connections = 0;
    await using server = await rawServer((socket) => {
      connections += 1;
      socket.once('data', () => {
        socket.write(answer);
        socket.once('data', () => socket.resetAndDestroy());
      });
    });
    const { once } = clients(server.api);
    await once.get(Routes.user());
    // The connection lies idle once its answer has been read.
    await new Promise((resolve) => setImmediate(resolve));
    expect(await failureOf(once.get(Routes.user()))).toMatchObject({ kind: 'unanswered' });
    expect(connections).toBe(1);
  });

  it('gives up an answer whose end never comes', async () => {
    const beginning = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 20\r\n\r\n{"id":';
    await using server = await rawServer((socket) => socket.once('data', () => socket.write(beginning)));
    const { once } = clients(server.api, 'token', 50, 200);
    expect(await failureOf(once.get(Routes.user()))).toMatchObject({ kind: 'unanswered' });
  });
});
