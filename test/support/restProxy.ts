/**
 * A REST proxy as operators put before Discord (nirn-proxy, twilight's http-proxy): it passes requests on from an address
 * of its own, and answers in Discord's place where it gives up.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** Under which its Discord is: nothing like Discord's own paths. */
const PREFIX = '/proxies/discord';

/** Of a connection, not of a request: they are not passed on. */
const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'connection',
  'host',
  'keep-alive',
  'content-length',
  'transfer-encoding',
]);

/** What it does with the next post of a webhook instead of passing it on, and the answer back. */
type Trouble =
  /** Discord took longer to answer than the proxy waits: 408, with words that name the address, the token included. */
  | 'gives-up-on-answer'
  /** The request waited longer for its turn than the proxy lets it: the same words, but Discord never heard of it. */
  | 'gives-up-in-queue'
  /** Another node of the proxy is away: 429, which is none of Discord's. */
  | 'lost-node';

export type RestProxy = AsyncDisposable & {
  /** For DISCORD_API_URL. */
  readonly apiUrl: string;
  /** Troubles to come, of one post each. */
  readonly troubles: Trouble[];
  /** How many requests it has passed on. */
  readonly passedOn: number;
};

/** Starts one on 127.0.0.1. @param discordUrl where Discord's API is */
export async function startRestProxy(discordUrl: string): Promise<RestProxy> {
  const troubles: Trouble[] = [];
  let passedOn = 0;

  async function passOn(request: IncomingMessage, path: string): Promise<Response> {
    const headers = Object.entries(request.headers).filter(([name]) => !HOP_BY_HOP.has(name));
    const body = request.method === 'GET' ? undefined : await text(request);
    passedOn += 1;
    return fetch(`${discordUrl}${path}`, {
      method: request.method ?? 'GET',
      headers: headers.map(([name, value]) => [name, String(value)] as [string, string]),
      ...(body !== undefined && { body }),
    });
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url = '' } = request;
    if (!url.startsWith(`${PREFIX}/v10/`)) return void response.writeHead(404).end('404 page not found');
    const path = url.slice(PREFIX.length);
    const isPost = request.method === 'POST' && /^\/v10\/webhooks\/\d+\/[^/]+\?wait=true/.test(path);
    const trouble = isPost ? troubles.shift() : undefined;
    if (trouble === 'lost-node') {
      const limited = { global: false, message: 'You are being rate limited.', retry_after: 1 };
      const headers = { 'Content-Type': 'application/json', 'Retry-After': '1', 'Generated-By-Proxy': 'true' };
      return void response.writeHead(429, headers).end(JSON.stringify(limited));
    }
    if (trouble !== 'gives-up-in-queue') {
      const passed = await passOn(request, path);
      const headers = [...passed.headers].filter(([name]) => !HOP_BY_HOP.has(name));
      const said = Buffer.from(await passed.arrayBuffer());
      if (trouble === undefined) return void response.writeHead(passed.status, Object.fromEntries(headers)).end(said);
    }
    response.writeHead(408).end(`Post "https://discord.com/api${path}": context deadline exceeded`);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A listening TCP server's address is always an object.
  const { port } = server.address() as AddressInfo;
  return {
    apiUrl: `http://127.0.0.1:${port}${PREFIX}`,
    troubles,
    get passedOn() {
      return passedOn;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
