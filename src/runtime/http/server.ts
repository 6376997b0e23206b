/** Answers a few addresses over HTTP, to whoever watches over the bot: read-only, and nothing else. */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import type { Logger } from 'pino';
import { StartupError } from '../startupError.ts';

/** Where something listens; port 0 is any that is free. */
export type HttpAddress = { readonly host: string; readonly port: number };

/** What is answered. */
export type HttpAnswer = { readonly status: number; readonly type: string; readonly body: string };

/** What is answered at each path, such as `/healthz`. */
export type HttpRoutes = Readonly<Record<string, () => HttpAnswer | Promise<HttpAnswer>>>;

/** A server that listens. */
export type HttpServer = {
  /** Such as `http://127.0.0.1:9464`. */
  readonly url: string;
  /** Ends at once, whatever is being answered. */
  close(): Promise<void>;
};

/** How long a request may take to arrive, milliseconds: it is one line and a few headers. */
const ARRIVES_WITHIN = 5_000;

const TEXT = 'text/plain; charset=utf-8';

/** Answers are for who asks now; no browser is to take them for anything else. */
const HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
};

/** Answers until it is closed. @throws StartupError when it cannot listen there */
export async function openHttpServer(address: HttpAddress, routes: HttpRoutes, log: Logger): Promise<HttpServer> {
  const known = new Map(Object.entries(routes));
  const limits = { requestTimeout: ARRIVES_WITHIN, headersTimeout: ARRIVES_WITHIN, keepAliveTimeout: ARRIVES_WITHIN };
  const server = createServer(limits, async ({ method = '', url = '' }, response) => {
    const [path = ''] = url.split('?');
    const route = known.get(path);
    if (!route) return send(response, { status: 404, type: TEXT, body: 'There is nothing here.\n' });
    if (method !== 'GET' && method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      return send(response, { status: 405, type: TEXT, body: 'This can only be read.\n' });
    }
    try {
      send(response, await route());
    } catch (error) {
      log.error({ err: error, path }, 'health or metrics could not be told');
      send(response, { status: 500, type: TEXT, body: 'This cannot be told now; the log of the bot says why.\n' });
    }
  });
  await listen(server, address);
  return {
    url: urlOf(server.address()),
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Lets a server listen. @throws StartupError when it cannot, there */
export async function listen(server: Server, { host, port }: HttpAddress): Promise<void> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw cannotListen(error, host, port);
  }
}

function send(response: ServerResponse, { status, type, body }: HttpAnswer): void {
  // To HEAD, Node itself leaves the body out.
  response.writeHead(status, { ...HEADERS, 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
}

function urlOf(address: AddressInfo | string | null): string {
  // A server that listens on a host and a port has an address that is an object.
  if (address === null || typeof address === 'string') throw new TypeError('A TCP server has an address and a port.');
  const { address: host, port, family } = address;
  return `http://${family === 'IPv6' ? `[${host}]` : host}:${port}`;
}

function cannotListen(error: unknown, host: string, port: number): StartupError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  if (code === 'EADDRINUSE') return new StartupError({ kind: 'http-port-in-use', host, port }, { cause: error });
  const reason = error instanceof Error ? error.message : String(error);
  return new StartupError({ kind: 'http-unopenable', host, port, reason }, { cause: error });
}
