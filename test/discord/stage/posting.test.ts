import { pino } from 'pino';
import { beforeEach, describe, expect, it } from 'vitest';
import type { DiscordApi } from '../../../src/discord/rest/discordApi.ts';
import { BudgetError } from '../../../src/discord/rest/requestBudget.ts';
import type { WebhookRoute } from '../../../src/discord/stage/ports.ts';
import { Posting } from '../../../src/discord/stage/posting.ts';
import type { PostChannel } from '../../../src/discord/stage/webhookRoutes.ts';
import type { FaceNumber } from '../../../src/replay/face.ts';
import type { Obstacle } from '../../../src/replay/ports.ts';
import { outlined } from '../../../src/replay/replay.ts';
import { PATIENCE } from '../../support/patience.ts';
import { planOf, postOf, replayOf } from '../../support/plans.ts';
import { answerError, refusal } from '../../support/restErrors.ts';

const route: WebhookRoute = { id: 'hook', token: 'secret', threadChannelId: null };
const replay = replayOf(planOf('1'));
const { plan } = replay;
const post = { ...postOf('Yes.', 3), face: 7 };

describe('posting', () => {
  let retired: string[];
  let prepared: (readonly FaceNumber[])[];
  let executed: Parameters<DiscordApi['executeWebhook']>[];
  let execute: () => Promise<{ id: string; channel_id: string }>;
  let inTheWay: Obstacle | undefined;
  let findRoute: () => Promise<WebhookRoute>;
  /** The channels whose ways were asked for. */
  let asked: PostChannel[];
  let posting: Posting;

  beforeEach(() => {
    retired = [];
    prepared = [];
    executed = [];
    execute = async () => ({ id: '10', channel_id: plan.channelId });
    inTheWay = undefined;
    findRoute = async () => route;
    asked = [];
    posting = new Posting({
      api: {
        executeWebhook: (...request) => {
          executed.push(request);
          return execute();
        },
        showTyping: () => Promise.reject(answerError(403)),
      },
      routes: {
        to: (channel) => {
          asked.push(channel);
          return findRoute();
        },
        retire: async ({ id }) => void retired.push(id),
      },
      faces: {
        prepare: async (faces) => void prepared.push(faces),
        url: async () => 'face 7',
        ready: async (face) => `face ${face}`,
      },
      budget: { turn: async () => undefined },
      obstacles: {
        behind: async () => ({ kind: 'blocked', reason: { kind: 'webhook-limit' } }),
        inReaching: async () => inTheWay,
      },
      timeout: PATIENCE,
      log: pino({ level: 'silent' }),
    });
  });

  it('asks for the way to a channel with all that is known of it', async () => {
    const discussion = { kind: 'thread-channel', name: 'Tea', announces: false } as const;
    for (const { over, stageChannelId } of [
      { over: { isThreadChannel: false }, stageChannelId: 'channel' },
      { over: { isThreadChannel: true }, stageChannelId: 'channel' },
      { over: {}, stageChannelId: 'channel' },
      { over: { discussion }, stageChannelId: null },
      { over: { discussion }, stageChannelId: 'aside' },
    ]) {
      await posting.ready({ ...replay, plan: outlined(planOf('1', over)), stageChannelId }, post);
    }
    expect(asked).toEqual([
      { id: 'channel', parentId: null },
      { id: 'channel', parentId: undefined },
      { id: 'channel', parentId: undefined },
      { id: 'channel', parentId: null },
      { id: 'aside', parentId: 'channel' },
    ]);
  });

  it('gets each face of a script once, before the first post', async () => {
    const script = [7, 1_023, 7].map((face) => ({ ...post, face }));
    await posting.prepare(outlined(planOf('1', { script })));
    expect(prepared).toEqual([[7, 1_023]]);
  });

  it('posts a name, a face and a text that ping nobody, with the button that translates it', async () => {
    expect(await posting.post(replay, post)).toEqual({ kind: 'posted', messageId: '10' });
    const [[to, body] = []] = executed;
    expect(to).toEqual(route);
    expect(body).toMatchObject({
      username: 'Bob',
      content: 'Yes.',
      avatar_url: 'face 7',
      allowed_mentions: { parse: [] },
    });
    expect(JSON.stringify(body?.components)).toContain('Translate');
  });

  it('posts without notifying anybody where it is told so', async () => {
    await posting.post(replayOf(planOf('1', { notify: 'all' })), post);
    await posting.post(replayOf(planOf('1', { notify: 'none' })), post);
    const [first, second] = executed.map(([, body]) => body);
    expect(first).not.toHaveProperty('flags');
    // SUPPRESS_NOTIFICATIONS (`resources/message#message-object-message-flags`).
    expect(second).toMatchObject({ flags: 4_096, content: 'Yes.' });
  });

  it.each([
    { why: 'the server does without it', plan: planOf('1', { translate: false }), said: post },
    { why: 'both languages are there', plan: planOf('1', { language: 'both' }), said: post },
    { why: 'there is only one language', plan: planOf('1'), said: { ...post, oneLanguage: true as const } },
  ])('leaves the button out where $why', async ({ plan: without, said }) => {
    await posting.post(replayOf(without), said);
    expect(executed[0]?.[1]).not.toHaveProperty('components');
  });

  it.each([
    ['an unknown webhook', refusal(404, 10015)],
    ['another token', refusal(401, 50027)],
  ])('uses a webhook no more after %s', async (_, error) => {
    execute = () => Promise.reject(error);
    expect(await posting.post(replay, post)).toEqual({ kind: 'webhook-gone' });
    expect(retired).toEqual(['hook']);
  });

  it('uses a webhook no more that somebody moved to another channel', async () => {
    execute = async () => ({ id: '10', channel_id: 'another' });
    expect(await posting.post(replay, post)).toEqual({ kind: 'webhook-gone' });
    expect(retired).toEqual(['hook']);
  });

  it('uses a webhook no more that does not know a ThreadChannel which is there: it was moved', async () => {
    findRoute = async () => ({ ...route, threadChannelId: plan.channelId });
    execute = () => Promise.reject(refusal(404, 10003));
    expect(await posting.post(replay, post)).toEqual({ kind: 'webhook-gone' });
    expect(retired).toEqual(['hook']);
    inTheWay = { kind: 'gone', reason: 'channel-gone' };
    expect(await posting.post(replay, post)).toEqual(inTheWay);
  });

  it('opens a forum’s post with the first post of a replay, under its name and tags, and says where it is', async () => {
    execute = async () => ({ id: '10', channel_id: '10' });
    const outcome = await posting.open(replay, post, { kind: 'forum-post', name: 'Tea', tags: ['7'] });
    expect(outcome).toEqual({ kind: 'posted', messageId: '10', stageChannelId: '10' });
    expect(executed[0]?.[1]).toMatchObject({ content: 'Yes.', thread_name: 'Tea', applied_tags: ['7'] });
  });

  it('uses a webhook no more that was to open a forum’s post and is in no forum', async () => {
    execute = () => Promise.reject(refusal(400, 220003));
    const outcome = await posting.open(replay, post, { kind: 'forum-post', name: 'Tea', tags: [] });
    expect(outcome).toEqual({ kind: 'webhook-gone' });
    expect(executed[0]?.[1]).not.toHaveProperty('applied_tags');
  });

  it.each([
    ['an answer that is not Discord’s', answerError(403), 'unclear'],
    ['a connection that broke', Object.assign(new Error('reset'), { code: 'ECONNRESET', syscall: 'read' }), 'unclear'],
    [
      'a connection that was refused',
      Object.assign(new Error(), { code: 'ECONNREFUSED', syscall: 'connect' }),
      'absent',
    ],
    ['a refusal', refusal(400, 50035), 'blocked'],
    ['our own count', new BudgetError(10), 'blocked'],
  ])('says after %s that a post is what can be known of it', async (_, error, kind) => {
    execute = () => Promise.reject(error);
    expect(await posting.post(replay, post)).toMatchObject({ kind });
    expect(retired).toEqual([]);
  });

  it.each([
    ['ready', answerError(403), 'absent'],
    ['ready', refusal(403, 50013), 'blocked'],
    ['post', answerError(403), 'absent'],
    ['post', refusal(403, 50013), 'blocked'],
  ] as const)('knows that nothing was posted when %s finds no webhook (%s)', async (step, error, kind) => {
    findRoute = () => Promise.reject(error);
    expect(await posting[step](replay, post)).toMatchObject({ kind });
    expect(executed).toEqual([]);
  });

  it('never fails because typing cannot be shown', async () => {
    await expect(posting.showTyping(replay)).resolves.toBeUndefined();
  });
});
