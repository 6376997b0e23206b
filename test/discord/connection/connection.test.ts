import { GatewayDispatchEvents, GatewayOpcodes, type Interaction } from 'discord.js';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { type Connection, type ConnectionOptions, connect } from '../../../src/discord/connection/connection.ts';
import { onceRest } from '../../../src/discord/rest/client.ts';
import { RequestBudget } from '../../../src/discord/rest/requestBudget.ts';
import { systemClock } from '../../../src/runtime/systemClock.ts';
import { type LoopbackDiscord, startLoopbackDiscord } from '../../../src/sandbox/loopback/loopback.ts';
import { json, startEndpoint } from '../../support/endpoint.ts';
import { eventually } from '../../support/eventually.ts';
import { FakeClock } from '../../support/fakeClock.ts';
import { PATIENCE } from '../../support/patience.ts';

const TOKEN = 'token';

const ROOM = { total: 1_000, remaining: 1_000, reset_after: 60_000, max_concurrency: 1 };

/** Nobody else identifies. */
const FREE: ConnectionOptions['identifyTurns'] = { take: async () => 0 };

const ODD = { id: '11', type: 2 };

/** An interaction that discord.js can read: somebody has pressed a button. */
const press = (id: string) => ({
  ...{ id, type: 3, token: 't', application_id: '1', entitlements: [], authorizing_integration_owners: {} },
  ...{ data: { component_type: 2, custom_id: 'x' }, user: { id: '4' }, message: { id: '2', channel_id: '3' } },
});

/** A gateway of which a test says what it sends before its READY, or what it does instead. */
async function startGateway({
  early = [],
  instead,
  advised = 1,
  session_start_limit = ROOM,
}: {
  early?: object[];
  instead?: (socket: WebSocket) => void;
  advised?: number;
  session_start_limit?: typeof ROOM;
} = {}) {
  const sockets: WebSocket[] = [];
  const endpoint = await startEndpoint({
    http: (...exchange) => json(200, { url: endpoint.gatewayUrl, shards: advised, session_start_limit })(...exchange),
    gateway(socket) {
      if (instead) return instead(socket);
      sockets.push(socket);
      socket.send(JSON.stringify({ op: GatewayOpcodes.Hello, d: { heartbeat_interval: 41_250 } }));
      socket.on('message', (data) => {
        const { op } = JSON.parse(String(data));
        const user = { id: '1', username: 'Reprise', discriminator: '0000', bot: true };
        const session = { session_id: 's', resume_gateway_url: '' };
        const ready = { t: 'READY', d: { v: 10, user, guilds: [], application: { id: '1', flags: 0 }, ...session } };
        const answers = op === GatewayOpcodes.Identify ? [...early, ready] : [{ t: 'RESUMED', d: {} }];
        if (op === GatewayOpcodes.Heartbeat) return;
        for (const [s, answer] of answers.entries()) socket.send(JSON.stringify({ op: 0, s: s + 1, ...answer }));
      });
    },
  });
  return { ...endpoint, sockets };
}

function options(apiUrl: string, token: string, lines: string[]): ConnectionOptions {
  const budget = new RequestBudget(50);
  return {
    ...{ token, apiUrl, cdnUrl: apiUrl, shards: 'auto', clock: systemClock(), identifyTurns: FREE },
    ...{ budget, once: onceRest({ api: apiUrl, token, timeout: PATIENCE, budget }) },
    log: pino({ level: 'info' }, { write: (line) => lines.push(line) }),
  };
}

