/** What a bot tells whoever watches over it: the real bot, in a loopback Discord, asked over HTTP. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LOOK, POST } from '../support/audience.ts';
import { eventually } from '../support/eventually.ts';
import { metricNames, samplesOf, sumOf } from '../support/exposition.ts';
import { importFile, teaThread } from '../support/imports.ts';
import { ANY_PORT, listeningLog } from '../support/listeningLog.ts';
import { severableLine } from '../support/postgres/severableLine.ts';
import { postgresDatabase, skipUnlessThere } from '../support/stores.ts';
import { startTestBed, TEST_THREADS, type TestBed } from '../support/testBed.ts';

const READY = { ready: true, notReady: [] };

const read = async (url: string, path: string) => await (await fetch(`${url}${path}`)).text();

/** Resolves when a bot says that of itself. */
async function untilReadiness(url: string, told: object, status: number): Promise<void> {
  await eventually(async () => {
    const answer = await fetch(`${url}/readyz`);
    expect(await answer.json()).toEqual(told);
    expect(answer.status).toBe(status);
  });
}

describe('whether a bot can serve', () => {
  it('a bot that Discord keeps waiting lives and is not ready, and is when Discord lets it in', async () => {
    const { log, url } = listeningLog();
    const { promise: arranged, resolve } = Promise.withResolvers<TestBed['discord']>();
    const starting = startTestBed({
      ...{ log, http: ANY_PORT },
      arrange: async (discord) => {
        discord.gateway.open = false;
        resolve(discord);
      },
    });
    const [base, discord] = await Promise.all([url, arranged]);
    await untilReadiness(base, { ready: false, notReady: ['gateway'] }, 503);
    expect(await read(base, '/healthz')).toBe('ok\n');
    expect(sumOf(await read(base, '/metrics'), 'reprise_ready', { part: 'gateway' })).toBe(0);
    discord.gateway.open = true;
    await using bed = await starting;
    await untilReadiness(base, READY, 200);
    await eventually(async () => {
      const page = await read(base, '/metrics');
      expect(sumOf(page, 'reprise_ready')).toBe(2);
      expect(sumOf(page, 'reprise_shard_ready', { shard: '0' })).toBe(1);
      expect(sumOf(page, 'reprise_shards', { state: 'ready' })).toBe(1);
    });
    await bed.bot.stop();
    await expect(fetch(`${base}/healthz`)).rejects.toThrow();
  });

  it('a bot whose connection is lost is not ready until it has it again', async () => {
    const { log, url } = listeningLog();
    await using bed = await startTestBed({ log, http: ANY_PORT });
    const base = await url;
    await untilReadiness(base, READY, 200);
    bed.discord.gateway.open = false;
    bed.discord.gateway.drop();
    await untilReadiness(base, { ready: false, notReady: ['gateway'] }, 503);
    expect(await read(base, '/healthz')).toBe('ok\n');
    expect(sumOf(await read(base, '/metrics'), 'reprise_shard_ready')).toBe(0);
    bed.discord.gateway.open = true;
    await untilReadiness(base, READY, 200);
  });

  it('a bot whose database is away is not ready until it is back, and says nothing of why but in its log', async (context) => {
    skipUnlessThere('PostgreSQL', context);
    await using database = await postgresDatabase();
    await using line = await severableLine(database.url as `postgres://${string}`);
    const { log, url } = listeningLog();
    await using _ = await startTestBed({ log, http: ANY_PORT, databaseUrl: line.url });
    const base = await url;
    await untilReadiness(base, READY, 200);
    line.sever();
    await untilReadiness(base, { ready: false, notReady: ['store'] }, 503);
    expect(await read(base, '/healthz')).toBe('ok\n');
    const failures = ['reprise_store_failures_total', { reason: 'unreachable' }] as const;
    expect(sumOf(await read(base, '/metrics'), ...failures)).toBeGreaterThan(0);
    line.mend();
    await untilReadiness(base, READY, 200);
  });

  it('a bot that is to serve its health where something else listens does not start, and leaves nothing open', async () => {
    const { log, url } = listeningLog();
    await using _ = await startTestBed({ log, http: ANY_PORT });
    const http = { host: '127.0.0.1', port: Number(new URL(await url).port) };
    await expect(startTestBed({ http })).rejects.toMatchObject({ problem: { kind: 'http-port-in-use', ...http } });
  });
});

