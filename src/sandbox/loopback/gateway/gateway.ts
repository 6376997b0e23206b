/** The gateway: identify, heartbeat, resume, and interactions for each shard (`discord-api-docs events/gateway`). */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { GatewayCloseCodes, GatewayDispatchEvents, GatewayIntentBits, GatewayOpcodes } from 'discord.js';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import type { GatewayPayload } from '../world/events.ts';
import { createdServerPayload } from '../world/payloads.ts';
import { userPayload } from '../world/person.ts';
import type { World } from '../world/world.ts';

const HEARTBEAT_EVERY = 41_250;

/** Events a session keeps for whoever resumes it. */
const MOST_KEPT = 500;

/** How often a client may send in a minute (`events/gateway#rate-limiting`). */
const MOST_SENDS = 120;
const MINUTE = 60_000;

/** Which shard of how many (`events/gateway#sharding`). */
const Shard = z.tuple([z.int().min(0), z.int().min(1)]);

const Sent = z.discriminatedUnion('op', [
  z.object({ op: z.literal(GatewayOpcodes.Heartbeat), d: z.number().nullable() }),
  z.object({
    op: z.literal(GatewayOpcodes.Identify),
    d: z.looseObject({ token: z.string(), intents: z.number(), shard: Shard.optional() }),
  }),
  z.object({
    op: z.literal(GatewayOpcodes.Resume),
    d: z.object({ token: z.string(), session_id: z.string(), seq: z.number() }),
  }),
  z.object({ op: z.literal(GatewayOpcodes.PresenceUpdate), d: z.looseObject({}) }),
]);
type Sent = z.infer<typeof Sent>;

/** A bot's session, which outlives its connection until it is resumed, ended or replaced. */
type GatewaySession = {
  readonly id: string;
  readonly shard: readonly [index: number, count: number];
  sequence: number;
  readonly kept: (GatewayPayload & { readonly s: number })[];
  socket: WebSocket | undefined;
};

/** What the gateway says of itself, and holds a bot to. */
export type GatewayRules = {
  /** How many shards it advises. */
  readonly shards: number;
  /** How many shards may identify at a time: one of each bucket, their ids modulo this. */
  readonly maxConcurrency: number;
  /**
   * How often a shard of a bucket may identify, milliseconds (`events/gateway#sharding-max-concurrency`). Discord's is
   * 5,000; as often as it likes by default, for a bot under test is started again and again.
   */
  readonly identifyEvery: number;
};

/** `events/gateway#get-gateway-bot`. */
export type GatewayInformation = {
  readonly url: string;
  readonly shards: number;
  readonly session_start_limit: {
    readonly total: number;
    readonly remaining: number;
    readonly reset_after: number;
    readonly max_concurrency: number;
  };
};

/** As for a small bot, but for its patience. */
const LENIENT: GatewayRules = { shards: 1, maxConcurrency: 1, identifyEvery: 0 };

export class Gateway {
  readonly #world: World;
  readonly #token: string;
  readonly #url: () => string;
  readonly #now: () => number;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #rules: GatewayRules;
  readonly #sessions = new Map<string, GatewaySession>();
  /** When a shard of a bucket was last let in. */
  readonly #identified = new Map<number, number>();
  #refusedIdentifies = 0;
  #open = true;
  #closing: number | undefined;

  constructor(world: World, token: string, url: () => string, now: () => number, rules: Partial<GatewayRules> = {}) {
    this.#world = world;
    this.#token = token;
    this.#url = url;
    this.#now = now;
    this.#rules = { ...LENIENT, ...rules };
  }

  /** Cuts every connection, and lets none in, until it is opened again; the sessions can be resumed then. */
  set open(open: boolean) {
    this.#open = open;
    if (!open) this.drop();
  }

