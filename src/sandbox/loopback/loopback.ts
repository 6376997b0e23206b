/** The loopback Discord: a real HTTP and WebSocket server that a bot cannot tell from Discord. */
import { randomBytes } from 'node:crypto';
import { type EventEmitter, once } from 'node:events';
import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { serve } from '@hono/node-server';
import { GatewayDispatchEvents } from 'discord.js';
import { Hono } from 'hono';
import { authorityOf } from './address.ts';
import { checkRequest } from './conformance/check.ts';
import type { Policy } from './conformance/types.ts';
import { Faults } from './faults/faults.ts';
import { Gateway, type GatewayRules } from './gateway/gateway.ts';
import { PendingInteractions } from './interactions/pendingInteractions.ts';
import { type Intercept, restApp } from './rest/app.ts';
import type { Env } from './rest/env.ts';
import { discordLimits, type Limits, RateLimits } from './rest/rateLimits.ts';
import { keep, type LoggedRequest } from './rest/requestLog.ts';
import { cdnRoutes } from './rest/routes/cdn.ts';
import { Server, type ServerOptions } from './servers/server.ts';
import type { WorldEvents } from './world/events.ts';
import { World } from './world/world.ts';

export type LoopbackOptions = {
  /** A free one by default. */
  port?: number;
  /** Where to listen, as others name it; 127.0.0.1 by default. */
  host?: string;
  /** The bot's; a new one that looks real by default. */
  token?: string;
  limits?: Partial<Limits>;
  /** What the gateway advises, and how often it lets shards identify. */
  gateway?: Partial<GatewayRules>;
  /** The name of the bot; `Bot` by default. */
  botName?: string;
  /** How long the bot has for its first answer to an interaction, milliseconds; 3,000 by default, as Discord grants. */
  answerWithin?: number;
  /** What its requests are held to beyond Discord's contract. */
  policies?: readonly Policy[];
  /** Milliseconds since the Unix epoch, for rate limits and tokens. */
  now?: () => number;
  /** The same for ids and the times of messages; `now` by default. */
  worldNow?: () => number;
};

/** Something else on the loopback Discord's server: pages below `/`, and WebSockets that are not the gateway's. */
export type Beside = {
  readonly routes: Hono;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
};

/** Starts a loopback Discord on 127.0.0.1. */
export async function startLoopbackDiscord(options: LoopbackOptions = {}): Promise<LoopbackDiscord> {
  const discord = new LoopbackDiscord(options);
  await discord.listen(options.port);
  return discord;
}

export class LoopbackDiscord {
  readonly world: World;
  readonly interactions: PendingInteractions;
  readonly gateway: Gateway;
  /** The token of the only bot there is. */
  readonly token: string;
  /** The newest requests, in the order they came. */
  readonly requests: LoggedRequest[] = [];
  /** What goes wrong. */
  readonly faults = new Faults();
  /** Every request passes here; what is declared in {@link faults} happens unless it is replaced. */
  intercept: Intercept = (request, carryOut) => this.faults.intercept(request, carryOut);
  readonly #rest: Hono<Env>;
  readonly #host: string;
  #beside: Beside | undefined;
  #down = false;
  #server: HttpServer | undefined;
  #port = 0;