describe('what a bot counts', () => {
  let bed: TestBed;
  let page: () => Promise<string>;

  beforeEach(async () => {
    const { log, url } = listeningLog();
    bed = await startTestBed({ log, http: ANY_PORT, threadsDir: TEST_THREADS });
    page = async () => read(await url, '/metrics');
  });

  afterEach(() => bed[Symbol.asyncDispose]());

  /** A server of its own name, with somebody who manages it in its channel. */
  function house(name = 'Tea House', locale = 'en-US') {
    const server = bed.discord.addServer({ name, preferredLocale: locale });
    const channel = server.addTextChannel(`talk-of-${name.toLowerCase().replaceAll(' ', '-')}`);
    const permissions = ['ManageGuild', 'ManageMessages'] as const;
    const owner = server.addMember({ name: `Robin of ${name}`, locale, permissions: [...permissions] }).in(channel);
    return { server, channel, owner };
  }

  /** Resolves when a metric has this sum. */
  const counts = (name: string, labels: Record<string, string>, sum: number) =>
    eventually(async () => expect(sumOf(await page(), name, labels), `${name} ${JSON.stringify(labels)}`).toBe(sum));

  it('a replay is counted: its posts, its webhook, its states and its end', async () => {
    const { owner, channel } = house();
    const command = '/thread replay';
    await owner.slash(command, { thread: 'sourdough', pace: 'slow' });
    await channel.waitFor(() => channel.posts.length === 1);
    await counts('reprise_replays', { state: 'waiting' }, 1);
    await owner.slash('/thread pause');
    await counts('reprise_replays', { state: 'paused' }, 1);
    await counts('reprise_replays_paused_total', { reason: 'by-hand' }, 1);
    await owner.slash('/thread resume');
    await owner.slash('/thread stop');
    await counts('reprise_replays_ended_total', { reason: 'stopped' }, 1);
    await counts('reprise_replays', {}, 0);
    await counts('reprise_posts_total', {}, 1);
    await counts('reprise_post_attempts_total', { outcome: 'posted' }, 1);
    await counts('reprise_webhooks_created_total', {}, 1);
    await counts('reprise_interactions_total', { type: 'command', command, outcome: 'answered' }, 1);
    await counts('reprise_interaction_first_answer_seconds_count', { type: 'command', command }, 1);
    const route = { method: 'POST', route: '/webhooks/:id/:id' };
    await counts('reprise_rest_requests_total', { ...route, status: '2xx' }, 1);
    await counts('reprise_rest_request_duration_seconds_count', route, 1);
    expect(sumOf(await page(), 'reprise_store_query_duration_seconds_count', { operation: 'update' })).toBeGreaterThan(
      0,
    );
    expect(sumOf(await page(), 'reprise_store_failures_total')).toBe(0);
  });

  it('a post whose answer was lost is counted as a look and a repeat that was avoided, and is there once', async () => {
    const { owner, channel } = house();
    bed.discord.faults.on(POST).nth(2).acceptThenDrop();
    await owner.slash('/thread replay', { thread: 'sourdough', pace: 'instant' });
    await bed.passUntil(() => channel.posts.length >= 3);
    await counts('reprise_post_attempts_total', { outcome: 'unclear' }, 1);
    await counts('reprise_looks_total', { outcome: 'repeat-avoided' }, 1);
    await counts('reprise_rest_requests_total', { route: '/webhooks/:id/:id', status: 'none' }, 1);
    expect(bed.discord.requests.filter(({ route }) => route === LOOK)).toHaveLength(1);
  });

  it.each(['user', 'shared', 'global'] as const)('a 429 is counted by whose limit it was: %s', async (scope) => {
    const { owner, channel } = house();
    bed.discord.faults.on(POST).nth(1).rateLimit({ scope, retryAfter: 100 });
    await owner.slash('/thread replay', { thread: 'sourdough', pace: 'instant' });
    await bed.passUntil(() => channel.posts.length >= 2);
    await counts('reprise_rest_rate_limited_total', { scope }, 1);
    await counts('reprise_rest_rate_limited_total', {}, 1);
    await counts('reprise_rest_requests_total', { route: '/webhooks/:id/:id', status: '429' }, 1);
  });

  it('a search is counted, and a command that is refused as refused', async () => {
    const { owner } = house();
    await owner.slash('/thread search', { words: 'fridge' });
    await counts('reprise_search_duration_seconds_count', {}, 1);
    await owner.slash('/thread pause');
    await counts('reprise_interactions_total', { command: '/thread pause', outcome: 'refused' }, 1);
    await counts('reprise_interactions_total', { outcome: 'answered' }, 1);
    const answers = { method: 'POST', route: '/interactions/:id/:id/callback', status: '2xx' };
    expect(sumOf(await page(), 'reprise_rest_requests_total', answers)).toBeGreaterThan(0);
  });

  it('a schedule is counted: when it is due, and how late its replay began', async () => {
    const { owner, channel } = house();
    const soon = new Date(bed.clock.now() + 120_000).toISOString().slice(11, 16);
    await owner.slash('/schedule add', { channel: channel.state, time: soon, timezone: 'UTC', pace: 'instant' });
    await bed.clock.advance(120_000);
    await channel.waitFor(() => channel.posts.length > 0);
    await counts('reprise_schedule_delay_seconds_count', {}, 1);
    await counts('reprise_schedules_due', {}, 1);
    await counts('reprise_schedules_late', {}, 0);
    await bed.clock.advance(60_000);
    await counts('reprise_schedules_due', {}, 0);
  });

  it('however much is done in however many servers, labels hold nobody’s id, name or words, and a second server adds none', async () => {
    /** What people can do, in one server: everything that might leave a trace of theirs. */
    async function useEverything({ channel, owner }: ReturnType<typeof house>): Promise<void> {
      const answer = await owner.slash('/thread replay', { thread: 'sourdough', pace: 'instant', place: 'discussion' });
      await bed.passUntil(() => channel.threadChannels[0]?.posts.length === 5);
      await counts('reprise_replays', {}, 0);
      await owner.slash('/thread undo');
      await owner.slash('/thread search', { words: 'fridge', language: 'en' });
      await owner.slash('/thread search', { words: 'unfindable-secret' });
      await owner.slash('/thread show', { thread: 'no-such-secret' });
      await owner.autocomplete('/thread show', { thread: 'half-a-secret' });
      await owner.slash('/persona show', { persona: 'baker' });
      await importFile(owner, teaThread());
      await owner.slash('/library export', { thread: 'sourdough', format: 'markdown' });
      await owner.slash('/library mute', { persona: 'chemist' });
      await owner.slash('/settings language', { value: 'both' });
      await owner.slash('/settings check', { channel });
      await owner.slash('/schedule add', { channel: channel.state, time: '12:34', thread: 'sourdough' });
      await owner.slash('/schedule list');
      await owner.slash('/thread replay', { thread: 'night bus', pace: 'slow' });
      await bed.passUntil(() => channel.posts.length >= 2);
      await owner.messageCommand('Translate', channel.posts[0] ?? answer.message);
      await owner.messageCommand('About this post', channel.posts[0] ?? answer.message);
      channel.deleteWebhooks();
      await bed.passUntil(() => channel.posts.length >= 3);
      await owner.slash('/thread stop');
    }

    const seriesOf = (text: string) =>
      new Set(
        samplesOf(text)
          // When a shard's first heartbeat is answered is chance.
          .filter(({ name }) => name.startsWith('reprise_') && name !== 'reprise_shard_ping_seconds')
          .map(({ name, labels }) => `${name} ${JSON.stringify(labels)}`),
      );
    await useEverything(house('Tea House'));
    await bed.clock.advance(5_000);
    const before = seriesOf(await page());
    await useEverything(house('喫茶店', 'ja'));
    await bed.clock.advance(5_000);
    const after = await page();
    expect([...seriesOf(after)].filter((series) => !before.has(series))).toEqual([]);

    const texts = samplesOf(after).flatMap(({ labels }) => Object.entries(labels).flat());
    expect(texts.length).toBeGreaterThan(1_000);
    expect(texts.filter((text) => /\d{5}/.test(text))).toEqual([]);
    expect(
      texts.filter((text) =>
        /secret|robin|tea|[^\x20-\x7e]|talk-of|sourdough|nightbus|fridge|baker|chemist/i.test(text),
      ),
    ).toEqual([]);
    const ours = samplesOf(after).filter(({ name }) => name.startsWith('reprise_'));
    for (const { labels } of ours) {
      for (const value of Object.values(labels))
        expect(value).toMatch(/^(?:[a-z\d-]+|[A-Z]+|\/?[A-Za-z:@/ -]+|[\d.]+|\+Inf)$/);
    }
    expect(metricNames(after).length).toBeGreaterThan(40);
  });
});
