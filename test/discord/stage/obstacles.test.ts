import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { Obstacles } from '../../../src/discord/stage/obstacles.ts';
import { planOf, replayOf } from '../../support/plans.ts';
import { answerError, refusal } from '../../support/restErrors.ts';

const { plan } = replayOf(planOf('1'));
const lacks = (permission: string) => ({ kind: 'blocked', reason: { kind: 'missing-permission', permission } });

/** Obstacles, where Discord says this of the channel and of the server. */
function obstaclesWhere(channel: Error | undefined, server?: Error) {
  const api = {
    channel: async (id: string) => (channel ? Promise.reject(channel) : { id, type: 0 }),
    server: async (id: string) => (server ? Promise.reject(server) : { id, owner_id: '1', roles: [] }),
  };
  return new Obstacles(api, pino({ level: 'silent' }));
}

describe('what a refusal means for a replay', () => {
  it.each([
    [10003, { kind: 'gone', reason: 'channel-gone' }],
    [30007, { kind: 'blocked', reason: { kind: 'webhook-limit' } }],
    [30058, { kind: 'blocked', reason: { kind: 'server-webhook-limit' } }],
    [40067, { kind: 'blocked', reason: { kind: 'tag-required' } }],
    [50083, { kind: 'blocked', reason: { kind: 'locked' } }],
    [160005, { kind: 'blocked', reason: { kind: 'locked' } }],
    [160006, { kind: 'blocked', reason: { kind: 'thread-channel-limit' } }],
    [160007, { kind: 'blocked', reason: { kind: 'thread-channel-limit' } }],
    [200000, { kind: 'blocked', reason: { kind: 'blocked-by-automod' } }],
    [200001, { kind: 'blocked', reason: { kind: 'title-blocked-by-automod' } }],
    [240000, { kind: 'blocked', reason: { kind: 'harmful-link' } }],
    [50013, lacks('ManageWebhooks')],
    [50001, lacks('ViewChannel')],
    [50035, { kind: 'blocked', reason: { kind: 'rejected', code: 50035 } }],
  ])('with code %i is what people can act on', async (code, obstacle) => {
    const failure = { kind: 'refused', status: 400, code, reason: 'No' } as const;
    expect(await obstaclesWhere(undefined).behind(failure, plan, 'ManageWebhooks')).toEqual(obstacle);
  });

  it('is that the bot was removed only when Discord says that it is not on the server', async () => {
    const failure = { kind: 'refused', status: 403, code: 50001, reason: 'No' } as const;
    const where = (server: Error) => obstaclesWhere(undefined, server).behind(failure, plan, 'ManageWebhooks');
    expect(await where(refusal(404, 10004))).toEqual({ kind: 'gone', reason: 'server-gone' });
    expect(await where(answerError(404))).toEqual(lacks('ViewChannel'));
  });

  it('is passed on when it only asks to wait', async () => {
    const failure = { kind: 'rate-limited', for: 7, refused: true } as const;
    expect(await obstaclesWhere(undefined).behind(failure, plan, 'ManageWebhooks')).toEqual(failure);
  });

  it.each([
    ['nothing when the channel is there', undefined, undefined],
    ['nothing when nobody can say', answerError(404), undefined],
    ['that it is gone when Discord says so', refusal(404, 10003), { kind: 'gone', reason: 'channel-gone' }],
    ['the permission that is missing', refusal(403, 50013), lacks('ViewChannel')],
  ])('is, of reaching its channel, %s', async (_, channel, obstacle) => {
    expect(await obstaclesWhere(channel).inReaching(replayOf(planOf('1')))).toEqual(obstacle);
  });
});
