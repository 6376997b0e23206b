import { once } from 'node:events';
import { connect } from 'node:net';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type HttpServer, openHttpServer } from '../../../src/runtime/http/server.ts';
import { StartupError } from '../../../src/runtime/startupError.ts';

const ANY_PORT = { host: '127.0.0.1', port: 0 };
const silent = pino({ level: 'silent' });

/** Why a server could not be opened. */
async function problemOf(opening: Promise<HttpServer>) {
  const error = await opening.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof StartupError ? error.problem : undefined;
}

describe('the addresses that are served to whoever watches over the bot', () => {
  let server: HttpServer;
  const lines: string[] = [];

  beforeEach(async () => {
    lines.length = 0;
    const routes = {
      '/good': () => ({ status: 200, type: 'text/plain; charset=utf-8', body: 'はい\n' }),
      '/late': async () => ({ status: 503, type: 'application/json', body: '{}' }),
      '/bad': () => Promise.reject(new Error('secret reason')),
    };
    server = await openHttpServer(ANY_PORT, routes, pino({ base: null }, { write: (line) => lines.push(line) }));
  });

  afterEach(() => server.close());

  it('an address is answered with its status and text, whatever question mark follows it', async () => {
    const answer = await fetch(`${server.url}/good?a=1`);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('はい\n');
    expect((await fetch(`${server.url}/late`)).status).toBe(503);
  });

  it('an answer is not kept, guessed at, framed, or let run anything', async () => {
    const { headers } = await fetch(`${server.url}/good`);
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'content-type': 'text/plain; charset=utf-8',
      'x-content-type-options': 'nosniff',
    });
  });

  it('HEAD gets the headers of GET and no text', async () => {
    const answer = await fetch(`${server.url}/good`, { method: 'HEAD' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-length')).toBe(String(Buffer.byteLength('はい\n')));
    expect(await answer.text()).toBe('');
  });

  it.each(['/', '/goo', '/good/', '/GOOD', '/../good%00', '/__proto__', '/constructor'])(
    'there is nothing at %s',
    async (path) => {
      expect((await fetch(`${server.url}${path}`)).status).toBe(404);
    },
  );

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('nothing can be done by %s', async (method) => {
    const answer = await fetch(`${server.url}/good`, { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET, HEAD');
  });

  it('what cannot be told is said without its reason, which stands in the log', async () => {
    const answer = await fetch(`${server.url}/bad`);
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('secret');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ path: '/bad', err: { message: 'secret reason' } }]);
  });

  it('the end does not wait for whoever holds a connection open', async () => {
    const ending = await openHttpServer(ANY_PORT, {}, silent);
    const { hostname, port } = new URL(ending.url);
    const held = connect(Number(port), hostname);
    // Where it is cut off before it has read all, that is an error to it.
    held.on('error', () => undefined);
    const closed = new Promise((resolve) => held.once('close', resolve));
    await once(held, 'connect');
    held.write('GET /good HTTP/1.1\r\nHost: bot\r\n');
    await ending.close();
    await closed;
    await expect(fetch(ending.url)).rejects.toThrow();
  });

  it('whoever opens connections without end holds a hundred, and leaves the others to the bot', async () => {
    const { hostname, port } = new URL(server.url);
    const opened = Array.from({ length: 110 }, () => connect(Number(port), hostname));
    await new Promise<void>((resolve) => {
      for (const held of opened) {
        held.on('error', () => undefined);
        held.once('close', () => {
          if (opened.filter(({ closed }) => closed).length === 10) resolve();
        });
        held.write('GET /good HTTP/1.1\r\nHost: bot\r\n');
      }
    });
    expect(opened.filter(({ closed }) => !closed)).toHaveLength(100);
    for (const held of opened) held.destroy();
  });

  it('a port that is in use, and an address of another machine, keep the bot from starting', async () => {
    const { port } = new URL(server.url);
    expect(await problemOf(openHttpServer({ host: '127.0.0.1', port: Number(port) }, {}, silent))).toEqual({
      kind: 'http-port-in-use',
      host: '127.0.0.1',
      port: Number(port),
    });
    expect(await problemOf(openHttpServer({ host: '192.0.2.1', port: 0 }, {}, silent))).toMatchObject({
      kind: 'http-unopenable',
      host: '192.0.2.1',
      reason: expect.stringContaining('EADDRNOTAVAIL'),
    });
  });
});
