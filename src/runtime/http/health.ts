/** What the bot tells whoever watches over it: `/healthz`, that it lives; `/readyz`, that it can serve; `/metrics`, numbers. */
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Measure } from '../measurements.ts';
import { openMetrics, type Shard } from './metrics.ts';
import { Readiness } from './readiness.ts';
import { type HttpAddress, type HttpAnswer, openHttpServer } from './server.ts';

/** What can be asked of the bot's parts, each from the moment it is there. */
type Sources = {
  /** Rejects, or stays silent, when the store does not answer. */
  readonly store: () => Promise<void>;
  readonly shards: () => readonly Shard[];
  /** How many replays of this process are in each state. */
  readonly replays: () => ReadonlyMap<string, number>;
};

/** Health and metrics, served. */
export type Health = {
  readonly measure: Measure;
  /** Says what can be asked from now on. */
  observe(sources: Partial<Sources>): void;
  close(): Promise<void>;
};

type HealthOptions = {
  readonly address: HttpAddress;
  /** Real time. */
  readonly clock: Clock;
  readonly log: Logger;
};

/** Serves them until it is closed. @throws StartupError when it cannot listen there */
export async function openHealth({ address, clock, log }: HealthOptions): Promise<Health> {
  let known: Partial<Sources> = {};
  const shards = () => known.shards?.() ?? [];
  const store = new Readiness({ part: 'store', clock, log });
  const parts = async () =>
    new Map([
      ['gateway', areReady(shards())],
      ['store', await store.isReady()],
    ]);
  const metrics = openMetrics({ parts, shards, replays: () => known.replays?.() ?? new Map() });
  const server = await openHttpServer(
    address,
    {
      // That this is answered says that the event loop turns.
      '/healthz': () => ({ status: 200, type: 'text/plain; charset=utf-8', body: 'ok\n' }),
      '/readyz': async () => readiness(await parts()),
      '/metrics': async () => ({ status: 200, ...(await metrics.exposition()) }),
    },
    log,
  );
  log.info({ url: server.url }, 'health and metrics are served');
  return {
    measure: metrics.measure,
    observe(sources) {
      known = { ...known, ...sources };
      if (sources.store) store.askBy(sources.store);
    },
    close: () => server.close(),
  };
}

function areReady(shards: readonly Shard[]): boolean {
  return shards.length > 0 && shards.every(({ state }) => state === 'ready');
}

/** Which parts are ready, by their names alone: why one is not stands in the log, which not everybody may read. */
function readiness(parts: ReadonlyMap<string, boolean>): HttpAnswer {
  const notReady = [...parts].filter(([, isReady]) => !isReady).map(([part]) => part);
  const status = notReady.length === 0 ? 200 : 503;
  const body = `${JSON.stringify({ ready: notReady.length === 0, notReady })}\n`;
  return { status, type: 'application/json', body };
}
