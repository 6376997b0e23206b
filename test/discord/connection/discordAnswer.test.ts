import { RequestMethod } from 'discord.js';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { askDiscord } from '../../../src/discord/connection/discordAnswer.ts';
import { onceRest } from '../../../src/discord/rest/client.ts';
import { RequestBudget } from '../../../src/discord/rest/requestBudget.ts';
import { StartupError, type StartupProblem } from '../../../src/runtime/startupError.ts';
import { type Behaviour, json, page, startEndpoint } from '../../support/endpoint.ts';
import { FakeClock } from '../../support/fakeClock.ts';
import { PATIENCE } from '../../support/patience.ts';

/** What becomes of a question to an endpoint, with the log's lines and the time that passed, milliseconds. */
async function asked(http: NonNullable<Behaviour['http']>, { closed = false } = {}) {
  await using endpoint = await startEndpoint({ http });
  if (closed) await endpoint.close();
  const clock = new FakeClock();
  const began = clock.now();
  const lines: string[] = [];
  const asking = askDiscord({
    rest: onceRest({ api: endpoint.apiUrl, token: 'token', timeout: PATIENCE, budget: new RequestBudget(50) }),
    request: { method: RequestMethod.Get, fullRoute: '/gateway/bot' },
    schema: z.object({ url: z.string() }),
    step: 'connecting',
    address: endpoint.apiUrl,
    log: pino({ level: 'trace', base: null, timestamp: false }, { write: (line) => lines.push(line) }),
    clock,
  }).then(
    (answer) => ({ answer }),
    (error: unknown) => ({ error }),
  );
  let outcome: Awaited<typeof asking> | undefined;
  void asking.then((settled) => {
    outcome = settled;
  });
  while (!outcome) {
    await clock.advance(500);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  const { error } = { error: undefined, ...outcome };
  const problem = error instanceof StartupError ? error.problem : undefined;
  return { ...outcome, problem, lines: lines.map((line) => JSON.parse(line)), ms: clock.now() - began, endpoint };
}

describe('a question at the start', () => {
  it('is answered where Discord answers', async () => {
    expect(await asked(json(200, { url: 'wss://gateway.example' }))).toMatchObject({
      answer: { url: 'wss://gateway.example' },
      lines: [],
    });
  });

  const strangers: [
    string,
    NonNullable<Behaviour['http']>,
    Partial<Extract<StartupProblem, { kind: 'not-discord' }>>,
  ][] = [
    ['a captive portal', page(200, 'Welcome to Hotel Wi-Fi'), { status: 200, said: 'Welcome to Hotel Wi-Fi' }],
    [
      'a redirection',
      page(301, 'Moved Permanently', { Location: 'https://login.example/' }),
      { status: 301, said: 'Moved Permanently', location: 'https://login.example/' },
    ],
    ['a proxy that forbids', page(403, 'Access Denied'), { status: 403, said: 'Access Denied' }],
    ['a proxy that wants a login', page(407, 'Proxy Authentication Required'), { status: 407 }],
    ['a proxy that wants another login', page(401, 'Who are you?'), { status: 401, said: 'Who are you?' }],
    ['a site without an API', page(404, 'Page not found'), { status: 404, said: 'Page not found' }],
    ['a proxy that speaks JSON', json(403, { error: 'blocked' }), { status: 403, said: '{"error":"blocked"}' }],
    ['an API of something else', json(200, { hello: 'world' }), { status: 200, said: '{"hello":"world"}' }],
    ['nothing but a status', (_, response) => response.writeHead(204).end(), { status: 204, said: '' }],
    [
      'a page without a title',
      (_, response) => response.writeHead(403).end('<style>b{}</style>\n<b>No</b>\n entry'),
      { status: 403, said: 'No entry' },
    ],
  ];

  it.each(strangers)(
    'is given up at once where %s answers in Discord’s place, with what that says',
    async (_, http, is) => {
      const { problem, lines, endpoint } = await asked(http);
      expect(problem).toMatchObject({ kind: 'not-discord', address: endpoint.apiUrl, ...is });
      expect(lines).toEqual([]);
    },
  );

  it('is given up at once where Discord refuses, with each field that it names, on one line', async () => {
    const errors = { 0: { name: { _errors: [{ code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }] } } };
    const { problem } = await asked(json(400, { code: 50_035, message: 'Invalid Form Body', errors }));
    expect(problem).toEqual({
      ...{ kind: 'refused', step: 'connecting', status: 400, code: 50_035 },
      said: 'Invalid Form Body; 0.name[BASE_TYPE_REQUIRED]: This field is required',
    });
  });

  it.each([403, 404, 413])('is given up at once where Discord refuses with its own word: %i', async (status) => {
    const { problem } = await asked(json(status, { code: 0, message: `${status}: No` }));
    expect(problem).toEqual({ kind: 'refused', step: 'connecting', status, code: 0, said: `${status}: No` });
  });

  it('is about the token where Discord does not know it', async () => {
    const { problem } = await asked(json(401, { code: 0, message: '401: Unauthorized' }));
    expect(problem).toEqual({ kind: 'token-refused' });
  });

  it('is asked for half a minute where nobody answers, with a line and the reason each time', async () => {
    const { problem, lines, ms, endpoint } = await asked(page(200, ''), { closed: true });
    const reason = expect.stringContaining('ECONNREFUSED');
    expect(problem).toEqual({ kind: 'unreachable', address: endpoint.apiUrl, reason });
    expect(lines).toEqual(
      [1_000, 2_000, 4_000, 8_000, 15_000].map((nextTryInMs) => ({
        ...{ level: 40, address: endpoint.apiUrl, reason, nextTryInMs },
        msg: 'Discord cannot be reached: trying again',
      })),
    );
    expect(ms).toBeGreaterThanOrEqual(30_000);
    expect(ms).toBeLessThanOrEqual(31_000);
  });

  it('names the status where Discord is out of order', async () => {
    const { problem } = await asked(page(503, 'No server is available'));
    expect(problem).toMatchObject({ kind: 'unreachable', reason: 'status 503 Service Unavailable' });
  });

  it('is answered when Discord is back within that time', async () => {
    let requests = 0;
    const { answer, lines } = {
      answer: undefined,
      ...(await asked((request, response) => {
        requests += 1;
        (requests < 3 ? page(502, 'Bad Gateway') : json(200, { url: 'wss://x' }))(request, response);
      })),
    };
    expect(answer).toEqual({ url: 'wss://x' });
    expect(lines).toHaveLength(2);
  });

  it('waits as long as Discord asks, which is no failure', async () => {
    let requests = 0;
    const { ms, lines } = await asked((request, response) => {
      requests += 1;
      if (requests > 1) return json(200, { url: 'wss://x' })(request, response);
      response.writeHead(429, { 'Content-Type': 'application/json', 'Retry-After': '60' });
      response.end(JSON.stringify({ message: 'You are being rate limited.', retry_after: 60, global: false }));
    });
    expect(ms).toBeGreaterThanOrEqual(60_000);
    expect(lines).toMatchObject([{ reason: 'Discord asks to wait (status 429)' }]);
  });

  it('gives up within half a minute where somebody else asks to wait, over and over', async () => {
    const { problem, ms } = await asked(page(429, 'Slow down'));
    expect(problem).toMatchObject({ kind: 'unreachable', reason: 'status 429 Slow down' });
    expect(ms).toBeLessThanOrEqual(30_000);
  });
});
