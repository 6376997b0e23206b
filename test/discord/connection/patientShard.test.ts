import type { IContextFetchingStrategy, SessionInfo } from '@discordjs/ws';
import { GatewayOpcodes } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { WebSocketShardDestroyRecovery } from '../../../src/discord/connection/gatewayLibrary.ts';
import { PatientShard } from '../../../src/discord/connection/patientShard.ts';
import { type Behaviour, startEndpoint } from '../../support/endpoint.ts';
import { eventually } from '../../support/eventually.ts';
import { FakeClock } from '../../support/fakeClock.ts';
import { PATIENCE } from '../../support/patience.ts';

const HELLO = { op: GatewayOpcodes.Hello, d: { heartbeat_interval: 41_250 } };

/** What a gateway sends of a session that begins. */
const READY = { op: GatewayOpcodes.Dispatch, t: 'READY', s: 1, d: { session_id: 'one' } };

/** A shard of a gateway that behaves in some way, on a clock of the test's. */
async function startShard(behaviour: Behaviour) {
  const endpoint = await startEndpoint(behaviour);
  const clock = new FakeClock();
  const seen = { connected: 0, interrupted: [] as [reason: string, wait: number][], odd: [] as unknown[] };
  let session: SessionInfo | null = null;
  const sessions: IContextFetchingStrategy = {
    options: {
      ...{
        compression: null,
        encoding: 'json',
        handshakeTimeout: PATIENCE,
        helloTimeout: PATIENCE,
        readyTimeout: PATIENCE,
      },
      ...{ identifyProperties: { browser: '', device: '', os: '' }, initialPresence: null, intents: 0 },
      ...{ largeThreshold: null, shardCount: 1, token: 'x', version: '10' },
      gatewayInformation: {
        ...{ url: endpoint.gatewayUrl, shards: 1 },
        session_start_limit: { total: 1, remaining: 1, reset_after: 1, max_concurrency: 1 },
      },
    } as IContextFetchingStrategy['options'],
    retrieveSessionInfo: () => session,
    updateSessionInfo(_, info) {
      session = info;
    },
    waitForIdentify: () => Promise.resolve(),
  };
  const shard = new PatientShard(sessions, 0, clock, {
    connected: () => (seen.connected += 1),
    interrupted: (_, ...what) => seen.interrupted.push(what),
    oddPacket: (_, error) => seen.odd.push(error),
  });
  cleanUp.push(async () => {
    await shard.destroy();
    await endpoint.close();
  });
  return {
    ...{ shard, endpoint, clock, seen },
    /** Lets waits pass until it has been interrupted so often; the last wait is still to pass. */
    async interruptions(number: number) {
      for (let times = 1; times <= number; times += 1) {
        await eventually(() => expect(seen.interrupted).toHaveLength(times));
        if (times < number) await clock.advance(seen.interrupted.at(-1)?.[1] ?? 0);
      }
    },
  };
}

const cleanUp: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const clean of cleanUp.splice(0)) await clean();
});

const send = (socket: WebSocket, ...packets: unknown[]) => {
  for (const packet of packets) socket.send(JSON.stringify(packet));
};

/** Serves as Discord's gateway does, and tells what each connection began with. */
function servingGateway() {
  const begun: GatewayOpcodes[] = [];
  const sockets: WebSocket[] = [];
  const gateway = (socket: WebSocket) => {
    sockets.push(socket);
    send(socket, HELLO);
    socket.on('message', (data) => {
      const { op } = JSON.parse(String(data));
      begun.push(op);
      if (op === GatewayOpcodes.Identify) send(socket, READY);
      if (op === GatewayOpcodes.Resume) send(socket, { op: GatewayOpcodes.Dispatch, t: 'RESUMED', s: 2, d: {} });
    });
  };
  return { gateway, begun, sockets };
}

