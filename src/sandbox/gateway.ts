/** The gateway: identify, heartbeat, resume, and interactions for each shard (`discord-api-docs events/gateway`). */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { GatewayCloseCodes, GatewayDispatchEvents, GatewayOpcodes } from 'discord.js';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import type { World } from './world.ts';

const HEARTBEAT_EVERY = 41_250;

/** Events a session keeps for whoever resumes it. */
const MOST_KEPT = 500;

const Received = z.discriminatedUnion('op', [
  z.object({ op: z.literal(GatewayOpcodes.Heartbeat), d: z.number().nullable() }),
  z.object({
    op: z.literal(GatewayOpcodes.Identify),
    d: z.looseObject({ token: z.string(), shard: z.tuple([z.number(), z.number()]).optional() }),
  }),
  z.object({
    op: z.literal(GatewayOpcodes.Resume),
    d: z.object({ token: z.string(), session_id: z.string(), seq: z.number() }),
  }),
  z.object({ op: z.literal(GatewayOpcodes.PresenceUpdate), d: z.looseObject({}) }),
]);

/** A bot's session, which outlives its connection until another replaces it. */
type Session = {
  id: string;
  shard: readonly [number, number];
  sequence: number;
  kept: { s: number; text: string }[];
  socket: WebSocket | undefined;
};

export class Gateway {
  readonly #world: World;
  readonly #token: string;
  readonly #url: () => string;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #sessions = new Map<string, Session>();

  constructor(world: World, token: string, url: () => string) {
    this.#world = world;
    this.#token = token;
    this.#url = url;
    this.#server.on('connection', (socket) => this.#greet(socket));
  }

  /** Takes over a connection that asks to become a WebSocket. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (client) => this.#server.emit('connection', client, request));
  }

  /** Sends an event to the shard of a server; false when no bot is connected or may resume. */
  dispatch(event: GatewayDispatchEvents, data: object, serverId: string): boolean {
    const sessions = [...this.#sessions.values()].filter(
      ({ shard: [index, count], socket }) => socket && Number((BigInt(serverId) >> 22n) % BigInt(count)) === index,
    );
    for (const session of sessions) this.#send(session, event, data);
    return sessions.length > 0;
  }

  /** Cuts every connection; the sessions can be resumed. */
  drop(): void {
    for (const client of this.#server.clients) client.terminate();
  }

  close(): void {
    this.drop();
    this.#server.close();
  }

  #greet(socket: WebSocket): void {
    socket.send(JSON.stringify({ op: GatewayOpcodes.Hello, d: { heartbeat_interval: HEARTBEAT_EVERY } }));
    socket.on('message', (data) => this.#receive(socket, String(data)));
  }

  #receive(socket: WebSocket, text: string): void {
    const received = Received.safeParse(JSON.parse(text));
    if (!received.success) {
      socket.close(GatewayCloseCodes.DecodeError);
      return;
    }
    const { data } = received;
    if (data.op === GatewayOpcodes.Heartbeat) socket.send(JSON.stringify({ op: GatewayOpcodes.HeartbeatAck }));
    if (data.op === GatewayOpcodes.Identify) this.#identify(socket, data.d.token, data.d.shard ?? [0, 1]);
    if (data.op === GatewayOpcodes.Resume) this.#resume(socket, data.d);
  }

  #identify(socket: WebSocket, token: string, shard: readonly [number, number]): void {
    if (token !== this.#token) {
      socket.close(GatewayCloseCodes.AuthenticationFailed);
      return;
    }
    const session: Session = { id: randomBytes(16).toString('hex'), shard, sequence: 0, kept: [], socket };
    this.#connect(session, socket);
    const { bot, servers } = this.#world;
    const mine = [...servers.keys()].filter((id) => Number((BigInt(id) >> 22n) % BigInt(shard[1])) === shard[0]);
    this.#send(session, GatewayDispatchEvents.Ready, {
      v: 10,
      user: this.#world.userPayload(bot),
      guilds: mine.map((id) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: this.#url(),
      shard,
      application: { id: bot.id, flags: 0 },
    });
  }

  #resume(socket: WebSocket, { token, session_id, seq }: { token: string; session_id: string; seq: number }): void {
    const session = this.#sessions.get(session_id);
    if (token !== this.#token || !session) {
      socket.send(JSON.stringify({ op: GatewayOpcodes.InvalidSession, d: false }));
      return;
    }
    this.#connect(session, socket);
    for (const { s, text } of session.kept) if (s > seq) socket.send(text);
    this.#send(session, GatewayDispatchEvents.Resumed, {});
  }

  #connect(session: Session, socket: WebSocket): void {
    session.socket = socket;
    this.#sessions.set(session.id, session);
    socket.on('close', (code) => {
      if (session.socket === socket) session.socket = undefined;
      // A client that closes on purpose has ended its session.
      if (code === 1000 || code === 1001) this.#sessions.delete(session.id);
    });
  }

  #send(session: Session, t: GatewayDispatchEvents, d: object): void {
    session.sequence += 1;
    const text = JSON.stringify({ op: GatewayOpcodes.Dispatch, s: session.sequence, t, d });
    session.kept.push({ s: session.sequence, text });
    if (session.kept.length > MOST_KEPT) session.kept.shift();
    session.socket?.send(text);
  }
}
