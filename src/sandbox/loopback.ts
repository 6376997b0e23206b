/** The loopback Discord: a real HTTP and WebSocket server that a bot cannot tell from Discord. */
import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import {
  ChannelType,
  GatewayDispatchEvents,
  PermissionFlagsBits,
  type PermissionResolvable,
  PermissionsBitField,
} from 'discord.js';
import { Hono } from 'hono';
import { Actor } from './actors.ts';
import type { CheckedRequest, Violation } from './conformance/types.ts';
import { Gateway } from './gateway.ts';
import { Interactions } from './interactions.ts';
import { discordLimits, type Limits, RateLimits } from './rateLimits.ts';
import { type Intercept, type LoggedRequest, restApp } from './rest/app.ts';
import { type Person, type Role, World, type WorldChannel, type WorldServer } from './world.ts';

/** Requests kept for whoever looks at them. */
const MOST_REQUESTS = 10_000;

/** How long {@link Channel.waitFor} waits, milliseconds. */
const WAIT = 15_000;

const MEMBER: PermissionResolvable = [
  'ViewChannel',
  'SendMessages',
  'ReadMessageHistory',
  'UseApplicationCommands',
  'SendMessagesInThreads',
];
const BOT: PermissionResolvable = ['ViewChannel', 'SendMessages', 'ReadMessageHistory', 'ManageWebhooks'];