describe('a shard', () => {
  it('shows how it stands with the gateway: connecting, ready, waiting for its next try, resuming, ended', async () => {
    const greeted = Promise.withResolvers<void>();
    const resumes = Promise.withResolvers<void>();
    const { shard, clock, seen } = await startShard({
      gateway(socket) {
        send(socket, HELLO);
        socket.on('message', async (data) => {
          const { op } = JSON.parse(String(data));
          if (op === GatewayOpcodes.Identify) {
            await greeted.promise;
            send(socket, READY);
          }
          if (op === GatewayOpcodes.Resume) {
            await resumes.promise;
            send(socket, { op: GatewayOpcodes.Dispatch, t: 'RESUMED', s: 2, d: {} });
          }
          if (op === GatewayOpcodes.Heartbeat) socket.close(4_000);
        });
      },
    });
    expect(shard.view).toEqual({ id: 0, state: 'waiting' });
    const connected = shard.connect();
    await eventually(() => expect(shard.view).toEqual({ id: 0, state: 'connecting' }));
    greeted.resolve();
    await connected;
    expect(shard.view).toEqual({ id: 0, state: 'ready', ping: undefined });
    await shard.send({ op: GatewayOpcodes.Heartbeat, d: null });
    await eventually(() => expect(seen.interrupted).toHaveLength(1));
    expect(shard.view).toEqual({ id: 0, state: 'waiting' });
    await clock.advance(500);
    await eventually(() => expect(shard.view).toEqual({ id: 0, state: 'resuming' }));
    resumes.resolve();
    await eventually(() => expect(shard.view.state).toBe('ready'));
    await shard.destroy();
    expect(shard.view).toEqual({ id: 0, state: 'ended' });
  });

  it('shows how long its heartbeat takes, and forgets it with the connection', async () => {
    const sockets: WebSocket[] = [];
    const { shard, clock, seen } = await startShard({
      gateway(socket) {
        sockets.push(socket);
        send(socket, HELLO);
        socket.on('message', (data) => {
          const { op } = JSON.parse(String(data));
          // The gateway may ask for a heartbeat at any time.
          if (op === GatewayOpcodes.Identify) send(socket, READY, { op: GatewayOpcodes.Heartbeat });
          if (op === GatewayOpcodes.Resume) send(socket, { op: GatewayOpcodes.Dispatch, t: 'RESUMED', s: 2, d: {} });
          if (op === GatewayOpcodes.Heartbeat) send(socket, { op: GatewayOpcodes.HeartbeatAck });
        });
      },
    });
    await shard.connect();
    await eventually(() => expect(shard.view).toEqual({ id: 0, state: 'ready', ping: expect.any(Number) }));
    sockets[0]?.close(4_000);
    await eventually(() => expect(seen.interrupted).toHaveLength(1));
    await clock.advance(500);
    await eventually(() => expect(shard.view).toEqual({ id: 0, state: 'ready', ping: undefined }));
  });

  it('tries a gateway that closes at once again after waits that double, and names the close code', async () => {
    const { shard, seen, interruptions } = await startShard({ gateway: (socket) => socket.close(4_000) });
    void shard.connect();
    await interruptions(5);
    expect(seen.interrupted).toEqual([500, 1_000, 2_000, 4_000, 8_000].map((wait) => ['close code 4000', wait]));
    expect(seen.connected).toBe(0);
  });

  it('names the network’s error where nothing listens', async () => {
    const { shard, endpoint, seen, interruptions } = await startShard({});
    await endpoint.close();
    void shard.connect();
    await interruptions(2);
    expect(seen.interrupted).toEqual([
      ['ECONNREFUSED', 500],
      ['ECONNREFUSED', 1_000],
    ]);
  });

  it('names the status where something answers that is no gateway', async () => {
    const { shard, seen, interruptions } = await startShard({
      http: (_, response) => response.writeHead(503).end(),
    });
    void shard.connect();
    await interruptions(2);
    expect(seen.interrupted[1]).toEqual([expect.stringContaining('503'), 1_000]);
  });

  it('connects when the gateway is back, however often it has failed before', async () => {
    const serving = servingGateway();
    let down = 12;
    const { shard, clock, seen, interruptions } = await startShard({
      gateway(socket) {
        down -= 1;
        if (down >= 0) socket.close(4_000);
        else serving.gateway(socket);
      },
    });
    const connected = shard.connect();
    await interruptions(12);
    await clock.advance(120_000);
    await connected;
    expect(seen.connected).toBe(1);
    expect(Math.max(...seen.interrupted.map(([, wait]) => wait))).toBe(120_000);
  });

  it('resumes its session after a lost connection, and waits shortly again if that one had lasted', async () => {
    const { gateway, begun, sockets } = servingGateway();
    const { shard, clock, seen } = await startShard({ gateway });
    await shard.connect();
    for (const times of [1, 2, 3]) {
      await clock.advance(6_000);
      sockets.at(-1)?.close(4_000);
      await eventually(() => expect(seen.interrupted).toHaveLength(times));
      await clock.advance(500);
      await eventually(() => expect(seen.connected).toBe(times + 1));
    }
    expect(seen.interrupted.map(([, wait]) => wait)).toEqual([500, 500, 500]);
    const { Identify, Resume } = GatewayOpcodes;
    expect(begun.filter((op) => op !== GatewayOpcodes.Heartbeat)).toEqual([Identify, Resume, Resume, Resume]);
  });

  it('begins a new session where the gateway closes whenever the one it had is to be resumed', async () => {
    const begun: GatewayOpcodes[] = [];
    const { shard, clock, seen } = await startShard({
      gateway(socket) {
        send(socket, HELLO);
        socket.on('message', (data) => {
          const { op } = JSON.parse(String(data));
          begun.push(op);
          if (op === GatewayOpcodes.Identify) send(socket, READY);
          if (op === GatewayOpcodes.Resume) socket.close(4_002);
          if (begun.length === 1) setImmediate(() => socket.close(4_000));
        });
      },
    });
    await shard.connect();
    for (const [index, wait] of [500, 1_000, 2_000, 4_000].entries()) {
      await eventually(() => expect(seen.interrupted).toHaveLength(index + 1));
      await clock.advance(wait);
    }
    await eventually(() => expect(seen.connected).toBe(2));
    const { Identify, Resume } = GatewayOpcodes;
    expect(begun.filter((op) => op !== GatewayOpcodes.Heartbeat)).toEqual([Identify, Resume, Resume, Resume, Identify]);
  });

  it('waits longer each time where connections are made but do not last', async () => {
    const { gateway, sockets } = servingGateway();
    const { shard, clock, seen } = await startShard({ gateway });
    await shard.connect();
    for (const [index, wait] of [500, 1_000, 2_000].entries()) {
      sockets.at(-1)?.close(4_000);
      await eventually(() => expect(seen.interrupted).toHaveLength(index + 1));
      await clock.advance(wait);
      await eventually(() => expect(seen.connected).toBe(index + 2));
    }
    expect(seen.interrupted.map(([, wait]) => wait)).toEqual([500, 1_000, 2_000]);
  });

  it('skips packets that it cannot handle, and goes on', async () => {
    const { gateway, sockets } = servingGateway();
    const { shard, seen } = await startShard({ gateway });
    await shard.connect();
    const handled: unknown[] = [];
    shard.on('dispatch', ({ data }) => {
      if (Reflect.get(data, 't') === 'ODD') throw new Error('odd');
      if (Reflect.get(data, 't') === 'GOOD') handled.push(data);
    });
    const [socket] = sockets;
    if (!socket) throw new Error('not connected');
    socket.send('no JSON');
    send(socket, null, 5, {}, { op: GatewayOpcodes.Hello }, { op: GatewayOpcodes.Dispatch, t: 'READY', s: 2 });
    send(socket, { op: GatewayOpcodes.Dispatch, t: 'ODD', s: 3, d: {} });
    send(socket, { op: GatewayOpcodes.Dispatch, t: 'GOOD', s: 4, d: {} });
    await eventually(() => expect(handled).toHaveLength(1));
    expect(seen.odd.map(String)).toEqual([
      expect.stringContaining('heartbeat_interval'),
      expect.stringContaining('session_id'),
      'Error: odd',
    ]);
    expect(seen.interrupted).toEqual([]);
  });

  it('tries no more once it is ended, even while it waits', async () => {
    const connections: WebSocket[] = [];
    const { shard, clock, seen } = await startShard({
      gateway(socket) {
        connections.push(socket);
        socket.close(4_000);
      },
    });
    void shard.connect();
    await eventually(() => expect(seen.interrupted).toHaveLength(1));
    await shard.destroy();
    await clock.advance(3_600_000);
    expect(connections).toHaveLength(1);
  });

  it('ends at once while the gateway still owes it the beginning of a session', async () => {
    const identified = Promise.withResolvers<void>();
    const { shard } = await startShard({
      gateway(socket) {
        send(socket, HELLO);
        socket.on('message', () => identified.resolve());
      },
    });
    void shard.connect();
    await identified.promise;
    await shard.destroy();
  });

  it('makes one new connection where a time-out and a close ask for one at once', async () => {
    const { gateway, sockets } = servingGateway();
    const { shard, clock, seen } = await startShard({ gateway });
    await shard.connect();
    const recover = WebSocketShardDestroyRecovery.Resume;
    await Promise.race([shard.destroy({ recover, reason: 'time-out' }), shard.destroy({ recover, reason: 'close' })]);
    await eventually(() => expect(seen.interrupted).toEqual([['time-out', 500]]));
    await clock.advance(500);
    await eventually(() => expect(seen.connected).toBe(2));
    expect(sockets).toHaveLength(2);
  });
});
