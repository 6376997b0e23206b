/** The loopback Discord: a real HTTP and WebSocket server that a bot cannot tell from Discord. */
import { randomBytes } from 'node:crypto';
import { type EventEmitter, once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { GatewayDispatchEvents } from 'discord.js';
import { Hono } from 'hono';
import type { CheckedRequest, Violation } from './conformance/types.ts';
import { Faults } from './faults.ts';
import { Gateway } from './gateway.ts';
import { Interactions } from './interactions.ts';
import { discordLimits, type Limits, RateLimits } from './rateLimits.ts';
import { keep, type LoggedRequest } from './requestLog.ts';
import { type Intercept, restApp } from './rest/app.ts';
import { cdnRoutes } from './rest/cdn.ts';
import { type ServerOptions, TestServer } from './servers.ts';
import { World, type WorldEvents } from './world.ts';

export type LoopbackOptions = {
  /** A free one by default. */
  port?: number;
  /** The bot's; a new one that looks real by default. */
  token?: string;
  limits?: Partial<Limits>;
  /** Judges every request. */
  check?: (request: CheckedRequest) => Violation[];
  /** Milliseconds since the Unix epoch, for rate limits, tokens and timestamps. */
  now?: () => number;
};

/** Starts a loopback Discord on 127.0.0.1. */
export async function startLoopbackDiscord(options: LoopbackOptions = {}): Promise<LoopbackDiscord> {
  const discord = new LoopbackDiscord(options);
  await discord.listen(options.port ?? 0);
  return discord;
}

export class LoopbackDiscord {
  readonly world: World;
  readonly interactions: Interactions;
  readonly gateway: Gateway;
  /** The token of the only bot there is. */
  readonly token: string;
  /** The newest requests, in the order they came. */
  readonly requests: LoggedRequest[] = [];
  /** What goes wrong. */
  readonly faults = new Faults();
  /** Every request passes here; what is declared in {@link faults} happens unless it is replaced. */
  intercept: Intercept = (request, carryOut) => this.faults.intercept(request, carryOut);
  readonly #app = new Hono();
  #down = false;
  #server: Server | undefined;

  constructor({ token, limits, check = () => [], now = Date.now }: LoopbackOptions) {
    this.world = new World(now, () => this.cdnUrl);
    this.token = token ?? newToken(this.world.bot.id);
    const gatewayUrl = () => `ws://127.0.0.1:${this.port}/gateway`;
    this.gateway = new Gateway(this.world, this.token, gatewayUrl, now);
    const dispatch = (payload: object, serverId: string) =>
      this.gateway.dispatch(GatewayDispatchEvents.InteractionCreate, payload, serverId);
    this.interactions = new Interactions(this.world, dispatch, now);
    const rest = restApp({
      world: this.world,
      interactions: this.interactions,
      rateLimits: new RateLimits({ ...discordLimits, ...limits }, this.world.bot.id, now),
      token: this.token,
      gatewayUrl,
      check,
      now,
      arrived: (request) => keep(this.requests, request),
      answered: (request) => this.events.emit('request', request),
      intercept: (request, carryOut) => (this.#down ? unavailable() : this.intercept(request, carryOut)),
    });
    this.#app.route('/cdn', cdnRoutes(this.world));
    this.#app.route('/', rest);
  }

  /** What happens, as it happens. */
  get events(): EventEmitter<WorldEvents> {
    return this.world.events;
  }

  get port(): number {
    // A listening TCP server's address is always an object.
    return (this.#server?.address() as AddressInfo | undefined)?.port ?? 0;
  }

  get apiUrl(): string {
    return `http://127.0.0.1:${this.port}/api`;
  }

  get cdnUrl(): string {
    return `http://127.0.0.1:${this.port}/cdn`;
  }

  /** Every breach of Discord's contract so far, with the request that made it. */
  get violations(): string[] {
    return this.requests.flatMap(({ route, violations }) =>
      violations.map(({ rule, at, message }) => `${route}: ${rule} at ${at}: ${message}`),
    );
  }

  /** @throws Error when the port cannot be had */
  async listen(port: number): Promise<void> {
    // Without a secure context asked for, Hono's Node server is Node's plain HTTP server.
    const server = serve({ fetch: this.#app.fetch, port, hostname: '127.0.0.1' }) as Server;
    server.on('upgrade', (request, socket, head) => this.gateway.upgrade(request, socket, head));
    this.#server = server;
    await once(server, 'listening');
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

  /** The end of an outage. */
  comeBack(): void {
    this.#down = false;
    this.gateway.open = true;
  }

  /** Adds a server with the bot in it. */
  addServer(options: ServerOptions): TestServer {
    return new TestServer(this, options);
  }

  /** Cuts all connections and stops listening. */
  async close(): Promise<void> {
    this.interactions.close();
    this.gateway.close();
    this.#server?.closeAllConnections();
    await new Promise<void>((resolve) => (this.#server ? this.#server.close(() => resolve()) : resolve()));
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
