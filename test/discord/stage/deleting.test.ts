import { pino } from 'pino';
import { beforeEach, describe, expect, it } from 'vitest';
import { BudgetError } from '../../../src/discord/rest/requestBudget.ts';
import { Deleting } from '../../../src/discord/stage/deleting.ts';
import type { WebhookRoute } from '../../../src/discord/stage/ports.ts';
import { FakeClock } from '../../support/fakeClock.ts';
import { planOf, replayOf } from '../../support/plans.ts';
import { answerError, refusal } from '../../support/restErrors.ts';

const old: WebhookRoute = { id: 'old', token: 'secret', threadChannelId: null };
const latest: WebhookRoute = { id: 'latest', token: 'secret', threadChannelId: null };

const UNKNOWN_CHANNEL = 10_003;
const UNKNOWN_MESSAGE = 10_008;
const UNKNOWN_WEBHOOK = 10_015;
const NO_ACCESS = 50_001;
const NO_PERMISSION = 50_013;
const BAD_TOKEN = 50_027;
const ARCHIVED = 50_083;

describe('deleting', () => {
  /** Every request, in order. */
  let requests: string[];
  /** What a request is refused with, or fails with. */
  let refused: (request: string) => Error | undefined;
  let routes: WebhookRoute[];
  /** The webhook that made a message. */
  let maker: string;
  let clock: FakeClock;

  beforeEach(() => {
    requests = [];
    refused = () => undefined;
    routes = [latest, old];
    maker = 'latest';
    clock = new FakeClock();
  });

  const ask = async (request: string) => {
    requests.push(request);
    const error = refused(request);
    if (error) throw error;
  };

  const deleterOf = (replay = replayOf(planOf('1')), wish: 'undo' | 'one-post' = 'undo') =>
    new Deleting({
      api: {
        deleteWebhookMessage: ({ id, threadChannelId }, messageId) =>
          ask(`webhook ${id}${threadChannelId ? ` in ${threadChannelId}` : ''}: ${messageId}`),
        deleteMessage: (channelId, messageId, reason) => ask(`bot in ${channelId}: ${messageId} (${reason})`),
        async message(channelId, messageId) {
          await ask(`read in ${channelId}: ${messageId}`);
          return { id: messageId, content: '', author: { username: 'Bob' }, webhook_id: maker };
        },
        setArchived: (channelId, archived) => ask(`${archived ? 'archive' : 'bring back'} ${channelId}`),
      },
      routes: { every: async (channelId) => (channelId === 'channel' ? routes : []) },
      clock,
      log: pino({ level: 'silent' }),
    }).of(replay, '42', wish);

  const codes = (answers: Readonly<Record<string, number>>) => (request: string) => {
    const [, code] = Object.entries(answers).find(([beginning]) => request.startsWith(beginning)) ?? [];
    return code === undefined ? undefined : refusal(400, code);
  };

  it('a post is deleted through its webhook, in one request', async () => {
    expect(await deleterOf().delete('7')).toEqual({ kind: 'deleted' });
    expect(requests).toEqual(['webhook latest: 7']);
  });

  it('a post that its webhook does not know counts as gone only when the channel does not know it either', async () => {
    refused = codes({ webhook: UNKNOWN_MESSAGE, read: UNKNOWN_MESSAGE });
    expect(await deleterOf().delete('7')).toEqual({ kind: 'deleted' });
    expect(requests).toEqual(['webhook latest: 7', 'read in channel: 7']);
  });

  it('a post of another webhook is deleted through that one, which is tried first from then on', async () => {
    maker = 'old';
    refused = codes({ 'webhook latest': UNKNOWN_MESSAGE });
    const deleter = deleterOf();
    for (const id of ['7', '6']) expect(await deleter.delete(id)).toEqual({ kind: 'deleted' });
    expect(requests).toEqual(['webhook latest: 7', 'read in channel: 7', 'webhook old: 7', 'webhook old: 6']);
  });

  it.each([
    ['is gone', UNKNOWN_WEBHOOK],
    ['has another token', BAD_TOKEN],
  ])(
    'a post whose webhook %s is deleted by the bot, with a reason, and the webhook is asked no more',
    async (_, code) => {
      routes = [latest];
      refused = codes({ webhook: code });
      const deleter = deleterOf();
      for (const id of ['7', '6']) expect(await deleter.delete(id)).toEqual({ kind: 'deleted' });
      const byBot = (id: string) => `bot in channel: ${id} (Replay undone by member 42: Title)`;
      expect(requests).toEqual([
        ...['webhook latest: 7', 'read in channel: 7', byBot('7')],
        ...['read in channel: 6', byBot('6')],
      ]);
    },
  );

  it.each([
    ['in another channel', UNKNOWN_MESSAGE],
    ['away from a ThreadChannel', UNKNOWN_CHANNEL],
  ])(
    'a post whose webhook was moved %s is deleted by the bot, though the webhook says that nothing is there',
    async (_, code) => {
      routes = [latest];
      refused = codes({ webhook: code });
      expect(await deleterOf(undefined, 'one-post').delete('7')).toEqual({ kind: 'deleted' });
      expect(requests.at(-1)).toBe('bot in channel: 7 (Post of a replay deleted by member 42: Title)');
    },
  );

  it.each([
    ['bot', NO_PERMISSION, 'ManageMessages'],
    ['bot', NO_ACCESS, 'ViewChannel'],
    ['read', NO_ACCESS, 'ViewChannel'],
  ])('a permission that the %s lacks (%i) is named', async (request, code, permission) => {
    refused = codes({ webhook: UNKNOWN_WEBHOOK, [request]: code });
    const obstacle = { kind: 'missing-permission', permission };
    expect(await deleterOf().delete('7')).toEqual({ kind: 'blocked', obstacle });
  });

  it('a post that the bot may not read is deleted nevertheless', async () => {
    refused = codes({ webhook: UNKNOWN_WEBHOOK, read: NO_PERMISSION });
    expect(await deleterOf().delete('7')).toEqual({ kind: 'deleted' });
  });

  it('a post that somebody deletes a moment before the bot is gone', async () => {
    refused = codes({ webhook: UNKNOWN_WEBHOOK, bot: UNKNOWN_MESSAGE });
    expect(await deleterOf().delete('7')).toEqual({ kind: 'deleted' });
  });

  it('a channel that is gone is gone with all posts', async () => {
    refused = codes({ webhook: UNKNOWN_WEBHOOK, read: UNKNOWN_CHANNEL });
    expect(await deleterOf().delete('7')).toEqual({ kind: 'all-gone' });
  });

  it('a ThreadChannel that was archived is brought back once, and then its posts are deleted', async () => {
    let archived = true;
    refused = (request) => {
      if (request.startsWith('bring back')) archived = false;
      return archived && request.startsWith('webhook') ? refusal(400, ARCHIVED) : undefined;
    };
    const deleter = deleterOf();
    for (const id of ['7', '6']) expect(await deleter.delete(id)).toEqual({ kind: 'deleted' });
    expect(requests).toEqual(['webhook latest: 7', 'bring back channel', 'webhook latest: 7', 'webhook latest: 6']);
  });

  it('a ThreadChannel that nobody may bring back names the permission for that', async () => {
    refused = codes({ webhook: ARCHIVED, bring: NO_PERMISSION });
    const obstacle = { kind: 'missing-permission', permission: 'ManageThreads' };
    expect(await deleterOf().delete('7')).toEqual({ kind: 'blocked', obstacle });
  });

  it('a ThreadChannel that stays archived is not brought back for ever', async () => {
    refused = codes({ webhook: ARCHIVED });
    expect(await deleterOf().delete('7')).toMatchObject({ kind: 'blocked', obstacle: { kind: 'rejected' } });
    expect(requests).toEqual(['webhook latest: 7', 'bring back channel', 'webhook latest: 7']);
  });

  it('a discussion’s posts are deleted where they are, also the one that opened it, and it is archived in the end', async () => {
    const plan = planOf('1', {
      discussion: { kind: 'forum-post', name: 'Title', tags: [] },
      controlChannelId: 'other',
    });
    const replay = replayOf(plan, { stageChannelId: 'opened' });
    const deleter = deleterOf(replay);
    expect(await deleter.delete('7')).toEqual({ kind: 'deleted' });
    expect(await deleter.leave()).toEqual({ kind: 'deleted' });
    expect(requests).toEqual(['webhook latest in opened: 7', 'archive opened']);
  });

  it('nothing is archived where the control message is, which could not be changed any more', async () => {
    const plan = planOf('1', { discussion: { kind: 'forum-post', name: 'Title', tags: [] }, controlChannelId: null });
    await deleterOf(replayOf(plan, { stageChannelId: 'opened' })).leave();
    await deleterOf().leave();
    expect(requests).toEqual([]);
  });

  it.each([
    ['no answer', answerError(504), { kind: 'unclear' }],
    ['somebody who asks to wait', answerError(429, 7_000), { kind: 'rate-limited', for: 7_000 }],
  ])('after %s nobody knows what became of a post', async (_, error, outcome) => {
    refused = () => error;
    expect(await deleterOf().delete('7')).toMatchObject(outcome);
  });

  it('the bot’s own count of its requests is waited for, and costs nothing', async () => {
    let spent = true;
    refused = () => (spent ? new BudgetError(2_000) : undefined);
    const deleted = deleterOf().delete('7');
    await clock.advance(1_999);
    spent = false;
    await clock.advance(1);
    expect(await deleted).toEqual({ kind: 'deleted' });
    expect(requests).toHaveLength(2);
  });
});
