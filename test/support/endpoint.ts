/** Something that is no Discord, or a broken one: answers as a test says, over HTTP and as a gateway. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

export type Endpoint = AsyncDisposable & {
  readonly apiUrl: string;
  readonly gatewayUrl: string;
  /** Requests so far, as `METHOD /path`. */
  readonly requests: string[];
  /** The end of listening; what is connected stays. */
  close(): Promise<void>;
};

export type Behaviour = {
  http?(request: IncomingMessage, response: ServerResponse): void;
  gateway?(socket: WebSocket): void;
};

/** Starts one on 127.0.0.1; without behaviour it answers 404 and takes no connection. */
export async function startEndpoint({ http, gateway }: Behaviour): Promise<Endpoint> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    if (http) http(request, response);
    else response.writeHead(404).end();
  });
  const sockets = new WebSocketServer({ noServer: true });
  if (gateway) {
    server.on('upgrade', (request, socket, head) => sockets.handleUpgrade(request, socket, head, gateway));
  }
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A listening TCP server's address is always an object.
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    for (const socket of sockets.clients) socket.terminate();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  const [apiUrl, gatewayUrl] = [`http://127.0.0.1:${port}/api`, `ws://127.0.0.1:${port}`];
  return { apiUrl, gatewayUrl, requests, close, [Symbol.asyncDispose]: close };
}

/** Answers with a page, as proxies and captive portals do. */
export function page(status: number, title: string, headers: Record<string, string> = {}) {
  return (_: IncomingMessage, response: ServerResponse) => {
    response.writeHead(status, { 'Content-Type': 'text/html', ...headers });
    response.end(`<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`);
  };
}

/** Answers with JSON, as Discord does. */
export function json(status: number, body: unknown) {
  return (_: IncomingMessage, response: ServerResponse) => {
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  };
}
