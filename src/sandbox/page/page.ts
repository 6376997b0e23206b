/** The sandbox's page: serves it, and tells every open one what happens. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Hono } from 'hono';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Beside } from '../loopback/loopback.ts';
import { readFrame } from './frames.ts';
import { isOwnHost, isOwnPage } from './guard.ts';
import { Journal } from './journal.ts';
import type { FromPage, ToPage } from './protocol.ts';
import { type Client, pageRoutes } from './routes.ts';
import type { Sandbox } from './sandbox.ts';
import { Session } from './session.ts';
import { Uploads } from './uploads.ts';

/** Bytes of a frame that a page sends; files go up by themselves. */
const MAX_FRAME_BYTES = 256 * 1024;

/** `RFC 6455 7.4.1`: a frame that does not fit. */
const POLICY_VIOLATION = 1008;

const REFUSED = 'HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

export type PageOptions = {
  sandbox: Sandbox;
  client: Client;
  /** Where the server listens. */
  host: string;
};

export class Page implements Beside {
  readonly routes: Hono;
  readonly #sandbox: Sandbox;
  readonly #host: string;
  readonly #uploads = new Uploads();
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES });
  readonly #sessions = new Set<Session>();
  readonly #journal: Journal;

  constructor({ sandbox, client, host }: PageOptions) {
    this.#sandbox = sandbox;
    this.#host = host;
    this.routes = pageRoutes({ client, uploads: this.#uploads, host });
    const { world } = sandbox.discord;
    this.#journal = new Journal(world, (entry) => this.tell({ kind: 'log', entries: [entry] }));
    world.events.on('message', (channel, message) => this.#each((session) => session.show(channel, message, false)));
    world.events.on('edit', (channel, message) => this.#each((session) => session.show(channel, message, true)));
    world.events.on('delete', (channel, message) => this.#each((session) => session.showDeleted(channel, message)));
    world.events.on('typing', (channel) => this.#each((session) => session.showTyping(channel)));
    sandbox.bot.events.on('state', (state) => this.tell({ kind: 'bot', state }));
    for (const event of ['channel', 'commands'] as const) {
      world.events.on(event, () => this.#each((session) => session.showWorld()));
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
    this.#each((session) => session.send(frame));
  }

  close(): void {
    for (const client of this.#server.clients) client.terminate();
    this.#server.close();
  }

  #each(act: (session: Session) => void): void {
    for (const session of this.#sessions) act(session);
  }

  #greet(socket: WebSocket): void {
    const { discord, bot, clock } = this.#sandbox;
    const first = [...discord.world.people.values()].find((person) => !person.bot);
    if (!first) throw new TypeError('There is nobody in the sandbox to be.');
    const session = new Session(socket, this.#sandbox, this.#uploads, first);
    session.send({ kind: 'bot', state: bot.state });
    session.send({ kind: 'clock', clock: clock.setting });
    session.send({ kind: 'log', entries: this.#journal.entries });
    this.#sessions.add(session);
    socket.on('error', () => socket.terminate());
    socket.on('close', () => this.#sessions.delete(session));
    socket.on('message', (data) => {
      const frame = readFrame(String(data));
      if (frame) this.#receive(frame, session);
      else socket.close(POLICY_VIOLATION, 'This is no frame of the sandbox’s protocol.');
    });
  }

  #receive(frame: FromPage, session: Session): void {
    const { bot, clock } = this.#sandbox;
    switch (frame.kind) {
      case 'be':
        session.be(frame.personId);
        break;
      case 'open':
        session.open(frame.channelId);
        break;
      case 'dismiss':
        session.dismiss(frame);
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
        void session.answer(frame);
    }
  }
}