describe('the connection', () => {
  let discord: LoopbackDiscord;
  let lines: string[];
  let made: Connection | undefined;

  beforeEach(async () => {
    discord = await startLoopbackDiscord();
    lines = [];
    made = undefined;
  });

  afterEach(async () => {
    await made?.close();
    await discord.close();
  });

  it('keeps nothing of the servers that the bot is on', async () => {
    for (const name of ['Tea House', 'Coffee House']) discord.addServer({ name });
    made = await connect(options(discord.apiUrl, discord.token, lines));
    expect(made.client.guilds.cache.size).toBe(0);
  });

  it('keeps interactions that come before anybody handles them, and skips one that cannot be read', async () => {
    made = await connect(options(discord.apiUrl, discord.token, lines));
    const server = discord.addServer({ name: 'Tea House' });
    for (const interaction of [press('10'), ODD, press('12')]) {
      discord.gateway.dispatch(GatewayDispatchEvents.InteractionCreate, interaction, server.id);
    }
    await eventually(() => expect(lines.join()).toContain('a packet of the gateway could not be handled: skipped'));
    const handled: string[] = [];
    made.serve(({ id }: Interaction) => handled.push(id));
    await eventually(() => expect(handled).toEqual(['10', '12']));
  });

  it('keeps interactions that come before the client is ready, and skips one of them that cannot be read', async () => {
    const early = [ODD, press('12')].map((d) => ({ t: 'INTERACTION_CREATE', d }));
    await using endpoint = await startGateway({ early });
    made = await connect(options(endpoint.apiUrl, TOKEN, lines));
    const handled: string[] = [];
    made.serve(({ id }: Interaction) => handled.push(id));
    await eventually(() => expect(handled).toEqual(['12']));
    expect(lines.filter((line) => line.includes('could not be handled'))).toHaveLength(1);
    await made.close();
  });

  it('comes back where the gateway names no address to resume at', async () => {
    await using endpoint = await startGateway();
    made = await connect(options(endpoint.apiUrl, TOKEN, lines));
    endpoint.sockets[0]?.close(4_000);
    await eventually(() => expect(lines.join()).toContain('connected to Discord again'));
    await made.close();
  });

  it('lets no SHARDS of the environment reach discord.js unread', async () => {
    vi.stubEnv('SHARDS', '');
    vi.stubEnv('SHARD_COUNT', 'many');
    try {
      made = await connect(options(discord.apiUrl, discord.token, lines));
      expect(discord.gateway.shards).toEqual([[0, 1]]);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it('shows how each of its shards stands', async () => {
    made = await connect(options(discord.apiUrl, discord.token, lines));
    expect(made.shards()).toEqual([{ id: 0, state: 'ready', ping: undefined }]);
    discord.gateway.open = false;
    await eventually(() => expect(made?.shards()).toEqual([{ id: 0, state: 'waiting' }]));
  });

  it('is made for its part of the shards alone, of as many as all processes have', async () => {
    const shards = { first: 1, last: 1, count: 4 };
    made = await connect({ ...options(discord.apiUrl, discord.token, lines), shards });
    expect(discord.gateway.shards).toEqual([[1, 4]]);
    expect(made.shards()).toMatchObject([{ id: 1, state: 'ready' }]);
  });

  it('is made by the shards of two processes one after the other, so that Discord refuses none', async () => {
    // Discord's clock too.
    const clock = new FakeClock();
    const gateway = { maxConcurrency: 1, identifyEvery: 5_000 };
    await using strict = await startLoopbackDiscord({ gateway, now: () => clock.now(), worldNow: Date.now });
    const takenUntil = { time: 0 };
    const identifyTurns: ConnectionOptions['identifyTurns'] = {
      async take(_, lasts) {
        const turn = Math.max(clock.now(), takenUntil.time);
        takenUntil.time = turn + lasts;
        return turn - clock.now();
      },
    };
    const process = (shards: ConnectionOptions['shards']) =>
      connect({ ...options(strict.apiUrl, strict.token, lines), shards, identifyTurns, clock });
    const starting = Promise.all([process({ first: 0, last: 1, count: 3 }), process({ first: 2, last: 2, count: 3 })]);
    let started = false;
    void starting.then(() => {
      started = true;
    });
    while (!started) {
      await clock.advance(100);
      // What goes over the network takes real time.
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    const processes = await starting;
    expect(strict.gateway.shards.map(([id]) => id).toSorted()).toEqual([0, 1, 2]);
    expect(strict.gateway.refusedIdentifies).toBe(0);
    await Promise.all(processes.map((one) => one.close()));
  });

  it('says where Discord advises more shards than all processes have', async () => {
    const shards = { first: 0, last: 0, count: 2 };
    await using endpoint = await startGateway({ advised: 3 });
    made = await connect({ ...options(endpoint.apiUrl, TOKEN, lines), shards });
    expect(lines.join()).toContain('"shards":2,"advised":3,"msg":"Discord advises more shards');
    await made.close();
  });

  it('is not made where the gateway does not accept the token', async () => {
    await using endpoint = await startGateway({ instead: (socket) => socket.close(4_004) });
    await expect(connect(options(endpoint.apiUrl, TOKEN, lines))).rejects.toMatchObject({
      problem: { kind: 'token-refused' },
    });
  });

  it('is not made where the gateway closes for good, and names the code', async () => {
    await using endpoint = await startGateway({ instead: (socket) => socket.close(4_013) });
    await expect(connect(options(endpoint.apiUrl, TOKEN, lines))).rejects.toMatchObject({
      problem: { kind: 'disconnected', code: 4_013 },
    });
  });

  it('ends with the reason when the gateway closes for good later', async () => {
    await using endpoint = await startGateway();
    made = await connect(options(endpoint.apiUrl, TOKEN, lines));
    endpoint.sockets[0]?.close(4_004);
    expect((await made.failed).problem).toEqual({ kind: 'token-refused' });
    await made.close();
  });

  it('is not made where Discord lets the bot connect no more today, and says until when', async () => {
    const session_start_limit = { ...ROOM, remaining: 0, reset_after: 3_600_000 };
    await using endpoint = await startEndpoint({ http: json(200, { url: 'wss://x', shards: 1, session_start_limit }) });
    const failure = await connect(options(endpoint.apiUrl, TOKEN, lines)).catch((error: unknown) => error);
    expect(failure).toMatchObject({ problem: { kind: 'sessions-used-up', until: expect.any(Date) } });
  });

  it('counts its own shards alone where Discord lets the bot connect few times more today', async () => {
    const session_start_limit = { ...ROOM, remaining: 1, reset_after: 3_600_000 };
    await using endpoint = await startGateway({ advised: 4, session_start_limit });
    const connected = async (last: number) => {
      const shards = { first: 0, last, count: 4 };
      made = await connect({ ...options(endpoint.apiUrl, TOKEN, lines), shards });
      await made.close();
    };
    await expect(connected(1)).rejects.toMatchObject({ problem: { kind: 'sessions-used-up' } });
    await connected(0);
  });

  it('is not made to an address that is no gateway’s', async () => {
    await using endpoint = await startEndpoint({
      http: json(200, { url: '/x', shards: 1, session_start_limit: ROOM }),
    });
    await expect(connect(options(endpoint.apiUrl, TOKEN, lines))).rejects.toMatchObject({
      problem: { kind: 'not-discord', status: 200 },
    });
  });
});
