import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attachmentReader } from '../../../src/discord/rest/attachments.ts';
import { PATIENCE } from '../../support/patience.ts';

const MOST = 1_000;

describe('Reading an attached file', () => {
  let cdnUrl: string;
  let close: () => void;
  let respond: (request: IncomingMessage, response: ServerResponse) => void;
  let requests: IncomingMessage[];
  let logged: string[];

  beforeEach(async () => {
    requests = [];
    logged = [];
    const server = createServer((request, response) => {
      requests.push(request);
      respond(request, response);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    // A listening TCP server's address is always an object.
    cdnUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/cdn`;
    close = () => {
      server.closeAllConnections();
      server.close();
    };
  });

  afterEach(() => close());

  /** Reads a file that Discord says has `size` bytes. */
  function read(size: number, { url = `${cdnUrl}/attachments/1/2/tea.txt?hm=secret`, timeout = PATIENCE } = {}) {
    const log = pino({}, { write: (line: string) => logged.push(line) });
    return attachmentReader({ cdnUrl, timeout, log }).read({ name: 'tea.txt', size, url }, MOST);
  }

  const whole = (body: string | Buffer, headers: Record<string, string> = {}) => {
    respond = (_, response) => void response.writeHead(200, headers).end(body);
  };

  it('gives the bytes as they were sent', async () => {
    whole('緑茶');
    expect(await read(6)).toEqual({ kind: 'read', bytes: Buffer.from('緑茶') });
    expect(logged).toEqual([]);
  });

  it('asks for nothing when the file is too large by its own account', async () => {
    expect(await read(MOST + 1)).toEqual({ kind: 'too-large', most: MOST });
    expect(requests).toEqual([]);
  });

  it('takes a file of exactly the most that is allowed', async () => {
    whole('x'.repeat(MOST));
    expect(await read(MOST)).toMatchObject({ kind: 'read' });
  });

  it('stops as soon as there is more than allowed, though it never ends', async () => {
    let sent = 0;
    respond = (_, response) => {
      response.writeHead(200);
      const more = () => {
        if (response.destroyed || sent > 50_000_000) return;
        sent += 500;
        response.write('x'.repeat(500), () => setImmediate(more));
      };
      more();
    };
    expect(await read(10)).toEqual({ kind: 'too-large', most: MOST });
    expect(sent).toBeLessThan(50_000_000);
  });

  it('stops a file that unpacks to more than allowed', async () => {
    whole(gzipSync(Buffer.alloc(100_000_000)), { 'Content-Encoding': 'gzip' });
    expect(await read(10)).toEqual({ kind: 'too-large', most: MOST });
    expect(requests[0]?.headers['accept-encoding']).toBe('identity');
  });

  it.each([
    ['shorter', 5],
    ['longer', 3],
  ])('refuses a file that is not what Discord says it is: %s', async (_, size) => {
    whole('four');
    expect(await read(size)).toEqual({ kind: 'unavailable' });
    expect(logged.join()).toContain(`4 bytes instead of ${size}`);
  });

  it('refuses a file that breaks off', async () => {
    respond = (_, response) => {
      response.writeHead(200, { 'Content-Length': '100' });
      response.write('half', () => response.destroy());
    };
    expect(await read(100)).toEqual({ kind: 'unavailable' });
    expect(logged).toHaveLength(1);
  });

  it.each([404, 403, 500])('refuses an answer of status %s', async (status) => {
    respond = (_, response) => void response.writeHead(status).end('tea!');
    expect(await read(4)).toEqual({ kind: 'unavailable' });
    expect(logged.join()).toContain(`${status}`);
  });

  it.each(['https://evil.example/tea.txt', '/elsewhere'])(
    'follows no redirect, wherever it leads: %s',
    async (location) => {
      respond = (_, response) => void response.writeHead(302, { Location: location }).end();
      expect(await read(4)).toEqual({ kind: 'unavailable' });
      expect(requests).toHaveLength(1);
    },
  );

  it.each([
    ['an answer', () => undefined],
    ['the rest of a file', (_: IncomingMessage, response: ServerResponse) => void response.writeHead(200).write('te')],
  ])('waits no longer than told for %s', async (_, slow) => {
    respond = slow;
    expect(await read(4, { timeout: 100 })).toEqual({ kind: 'unavailable' });
    expect(logged.join()).toMatch(/timeout/i);
  });

  it('refuses when nothing answers', async () => {
    close();
    expect(await read(4)).toEqual({ kind: 'unavailable' });
    expect(logged).toHaveLength(1);
  });

  it.each([
    'http://127.0.0.1:1/tea.txt',
    'http://localhost/tea.txt',
    'https://cdn.discordapp.com.evil.example/tea.txt',
    'https://cdn.discordapp.com@evil.example/tea.txt',
    'http://cdn.discordapp.com/tea.txt',
    'file:///etc/passwd',
    'data:text/plain,tea!',
    'tea.txt',
    '',
  ])('asks nothing of an address that is none of Discord’s: %s', async (url) => {
    expect(await read(4, { url })).toEqual({ kind: 'unavailable' });
    expect(requests).toEqual([]);
    expect(logged.join()).toContain('none of Discord’s');
  });

  it('logs no more of an address than its host: whoever has it has the file', async () => {
    whole('four');
    await read(3);
    const [line = ''] = logged;
    expect(line).toContain(new URL(cdnUrl).host);
    expect(line).not.toMatch(/secret|attachments/);
  });
});
