import { describe, expect, it } from 'vitest';
import type { ShardView } from '../../../src/discord/connection/shardView.ts';
import { ReplayState } from '../../../src/replay/state.ts';
import { openMetrics, type Shard } from '../../../src/runtime/http/metrics.ts';
import type { Measurement } from '../../../src/runtime/measurements.ts';
import { metricNames, samplesOf, sumOf } from '../../support/exposition.ts';

/** One of each kind, so that a new kind does not compile until it is here. */
const examples: { [Kind in Measurement['kind']]: Extract<Measurement, { kind: Kind }> } = {
  interaction: {
    kind: 'interaction',
    ...{ type: 'command', command: '/thread replay', outcome: 'answered', answeredAfter: 240 },
  },
  post: { kind: 'post' },
  'post-attempt': { kind: 'post-attempt', outcome: 'unclear' },
  look: { kind: 'look', outcome: 'repeat-avoided' },
  'replay-paused': { kind: 'replay-paused', reason: 'by-hand' },
  'replay-ended': { kind: 'replay-ended', reason: 'finished' },
  'schedules-seen': { kind: 'schedules-seen', due: 5, late: 2 },
  'run-begun': { kind: 'run-begun', delay: 61_000 },
  'run-skipped': { kind: 'run-skipped', because: 'occupied' },
  request: {
    kind: 'request',
    ...{ method: 'POST', route: '/channels/:id/webhooks', status: 429, scope: 'shared', duration: 70 },
  },
  query: { kind: 'query', operation: 'update', duration: 2, failure: 'busy' },
  search: { kind: 'search', duration: 4 },
};

const noShards: readonly Shard[] = [];

function metricsOf({ shards = () => noShards, replays = new Map<string, number>() } = {}) {
  const parts = async () =>
    new Map([
      ['gateway', true],
      ['store', false],
    ]);
  return openMetrics({ parts, shards, replays: () => replays });
}

async function pageAfter(...measurements: Measurement[]): Promise<string> {
  const metrics = metricsOf();
  for (const measurement of measurements) metrics.measure(measurement);
  return (await metrics.exposition()).body;
}