export type LoopbackOptions = {
  /** A free one by default. */
  port?: number;
  limits?: Partial<Limits>;
  /** Judges every request. */
  check?: (request: CheckedRequest) => Violation[];
  /** Milliseconds since the Unix epoch. */
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
  /** The token of the only bot there is; it looks like a real one. */
  readonly token: string;
  readonly requests: LoggedRequest[] = [];
  /** Set it to do something else than carrying requests out. */
  intercept: Intercept = () => undefined;
  readonly #app = new Hono();
  #server: Server | undefined;

  constructor({ limits, check = () => [], now = Date.now }: LoopbackOptions) {
    this.world = new World(now);
    const { bot } = this.world;
    this.token = `${Buffer.from(bot.id).toString('base64url')}.${randomBytes(4).toString('base64url')}.${randomBytes(28).toString('base64url')}`;
    const url = () => `ws://127.0.0.1:${this.port}/gateway`;
    this.gateway = new Gateway(this.world, this.token, url);
    const dispatch = (payload: object, serverId: string) =>
      this.gateway.dispatch(GatewayDispatchEvents.InteractionCreate, payload, serverId);
    this.interactions = new Interactions(this.world, dispatch, now);
    const rest = restApp({
      world: this.world,
      interactions: this.interactions,
      rateLimits: new RateLimits({ ...discordLimits, ...limits }, now),
      token: this.token,
      gatewayUrl: url,
      check,
      now,
      log: (request) => this.#note(request),
      intercept: (request, carryOut) => this.intercept(request, carryOut),
    });
    this.#app.get('/cdn/emojis/:file', (context) => {
      const image = this.world.emojis.get(context.req.param('file').replace(/\.png$/, ''))?.image;
      if (!image) return context.notFound();
      return context.body(new Uint8Array(image), 200, { 'Content-Type': 'image/png' });
    });
    this.#app.route('/', rest);
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
    return this.requests.flatMap(({ method, path, violations }) =>
      violations.map(({ rule, at, message }) => `${method} ${path}: ${rule} at ${at}: ${message}`),
    );
  }

  listen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      // Without a secure context asked for, Hono's Node server is Node's plain HTTP server.
      const server = serve({ fetch: this.#app.fetch, port, hostname: '127.0.0.1' }, () => resolve()) as Server;
      server.on('error', reject);
      server.on('upgrade', (request, socket, head) => this.gateway.upgrade(request, socket, head));
      this.#server = server;
    });
  }

  /** Resolves once a bot has registered its commands. */
  async ready(): Promise<void> {
    if (this.world.commands.length > 0) return;
    await new Promise<void>((resolve) => this.world.events.once('commands', resolve));
  }

  /** Adds a server with the bot in it. */
  addServer({ name, preferredLocale = 'en-US' }: { name: string; preferredLocale?: string }): TestServer {
    const server = this.world.addServer(name, preferredLocale, PermissionsBitField.resolve(MEMBER));
    return new TestServer(this, server);
  }

  async close(): Promise<void> {
    this.interactions.close();
    this.gateway.close();
    this.#server?.closeAllConnections();
    await new Promise<void>((resolve) => (this.#server ? this.#server.close(() => resolve()) : resolve()));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #note(request: LoggedRequest): void {
    this.requests.push(request);
    if (this.requests.length > MOST_REQUESTS) this.requests.shift();
  }
}

/** A server as a test, or the terminal, arranges it. */
export class TestServer {
  readonly #discord: LoopbackDiscord;
  readonly world: WorldServer;
  readonly #botRole: Role;

  constructor(discord: LoopbackDiscord, world: WorldServer) {
    this.#discord = discord;
    this.world = world;
    this.#botRole = discord.world.addRole(world, 'Reprise', PermissionsBitField.resolve(BOT));
    world.members.set(discord.world.bot.id, [this.#botRole.id]);
  }

  get id(): string {
    return this.world.id;
  }

  addTextChannel(name: string): Channel {
    return new Channel(this.#discord, this.#discord.world.addChannel(this.world, ChannelType.GuildText, name));
  }

  addMember({
    name,
    locale = 'en-US',
    permissions = [],
  }: {
    name: string;
    locale?: string;
    permissions?: PermissionResolvable;
  }): Member {
    const person = this.#discord.world.addPerson({ name, locale, bot: false });
    const role = this.#discord.world.addRole(this.world, name, PermissionsBitField.resolve(permissions));
    this.world.members.set(person.id, [role.id]);
    return new Member(this.#discord, person);
  }

  /** Takes a permission from the bot, and from everyone. */
  revoke(permission: keyof typeof PermissionFlagsBits): void {
    for (const role of this.#rolesOfBot) role.permissions &= ~PermissionFlagsBits[permission];
  }

  /** Gives a permission to the bot. */
  grant(permission: keyof typeof PermissionFlagsBits): void {
    this.#botRole.permissions |= PermissionFlagsBits[permission];
  }

  get #rolesOfBot(): Role[] {
    return [this.#botRole, this.world.roles.get(this.world.id)].filter((role) => role !== undefined);
  }

  /** Kicks the bot. */
  removeBot(): void {
    this.world.members.delete(this.#discord.world.bot.id);
  }
}

/** A person on a server. */
export class Member {
  readonly #discord: LoopbackDiscord;
  readonly person: Person;

  constructor(discord: LoopbackDiscord, person: Person) {
    this.#discord = discord;
    this.person = person;
  }

  in(channel: Channel): Actor {
    return new Actor(this.person, channel.world, this.#discord.world, this.#discord.interactions);
  }
}

/** A channel as everybody in it sees it. */
export class Channel {
  readonly #discord: LoopbackDiscord;
  readonly world: WorldChannel;

  constructor(discord: LoopbackDiscord, world: WorldChannel) {
    this.#discord = discord;
    this.world = world;
  }

  get id(): string {
    return this.world.id;
  }

  /** What everybody sees, oldest first. */
  get messages() {
    return this.world.messages.filter(({ onlyFor }) => onlyFor === undefined).map(({ payload }) => payload);
  }

  /** The posts made through webhooks, oldest first. */
  get posts() {
    return this.messages.filter((message) => message.webhook_id !== undefined);
  }

  /** Opens a ThreadChannel below this channel. */
  startThread(name: string): Channel {
    const { world } = this.#discord;
    return new Channel(this.#discord, world.addChannel(this.world.server, ChannelType.PublicThread, name, this.world));
  }

  /** Resolves as soon as a condition holds; asked again whenever something changes in the channel. */
  waitFor(condition: () => boolean): Promise<void> {
    const { events } = this.#discord.world;
    return new Promise((resolve, reject) => {
      const settle = (end: () => void) => {
        clearTimeout(late);
        events.off('message', changed).off('edit', changed);
        end();
      };
      const changed = () => condition() && settle(resolve);
      const late = setTimeout(
        () => settle(() => reject(new Error(`Nothing of that kind happened in #${this.world.name}.`))),
        WAIT,
      );
      events.on('message', changed).on('edit', changed);
      changed();
    });
  }

  vanish(): void {
    this.#discord.world.removeChannel(this.world);
  }

  /** Deletes the channel's webhooks. */
  deleteWebhooks(): void {
    for (const { id } of this.#discord.world.webhooksOf(this.world)) this.#discord.world.webhooks.delete(id);
  }
}
