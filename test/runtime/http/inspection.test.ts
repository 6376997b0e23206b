import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { inspectHttp } from '../../../src/runtime/http/inspection.ts';
import { startEndpoint } from '../../support/endpoint.ts';

const at = (url: string) => ({ host: '127.0.0.1', port: Number(new URL(url).port) });

describe('a look at where health and metrics are to be served', () => {
  it('a free port is free, and still is after the look', async () => {
    const other = await startEndpoint({});
    await other.close();
    expect(await inspectHttp(at(other.apiUrl))).toBe('free');
    expect(await inspectHttp(at(other.apiUrl))).toBe('free');
  });

  it('a port at which a bot tells that it lives is served', async () => {
    await using bot = await startEndpoint({ http: (_, response) => response.writeHead(200).end('ok\n') });
    expect(await inspectHttp(at(bot.apiUrl))).toBe('served');
    expect(bot.requests).toEqual(['GET /healthz']);
  });

  it('a port that something else holds would keep the bot from starting', async () => {
    const inUse = { problem: { kind: 'http-port-in-use' } };
    await using page = await startEndpoint({ http: (_, response) => response.writeHead(200).end('<html>') });
    await expect(inspectHttp(at(page.apiUrl))).rejects.toMatchObject(inUse);
    const mute = createServer((socket) => socket.destroy());
    mute.listen(0, '127.0.0.1');
    await once(mute, 'listening');
    const address = mute.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await expect(inspectHttp({ host: '127.0.0.1', port })).rejects.toMatchObject(inUse);
    mute.close();
  });

  it('an address of another machine would keep the bot from starting', async () => {
    const elsewhere = inspectHttp({ host: '192.0.2.1', port: 9_464 });
    await expect(elsewhere).rejects.toMatchObject({ problem: { kind: 'http-unopenable' } });
  });
});
