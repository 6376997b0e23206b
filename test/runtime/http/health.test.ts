import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Health, openHealth } from '../../../src/runtime/http/health.ts';
import type { Shard } from '../../../src/runtime/http/metrics.ts';
import { StartupError } from '../../../src/runtime/startupError.ts';
import { FakeClock } from '../../support/fakeClock.ts';
import { ANY_PORT, listeningLog } from '../../support/listeningLog.ts';

describe('what a bot tells whoever watches over it', () => {
  let clock: FakeClock;
  let health: Health;
  let url: string;
  let shards: Shard[];

  const shard = (id: number, state: Shard['state']): Shard => ({ id, state, ping: undefined });
  const read = async (path: string) => {
    const answer = await fetch(`${url}${path}`);
    return { status: answer.status, body: await answer.text() };
  };
  const readiness = async () => {
    const { status, body } = await read('/readyz');
    return { status, ...JSON.parse(body) };
  };

  beforeEach(async () => {
    clock = new FakeClock();
    shards = [];
    const { log, url: listening } = listeningLog();
    health = await openHealth({ address: ANY_PORT, clock, log });
    url = await listening;
  });

  afterEach(() => health.close());

  it('a bot that has just begun lives, and is ready in nothing', async () => {
    expect(await read('/healthz')).toEqual({ status: 200, body: 'ok\n' });
    expect(await readiness()).toEqual({ status: 503, ready: false, notReady: ['gateway', 'store'] });
  });

  it('a bot is ready once its store answers and each of its shards is', async () => {
    health.observe({ store: async () => undefined });
    expect(await readiness()).toEqual({ status: 503, ready: false, notReady: ['gateway'] });
    shards = [shard(0, 'ready'), shard(1, 'connecting')];
    health.observe({ shards: () => shards });
    expect(await readiness()).toEqual({ status: 503, ready: false, notReady: ['gateway'] });
    shards = [shard(0, 'ready'), shard(1, 'ready')];
    expect(await readiness()).toEqual({ status: 200, ready: true, notReady: [] });
  });

  it('a bot whose store fails says by name alone what is not ready, and lives', async () => {
    health.observe({ shards: () => [shard(0, 'ready')], store: () => Promise.reject(new Error('postgres://secret')) });
    const { body } = await read('/readyz');
    expect(JSON.parse(body)).toEqual({ ready: false, notReady: ['store'] });
    expect(body).not.toContain('secret');
    expect((await read('/healthz')).status).toBe(200);
  });

  it('the metrics tell what was measured, and how the bot stands at that moment', async () => {
    health.observe({ replays: () => new Map([['waiting', 3]]) });
    health.observe({ shards: () => [shard(0, 'ready')] });
    health.measure({ kind: 'post' });
    const { status, body } = await read('/metrics');
    expect(status).toBe(200);
    expect(body).toMatch(/^reprise_posts_total 1$/m);
    expect(body).toMatch(/^reprise_replays\{state="waiting"\} 3$/m);
    expect(body).toMatch(/^reprise_ready\{part="gateway"\} 1$/m);
    expect(body).toMatch(/^reprise_ready\{part="store"\} 0$/m);
  });

  it('nothing is served any more once it is closed, and an address that is taken is told', async () => {
    const port = Number(new URL(url).port);
    const second = openHealth({ address: { host: '127.0.0.1', port }, clock, log: pino({ level: 'silent' }) });
    await expect(second).rejects.toThrow(StartupError);
    await health.close();
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  });
});