describe('the metrics', () => {
  it.each([
    ['interaction', 'reprise_interactions_total', { type: 'command', command: '/thread replay', outcome: 'answered' }],
    ['interaction', 'reprise_interaction_first_answer_seconds_count', { type: 'command', command: '/thread replay' }],
    ['post', 'reprise_posts_total', {}],
    ['post-attempt', 'reprise_post_attempts_total', { outcome: 'unclear' }],
    ['look', 'reprise_looks_total', { outcome: 'repeat-avoided' }],
    ['replay-paused', 'reprise_replays_paused_total', { reason: 'by-hand' }],
    ['replay-ended', 'reprise_replays_ended_total', { reason: 'finished' }],
    ['run-begun', 'reprise_schedule_delay_seconds_count', {}],
    ['run-skipped', 'reprise_schedule_runs_skipped_total', { reason: 'occupied' }],
    ['request', 'reprise_rest_requests_total', { method: 'POST', route: '/channels/:id/webhooks', status: '429' }],
    ['request', 'reprise_rest_request_duration_seconds_count', { method: 'POST', route: '/channels/:id/webhooks' }],
    ['request', 'reprise_rest_rate_limited_total', { scope: 'shared' }],
    ['query', 'reprise_store_query_duration_seconds_count', { operation: 'update' }],
    ['query', 'reprise_store_failures_total', { reason: 'busy' }],
    ['search', 'reprise_search_duration_seconds_count', {}],
  ] as const)('each %s is counted by %s', async (kind, name, labels) => {
    expect(sumOf(await pageAfter(), name)).toBe(0);
    expect(sumOf(await pageAfter(examples[kind], examples[kind]), name, labels)).toBe(2);
  });

  it.each([
    ['interaction', 'reprise_interaction_first_answer_seconds_sum', 0.24],
    ['run-begun', 'reprise_schedule_delay_seconds_sum', 61],
    ['request', 'reprise_rest_request_duration_seconds_sum', 0.07],
    ['query', 'reprise_store_query_duration_seconds_sum', 0.002],
    ['search', 'reprise_search_duration_seconds_sum', 0.004],
    ['schedules-seen', 'reprise_schedules_due', 5],
    ['schedules-seen', 'reprise_schedules_late', 2],
  ] as const)('of each %s, %s tells how long or how many, times in seconds', async (kind, name, value) => {
    expect(sumOf(await pageAfter(examples[kind]), name)).toBeCloseTo(value, 6);
  });

  it('the time of the scheduler’s latest look is told in seconds since the Unix epoch', async () => {
    const page = await pageAfter(examples['schedules-seen']);
    const at = sumOf(page, 'reprise_schedules_looked_at_timestamp_seconds');
    expect(Math.abs(Date.now() / 1_000 - at)).toBeLessThan(60);
  });

  it('an interaction that was never answered counts, and makes no time to its first answer', async () => {
    const page = await pageAfter({ ...examples.interaction, outcome: 'unanswered', answeredAfter: undefined });
    expect(sumOf(page, 'reprise_interactions_total', { outcome: 'unanswered' })).toBe(1);
    expect(sumOf(page, 'reprise_interaction_first_answer_seconds_count')).toBe(0);
  });

  it('a webhook was created where Discord said so, and not where it refused', async () => {
    const made = { ...examples.request, status: 200, scope: undefined };
    const listed = { ...made, method: 'GET' };
    const page = await pageAfter(examples.request, made, listed, { ...made, status: undefined });
    expect(sumOf(page, 'reprise_webhooks_created_total')).toBe(1);
    expect(sumOf(page, 'reprise_rest_requests_total', { status: 'none' })).toBe(1);
    expect(sumOf(page, 'reprise_rest_requests_total', { status: '2xx' })).toBe(2);
  });

  it('what stands now is looked up when it is read: parts, shards with their pings, and replays by state', async () => {
    let shards: Shard[] = [
      { id: 0, state: 'ready', ping: 42 },
      { id: 1, state: 'resuming' },
    ];
    const metrics = metricsOf({ shards: () => shards, replays: new Map([['paused', 3]]) });
    const before = (await metrics.exposition()).body;
    expect(sumOf(before, 'reprise_ready', { part: 'gateway' })).toBe(1);
    expect(sumOf(before, 'reprise_ready', { part: 'store' })).toBe(0);
    expect(sumOf(before, 'reprise_shard_ready', { shard: '0' })).toBe(1);
    expect(sumOf(before, 'reprise_shard_ready', { shard: '1' })).toBe(0);
    expect(sumOf(before, 'reprise_shards', { state: 'resuming' })).toBe(1);
    expect(sumOf(before, 'reprise_replays', { state: 'paused' })).toBe(3);
    expect(sumOf(before, 'reprise_replays')).toBe(3);
    const pings = (page: string) => samplesOf(page).filter(({ name }) => name === 'reprise_shard_ping_seconds');
    expect(pings(before)).toEqual([{ name: 'reprise_shard_ping_seconds', labels: { shard: '0' }, value: 0.042 }]);
    shards = [
      { id: 0, state: 'waiting' },
      { id: 1, state: 'ready', ping: 10 },
    ];
    const after = (await metrics.exposition()).body;
    expect(pings(after)).toEqual([{ name: 'reprise_shard_ping_seconds', labels: { shard: '1' }, value: 0.01 }]);
    expect(sumOf(after, 'reprise_shards', { state: 'resuming' })).toBe(0);
  });

  it('every state that a replay or a shard can be in is counted, at 0 too', async () => {
    const { body } = await metricsOf().exposition();
    const statesOf = (metric: string) =>
      samplesOf(body).flatMap(({ name, labels }) => (name === metric ? labels.state : []));
    const replayStates = ReplayState.options.map(({ shape }) => shape.kind.value).filter((kind) => kind !== 'ended');
    expect(statesOf('reprise_replays')).toEqual(replayStates);
    // An object with all of them, and no others, or it does not compile.
    const shardStates: Record<ShardView['state'], true> = {
      ...{ ready: true, connecting: true, resuming: true, waiting: true, ended: true },
    };
    expect(statesOf('reprise_shards')).toEqual(Object.keys(shardStates));
  });

  it('names follow Prometheus’s rules: ours begin with reprise_, counters end in _total, and times in _seconds', async () => {
    const { type, body } = await metricsOf().exposition();
    expect(type).toBe('text/plain; version=0.0.4; charset=utf-8');
    const foreign = metricNames(body).filter((name) => !/^(reprise|process|nodejs)_/.test(name));
    expect(foreign).toEqual([]);
    const kinds = [...body.matchAll(/^# TYPE (reprise_\S+) (\S+)$/gm)].map(([, name = '', kind = '']) => ({
      name,
      kind,
    }));
    expect(kinds.length).toBeGreaterThan(20);
    for (const { name, kind } of kinds) {
      expect(name).toMatch(/^[a-z]+(_[a-z]+)+$/);
      expect(name.endsWith('_total')).toBe(kind === 'counter');
      if (kind === 'histogram') expect(name).toMatch(/_seconds$/);
      expect(name).not.toMatch(/_(ms|milliseconds|minutes)\b/);
    }
  });

  it('each process tells its memory, its processor’s time, and how late its event loop is', async () => {
    const names = metricNames(await pageAfter());
    for (const name of [
      'process_resident_memory_bytes',
      'process_cpu_seconds_total',
      'nodejs_eventloop_lag_p99_seconds',
      'nodejs_heap_size_used_bytes',
    ]) {
      expect(names).toContain(name);
    }
  });
});