  /** Takes over a connection that asks to become a WebSocket. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (!this.#open) {
      socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n');
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (client) => this.#greet(client));
  }

  /** Sends an event to the shard of a server, now or when its session resumes; false when there is no session. */
  dispatch(event: GatewayDispatchEvents, data: object, serverId: string): boolean {
    const sessions = [...this.#sessions.values()].filter(({ shard }) => belongs(serverId, shard));
    for (const session of sessions) this.#send(session, event, data);
    return sessions.length > 0;
  }

  /** Cuts every connection; the sessions can be resumed. */
  drop(): void {
    for (const client of this.#server.clients) client.terminate();
  }

  /** Sends every client a text as it is: a packet that is none, for instance. */
  say(text: string): void {
    for (const client of this.#server.clients) client.send(text);
  }

  /** Closes every connection with a code (`topics/opcodes-and-status-codes#gateway-gateway-close-event-codes`). */
  closeWith(code: number): void {
    for (const client of this.#server.clients) client.close(code);
  }

  /** While set, every new connection is closed at once with this code. */
  set closing(code: number | undefined) {
    this.#closing = code;
  }

  /** Asks every client to connect anew and resume, as Discord does when it moves a session. */
  askToReconnect(): void {
    this.#toAll({ op: GatewayOpcodes.Reconnect, d: null });
  }

  /** Ends every session: its client must identify anew. */
  invalidateSessions(): void {
    this.#toAll({ op: GatewayOpcodes.InvalidSession, d: false });
    this.#sessions.clear();
  }

  /** Where it is, and how a bot is to connect (`events/gateway#get-gateway-bot`). */
  get information(): GatewayInformation {
    const { shards, maxConcurrency: max_concurrency } = this.#rules;
    const session_start_limit = { total: 1_000, remaining: 1_000, reset_after: 0, max_concurrency };
    return { url: this.#url(), shards, session_start_limit };
  }

  /** How often a shard came too early to identify, and was refused. */
  get refusedIdentifies(): number {
    return this.#refusedIdentifies;
  }

  /** The shards that are connected. */
  get shards(): (readonly [index: number, count: number])[] {
    return [...this.#sessions.values()].filter(({ socket }) => socket).map(({ shard }) => shard);
  }

  close(): void {
    this.drop();
    this.#server.close();
  }

  #toAll(message: GatewayPayload): void {
    for (const { socket } of this.#sessions.values()) if (socket) this.#write(socket, message);
  }

  #greet(socket: WebSocket): void {
    if (this.#closing !== undefined) {
      socket.close(this.#closing);
      return;
    }
    let session: GatewaySession | undefined;
    const sends: number[] = [];
    this.#write(socket, { op: GatewayOpcodes.Hello, d: { heartbeat_interval: HEARTBEAT_EVERY } });
    socket.on('error', () => socket.terminate());
    socket.on('message', (data) => {
      const now = this.#now();
      sends.push(now);
      while ((sends[0] ?? now) <= now - MINUTE) sends.shift();
      const sent = parse(String(data));
      if (sent) this.#world.events.emit('gateway', 'bot', sent);
      if (sends.length > MOST_SENDS) socket.close(GatewayCloseCodes.RateLimited);
      else if (!sent) socket.close(GatewayCloseCodes.DecodeError);
      else if (sent.op === GatewayOpcodes.Heartbeat) this.#write(socket, { op: GatewayOpcodes.HeartbeatAck, d: null });
      else if (sent.op === GatewayOpcodes.PresenceUpdate) {
        if (!session) socket.close(GatewayCloseCodes.NotAuthenticated);
      } else if (session) socket.close(GatewayCloseCodes.AlreadyAuthenticated);
      else if (sent.d.token !== this.#token) socket.close(GatewayCloseCodes.AuthenticationFailed);
      else session = sent.op === GatewayOpcodes.Identify ? this.#identify(socket, sent) : this.#resume(socket, sent);
    });
  }

  #identify(
    socket: WebSocket,
    { d: { shard = [0, 1], intents } }: Extract<Sent, { op: GatewayOpcodes.Identify }>,
  ): GatewaySession | undefined {
    const [index, count] = shard;
    if (index >= count) {
      socket.close(GatewayCloseCodes.InvalidShard);
      return undefined;
    }
    if (!this.#letsIdentify(index)) {
      this.#refusedIdentifies += 1;
      this.#write(socket, { op: GatewayOpcodes.InvalidSession, d: false });
      return undefined;
    }
    const session: GatewaySession = { id: randomBytes(16).toString('hex'), shard, sequence: 0, kept: [], socket };
    for (const other of this.#sessions.values()) {
      // A shard that starts anew leaves the session it had behind.
      if (other.shard[0] === index && other.shard[1] === count && !other.socket) this.#sessions.delete(other.id);
    }
    this.#connect(session, socket);
    const { bot, servers } = this.#world;
    const mine = [...servers.values()].filter(({ id }) => belongs(id, shard));
    this.#send(session, GatewayDispatchEvents.Ready, {
      v: 10,
      user: userPayload(bot),
      guilds: mine.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: this.#url(),
      shard,
      application: { id: bot.id, flags: 0 },
    });
    if ((intents & GatewayIntentBits.Guilds) === 0) return session;
    const channels = Map.groupBy(this.#world.channels.values(), ({ server }) => server);
    for (const server of mine) {
      this.#send(
        session,
        GatewayDispatchEvents.GuildCreate,
        createdServerPayload(server, channels.get(server) ?? [], this.#world.time()),
      );
    }
    return session;
  }

  #letsIdentify(shard: number): boolean {
    const { maxConcurrency, identifyEvery } = this.#rules;
    const bucket = shard % maxConcurrency;
    const now = this.#now();
    if (now - (this.#identified.get(bucket) ?? Number.NEGATIVE_INFINITY) < identifyEvery) return false;
    this.#identified.set(bucket, now);
    return true;
  }

  #resume(
    socket: WebSocket,
    { d: { session_id, seq } }: Extract<Sent, { op: GatewayOpcodes.Resume }>,
  ): GatewaySession | undefined {
    const session = this.#sessions.get(session_id);
    if (!session || seq > session.sequence) {
      this.#write(socket, { op: GatewayOpcodes.InvalidSession, d: false });
      return undefined;
    }
    session.socket?.terminate();
    this.#connect(session, socket);
    for (const payload of session.kept) if (payload.s > seq) this.#write(socket, payload);
    this.#send(session, GatewayDispatchEvents.Resumed, {});
    return session;
  }

  #connect(session: GatewaySession, socket: WebSocket): void {
    session.socket = socket;
    this.#sessions.set(session.id, session);
    socket.on('close', (code) => {
      if (session.socket !== socket) return;
      session.socket = undefined;
      // A client that closes on purpose has ended its session (`events/gateway#initiating-a-disconnect`).
      if (code === 1000 || code === 1001) this.#sessions.delete(session.id);
    });
  }

  #send(session: GatewaySession, t: GatewayDispatchEvents, d: object): void {
    session.sequence += 1;
    const payload = { op: GatewayOpcodes.Dispatch, s: session.sequence, t, d };
    session.kept.push(payload);
    if (session.kept.length > MOST_KEPT) session.kept.shift();
    if (session.socket) this.#write(session.socket, payload);
  }

  #write(socket: WebSocket, payload: GatewayPayload): void {
    socket.send(JSON.stringify(payload));
    this.#world.events.emit('gateway', 'discord', payload);
  }
}

/** `events/gateway#sharding`: which shard a server is on. */
function belongs(serverId: string, [index, count]: readonly [number, number]): boolean {
  return Number((BigInt(serverId) >> 22n) % BigInt(count)) === index;
}

function parse(text: string): Sent | undefined {
  try {
    return Sent.safeParse(JSON.parse(text)).data;
  } catch {
    // Not JSON: the caller closes the connection, as Discord does.
    return undefined;
  }
}