  constructor(options: LoopbackOptions) {
    const {
      token,
      limits,
      gateway,
      policies = [],
      now = Date.now,
      worldNow = now,
      host = '127.0.0.1',
      botName = 'Bot',
      answerWithin,
    } = options;
    this.#host = host;
    this.world = new World(worldNow, () => this.cdnUrl, botName);
    this.token = token ?? newToken(this.world.bot.id);
    const gatewayUrl = () => `ws://${this.authority}/gateway`;
    this.gateway = new Gateway(this.world, this.token, gatewayUrl, now, gateway);
    const dispatch = (payload: object, serverId: string) =>
      this.gateway.dispatch(GatewayDispatchEvents.InteractionCreate, payload, serverId);
    this.interactions = new PendingInteractions(this.world, dispatch, now);
    if (answerWithin !== undefined) this.interactions.answerWithin = answerWithin;
    this.#rest = restApp({
      world: this.world,
      interactions: this.interactions,
      rateLimits: new RateLimits({ ...discordLimits, ...limits }, this.world.bot.id, now),
      token: this.token,
      gatewayInformation: () => this.gateway.information,
      check: (request) => [checkRequest, ...policies].flatMap((judge) => judge(request)),
      now: worldNow,
      arrived: (request) => {
        keep(this.requests, request);
        this.events.emit('arrived', request);
      },
      answered: (request, response) => this.events.emit('request', request, response),
      intercept: (request, carryOut) => (this.#down ? unavailable() : this.intercept(request, carryOut)),
    });
  }

  /** What happens, as it happens. */
  get events(): EventEmitter<WorldEvents> {
    return this.world.events;
  }

  /** Where it listens, also while it refuses connections; 0 before it has listened. */
  get port(): number {
    return this.#port;
  }

  /** Host and port, as the bot reaches them. */
  get authority(): string {
    return authorityOf(this.#host, this.port);
  }

  get apiUrl(): string {
    return `http://${this.authority}/api`;
  }

  get cdnUrl(): string {
    return `http://${this.authority}/cdn`;
  }

  /** Every breach of Discord's contract so far, with the request that made it. */
  get violations(): string[] {
    return this.requests.flatMap(({ route, violations }) =>
      violations.map(({ rule, at, message }) => `${route}: ${rule} at ${at}: ${message}`),
    );
  }

  /** Serves something else too; before {@link listen}. */
  put(beside: Beside): void {
    this.#beside = beside;
  }

  /** @throws Error when the port cannot be had */
  async listen(port = 0): Promise<void> {
    const app = new Hono();
    if (this.#beside) app.route('/', this.#beside.routes);
    app.route('/cdn', cdnRoutes(this.world));
    app.route('/', this.#rest);
    // Without a secure context asked for, Hono's Node server is Node's plain HTTP server.
    const server = serve({ fetch: app.fetch, port, hostname: this.#host }) as HttpServer;
    server.on('upgrade', (request, socket, head) => {
      const taker = request.url?.startsWith('/gateway') ? this.gateway : this.#beside;
      if (taker) taker.upgrade(request, socket, head);
      else socket.destroy();
    });
    this.#server = server;
    await once(server, 'listening');
    // A listening TCP server's address is always an object.
    this.#port = (server.address() as AddressInfo).port;
  }

  /** Resolves once a bot has registered its commands. */
  async ready(): Promise<void> {
    if (this.world.commands.length === 0) await once(this.events, 'commands');
  }

  /** An outage: every request is answered with 503, and the gateway takes no connection. */
  goDown(): void {
    this.gateway.open = false;
    this.#down = true;
  }

  /** Nobody listens any more: every connection is cut, and new ones are refused (`ECONNREFUSED`). */
  async refuseConnections(): Promise<void> {
    this.gateway.drop();
    await this.#stopListening();
  }

  /** Listens again where it did. @throws Error when the port has been taken meanwhile */
  async acceptConnections(): Promise<void> {
    if (!this.#server || this.#server.listening) return;
    this.#server.listen(this.#port, this.#host);
    await once(this.#server, 'listening');
  }

  /** The end of an outage. */
  comeBack(): void {
    this.#down = false;
    this.gateway.open = true;
  }

  /** Adds a server with the bot in it. */
  addServer(options: ServerOptions): Server {
    return new Server(this, options);
  }

  /** Cuts all connections and stops listening. */
  async close(): Promise<void> {
    this.interactions.close();
    this.gateway.close();
    await this.#stopListening();
  }

  async #stopListening(): Promise<void> {
    if (!this.#server?.listening) return;
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

async function unavailable(): Promise<Response> {
  return Response.json({ message: '503: Service Unavailable', code: 0 }, { status: 503 });
}

/** A token of the shape Discord's have, so that what scrubs real ones scrubs it. */
function newToken(botId: string): string {
  const parts = [Buffer.from(botId), randomBytes(4), randomBytes(28)];
  return parts.map((part) => part.toString('base64url')).join('.');
}
