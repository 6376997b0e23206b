/**
 * What the bot measures, as Prometheus's metrics: the only place that knows of them. `docs/alerts.md` and the dashboard
 * name them. Labels hold none but the few values that each has; nobody's id, name or text.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Measure, Measurement, RateLimitScope } from '../measurements.ts';
import type { StoreErrorKind } from '../storeError.ts';

/** A shard as it stands; `ping` is milliseconds, once it is known. */
export type Shard = { readonly id: number; readonly state: string; readonly ping?: number | undefined };

/** What is looked at when somebody reads the metrics, and not counted as it happens. */
export type Gauged = {
  /** Whether each part of the bot does its work, by its name. */
  readonly parts: () => Promise<ReadonlyMap<string, boolean>>;
  readonly shards: () => readonly Shard[];
  /** How many replays of this process are in each state. */
  readonly replays: () => ReadonlyMap<string, number>;
};

/** The metrics of one bot, with those of its process. */
export type Metrics = {
  readonly measure: Measure;
  /** All of them in Prometheus's text format, and the media type of that. */
  exposition(): Promise<{ readonly type: string; readonly body: string }>;
};

/** Upper ends of the histograms' buckets, seconds. Discord waits 3 s for a first answer. */
const ANSWERS = [0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 2.5, 3, 5];
const REQUESTS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const QUERIES = [0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const DELAYS = [1, 5, 15, 60, 300, 900, 3_600];

const SCOPES: readonly RateLimitScope[] = ['user', 'global', 'shared', 'other'];
const LOOKS: readonly Extract<Measurement, { kind: 'look' }>['outcome'][] = ['repeat-avoided', 'absent', 'failed'];
const STORE_FAILURES: readonly (StoreErrorKind | 'other')[] = [
  ...(['busy', 'conflict', 'full', 'unreachable', 'broken', 'other'] as const),
];

/** The states of a replay that has not ended (`replay/state.ts`), and of a shard: a state that none is in is told as 0. */
const REPLAY_STATES = ['waiting', 'resting', 'sending', 'doubtful', 'paused'];
const SHARD_STATES = ['ready', 'connecting', 'resuming', 'waiting', 'ended'];

/** Metrics that nobody else counts into, all at their beginning. */
export function openMetrics(gauged: Gauged): Metrics {
  const register = new Registry();
  collectDefaultMetrics({ register });
  addGauges(register, gauged);
  return {
    measure: measuring(register),
    exposition: async () => ({ type: register.contentType, body: await register.metrics() }),
  };
}

/** Makes the metrics that are counted as things happen. */
function measuring(register: Registry): Measure {
  const registers = [register];
  const interactions = new Counter({
    name: 'reprise_interactions_total',
    help: 'Commands, components and completions that were handled, by what became of them.',
    labelNames: ['type', 'command', 'outcome'],
    registers,
  });
  const firstAnswers = new Histogram({
    name: 'reprise_interaction_first_answer_seconds',
    help: 'From the arrival of an interaction until Discord had its first answer; after 3 seconds nobody sees it.',
    labelNames: ['type', 'command'],
    buckets: ANSWERS,
    registers,
  });
  const posts = new Counter({ name: 'reprise_posts_total', help: 'Posts of replays that are there.', registers });
  const attempts = new Counter({
    name: 'reprise_post_attempts_total',
    help: 'Attempts to make a post, or to open the place for posts, by what came of them.',
    labelNames: ['outcome'],
    registers,
  });
  const looks = new Counter({
    name: 'reprise_looks_total',
    help: 'Looks into a channel for a post whose answer was lost; one that finds it avoids a repeat.',
    labelNames: ['outcome'],
    registers,
  });
  const paused = new Counter({
    name: 'reprise_replays_paused_total',
    help: 'Replays that paused, by why.',
    labelNames: ['reason'],
    registers,
  });
  const ended = new Counter({
    name: 'reprise_replays_ended_total',
    help: 'Replays that ended, by why.',
    labelNames: ['reason'],
    registers,
  });
  const due = new Gauge({
    name: 'reprise_schedules_due',
    help: 'Schedules that were due at the latest look of the scheduler.',
    registers,
  });
  const late = new Gauge({
    name: 'reprise_schedules_late',
    help: 'Those of them that an earlier look did not begin: something is in their way.',
    registers,
  });
  const lookedAt = new Gauge({
    name: 'reprise_schedules_looked_at_timestamp_seconds',
    help: 'When the scheduler last looked, which it does every minute.',
    registers,
  });
  const delays = new Histogram({
    name: 'reprise_schedule_delay_seconds',
    help: 'How long after it was due a scheduled replay began.',
    buckets: DELAYS,
    registers,
  });
  const skipped = new Counter({
    name: 'reprise_schedule_runs_skipped_total',
    help: 'Scheduled replays that did not take place, by what was in their way.',
    labelNames: ['reason'],
    registers,
  });
  const webhooks = new Counter({
    name: 'reprise_webhooks_created_total',
    help: 'Webhooks that were created; a channel needs one, once.',
    registers,
  });
  const requests = new Counter({
    name: 'reprise_rest_requests_total',
    help: 'Requests to Discord, each repetition included, by route and kind of status.',
    labelNames: ['method', 'route', 'status'],
    registers,
  });
  const requestDurations = new Histogram({
    name: 'reprise_rest_request_duration_seconds',
    help: 'How long Discord took to answer a request, waits for rate limits not included.',
    labelNames: ['method', 'route'],
    buckets: REQUESTS,
    registers,
  });
  const rateLimited = new Counter({
    name: 'reprise_rest_rate_limited_total',
    help: 'Requests that Discord refused as too many (429), by whose limit it was.',
    labelNames: ['scope'],
    registers,
  });
  const queries = new Histogram({
    name: 'reprise_store_query_duration_seconds',
    help: 'How long the store took for a query, by its kind; a transaction is its beginning and end, a connection the wait for one.',
    labelNames: ['operation'],
    buckets: QUERIES,
    registers,
  });
  const storeFailures = new Counter({
    name: 'reprise_store_failures_total',
    help: 'Queries that failed, and connections that could not be had, by why.',
    labelNames: ['reason'],
    registers,
  });
  const searches = new Histogram({
    name: 'reprise_search_duration_seconds',
    help: 'How long a search in the index took.',
    buckets: QUERIES,
    registers,
  });
  // What is rare is told as 0 before it happens: an increase from nothing is none.
  for (const scope of SCOPES) rateLimited.inc({ scope }, 0);
  for (const outcome of LOOKS) looks.inc({ outcome }, 0);
  for (const reason of STORE_FAILURES) storeFailures.inc({ reason }, 0);

  return (measurement) => {
    switch (measurement.kind) {
      case 'interaction': {
        const { type, command, outcome, answeredAfter } = measurement;
        interactions.inc({ type, command, outcome });
        if (answeredAfter !== undefined) firstAnswers.observe({ type, command }, seconds(answeredAfter));
        return;
      }
      case 'post':
        return posts.inc();
      case 'post-attempt':
        return attempts.inc({ outcome: measurement.outcome });
      case 'look':
        return looks.inc({ outcome: measurement.outcome });
      case 'replay-paused':
        return paused.inc({ reason: measurement.reason });
      case 'replay-ended':
        return ended.inc({ reason: measurement.reason });
      case 'schedules-seen':
        due.set(measurement.due);
        late.set(measurement.late);
        return lookedAt.setToCurrentTime();
      case 'run-begun':
        return delays.observe(seconds(measurement.delay));
      case 'run-skipped':
        return skipped.inc({ reason: measurement.because });
      case 'request': {
        const { method, route, status, scope, duration } = measurement;
        requests.inc({ method, route, status: kindOfStatus(status) });
        requestDurations.observe({ method, route }, seconds(duration));
        if (scope) rateLimited.inc({ scope });
        if (method === 'POST' && route === '/channels/:id/webhooks' && status === 200) webhooks.inc();
        return;
      }
      case 'query': {
        const { operation, duration, failure } = measurement;
        queries.observe({ operation }, seconds(duration));
        if (failure) storeFailures.inc({ reason: failure });
        return;
      }
      case 'search':
        return searches.observe(seconds(measurement.duration));
      default:
        // A kind that nothing counts does not compile.
        return measurement satisfies never;
    }
  };
}

/** Makes the metrics that are looked up when they are read. */
function addGauges(register: Registry, { parts, shards, replays }: Gauged): void {
  const registers = [register];
  new Gauge({
    name: 'reprise_ready',
    help: 'Whether a part of the bot does its work (1) or not (0), as /readyz says.',
    labelNames: ['part'],
    registers,
    async collect() {
      for (const [part, isReady] of await parts()) this.set({ part }, Number(isReady));
    },
  });
  new Gauge({
    name: 'reprise_replays',
    help: 'Replays that this process plays and that have not ended, by their state.',
    labelNames: ['state'],
    registers,
    collect() {
      const counts = replays();
      for (const state of REPLAY_STATES) this.set({ state }, counts.get(state) ?? 0);
    },
  });
  new Gauge({
    name: 'reprise_shards',
    help: 'Shards of this process, by their state.',
    labelNames: ['state'],
    registers,
    collect() {
      const all = shards();
      for (const state of SHARD_STATES) this.set({ state }, all.filter((shard) => shard.state === state).length);
    },
  });
  new Gauge({
    name: 'reprise_shard_ready',
    help: 'Whether a shard has a session with Discord (1) or not (0).',
    labelNames: ['shard'],
    registers,
    collect() {
      for (const { id, state } of shards()) this.set({ shard: String(id) }, Number(state === 'ready'));
    },
  });
  new Gauge({
    name: 'reprise_shard_ping_seconds',
    help: 'How long the latest heartbeat of a shard took to Discord and back.',
    labelNames: ['shard'],
    registers,
    collect() {
      this.reset();
      for (const { id, ping } of shards()) if (ping !== undefined) this.set({ shard: String(id) }, seconds(ping));
    },
  });
}

function seconds(milliseconds: number): number {
  return milliseconds / 1_000;
}

/** `2xx` and the like; 429 by itself, as it has a meaning of its own. */
function kindOfStatus(status: number | undefined): string {
  if (status === undefined) return 'none';
  return status === 429 ? '429' : `${Math.floor(status / 100)}xx`;
}
