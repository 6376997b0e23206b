/** The sandbox's page: serves it, and tells every open one what happens. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Hono } from 'hono';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Beside } from '../loopback/loopback.ts';
import { isOwnHost, isOwnPage } from './guard.ts';
import { Journal } from './journal.ts';
import { type FromPage, readFromPage, type ToPage } from './protocol/frames.ts';
import { type Bundle, pageRoutes } from './routes.ts';
import type { Sandbox } from './sandbox.ts';
import { Uploads } from './uploads.ts';
import { Visit } from './visit.ts';

/** Bytes of a frame that a page sends; files go up by themselves. */
const MAX_FRAME_BYTES = 256 * 1024;

/** `RFC 6455 7.4.1`: a frame that does not fit. */
const POLICY_VIOLATION = 1008;

const REFUSED = 'HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

export type PageHostOptions = {
  sandbox: Sandbox;
  client: Bundle;
  /** Where the server listens. */
  host: string;
};

export class PageHost implements Beside {
  readonly routes: Hono;
  readonly #sandbox: Sandbox;
  readonly #host: string;
  readonly #uploads = new Uploads();
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES });
  readonly #visits = new Set<Visit>();
  readonly #journal: Journal;

  constructor({ sandbox, client, host }: PageHostOptions) {
    this.#sandbox = sandbox;
    this.#host = host;
    this.routes = pageRoutes({ client, uploads: this.#uploads, host });
    const { world } = sandbox.discord;
    this.#journal = new Journal(world, (entry) => this.tell({ kind: 'log', entries: [entry] }));
    world.events.on('message', (channel, message) => this.#each((visit) => visit.show(channel, message, false)));
    world.events.on('edit', (channel, message) => this.#each((visit) => visit.show(channel, message, true)));
    world.events.on('delete', (channel, message) => this.#each((visit) => visit.showDeleted(channel, message)));
    world.events.on('typing', (channel) => this.#each((visit) => visit.showTyping(channel)));
    sandbox.bot.events.on('state', (state) => this.tell({ kind: 'bot', state }));
    for (const event of ['channel', 'commands'] as const) {
      world.events.on(event, () => this.#each((visit) => visit.showOverview()));
    }
  }

  /** Takes over the connection of an open page; no other's. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { host, origin } = request.headers;
    const allowed = request.url === '/page/socket' && isOwnHost(host, this.#host) && isOwnPage({ host, origin });
    socket.on('error', () => socket.destroy());
    if (!allowed) socket.end(REFUSED);
    else this.#server.handleUpgrade(request, socket, head, (client) => this.#greet(client));
  }

  /** Tells every open page something that concerns them all. */
  tell(frame: ToPage): void {
    this.#each((visit) => visit.send(frame));
  }

  close(): void {
    for (const client of this.#server.clients) client.terminate();
    this.#server.close();
  }

  #each(act: (visit: Visit) => void): void {
    for (const visit of this.#visits) act(visit);
  }

  #greet(socket: WebSocket): void {
    const { discord, bot, clock } = this.#sandbox;
    const first = [...discord.world.people.values()].find((person) => !person.bot);
    if (!first) throw new TypeError('There is nobody in the sandbox to be.');
    const visit = new Visit(socket, this.#sandbox, this.#uploads, first);
    visit.send({ kind: 'bot', state: bot.state });
    visit.send({ kind: 'clock', clock: clock.setting });
    visit.send({ kind: 'log', entries: this.#journal.entries });
    this.#visits.add(visit);
    socket.on('error', () => socket.terminate());
    socket.on('close', () => this.#visits.delete(visit));
    socket.on('message', (data) => {
      const frame = readFromPage(String(data));
      if (frame) this.#receive(frame, visit);
      else socket.close(POLICY_VIOLATION, 'This is no frame of the sandbox’s protocol.');
    });
  }

  #receive(frame: FromPage, visit: Visit): void {
    const { bot, clock } = this.#sandbox;
    switch (frame.kind) {
      case 'be':
        visit.be(frame.personId);
        break;
      case 'open':
        visit.open(frame.channelId);
        break;
      case 'dismiss':
        visit.dismiss(frame);
        break;
      case 'speed':
        clock.setSpeed(frame.speed);
        bot.tellTime();
        this.tell({ kind: 'clock', clock: clock.setting });
        break;
      case 'bot':
        if (frame.action === 'start') bot.start();
        else void bot.kill();
        break;
      case 'clear-log':
        this.#journal.clear();
        this.tell({ kind: 'log-cleared' });
        break;
      default:
        void visit.answer(frame);
    }
  }
}
