import { beforeEach, describe, expect, it } from 'vitest';
import type { Channel } from '../../../src/discord/rest/discordApi.ts';
import { Opening } from '../../../src/discord/stage/opening.ts';
import type { LookOutcome } from '../../../src/replay/ports.ts';
import type { Replay, ReplayPlan } from '../../../src/replay/replay.ts';
import { FakeClock } from '../../support/fakeClock.ts';
import { PATIENCE } from '../../support/patience.ts';
import { planOf, postOf, replayOf } from '../../support/plans.ts';
import { answerError, refusal } from '../../support/restErrors.ts';

const OURS = 'our application';
const post = postOf('Yes.', 0);
const name = 'Is tea better than coffee?';

/** A replay that has no place yet. */
const unopened = (over: Partial<ReplayPlan> = {}, controlMessageId: string | null = '50'): Replay => ({
  ...replayOf(planOf('10', { discussion: { kind: 'thread-channel', name, announces: false }, ...over })),
  ...{ stageChannelId: null, controlMessageId },
});
const inForum = unopened({ discussion: { kind: 'forum-post', name, tags: [] }, controlChannelId: 'aside' });

/** A ThreadChannel that may be the one, but for what is given. */
const threadChannel = (id: string, over: Partial<Channel> = {}): Channel => ({
  ...{ id, type: 11, parent_id: 'channel', name: ` ${name.replace(' ', '  ')}`, owner_id: OURS },
  ...over,
});

describe('opening a discussion', () => {
  let requests: string[];
  let start: () => Promise<Channel>;
  let startOf: () => Promise<Channel>;
  let channel: () => Promise<Channel>;
  let active: Channel[];
  let archived: Channel[];
  let seen: Record<string, LookOutcome>;
  let opening: Opening;
  const free = async () => true;

  beforeEach(() => {
    requests = [];
    start = async () => threadChannel('77');
    startOf = async () => threadChannel('50');
    channel = () => Promise.reject(refusal(404, 10003));
    active = [];
    archived = [];
    seen = {};
    opening = new Opening({
      api: {
        channel: () => channel(),
        startThread: async (parent, { name: called, type }, reason) => {
          requests.push(`${type} ${called} in ${parent}: ${reason}`);
          return start();
        },
        startThreadOf: async (parent, message, { name: called }) => {
          requests.push(`${called} in ${parent} of ${message}`);
          return startOf();
        },
        activeThreads: async () => active,
        archivedThreads: async () => archived,
      },
      posting: { open: async () => ({ kind: 'posted', messageId: '60', stageChannelId: '60' }) },
      looking: { findIn: async ({ channelId }) => seen[channelId] ?? { kind: 'absent' } },
      routes: { every: async () => [{ id: 'hook', token: 'secret', threadChannelId: null }] },
      obstacles: {
        behind: async (_, __, permission) => ({ kind: 'blocked', reason: { kind: 'missing-permission', permission } }),
      },
      applicationId: OURS,
      timeout: PATIENCE,
      clock: new FakeClock(),
    });
  });

  it('starts it from the control message where that is in the same channel, else alone, of the kind of its channel', async () => {
    expect(await opening.open(unopened(), post)).toEqual({ kind: 'opened', stageChannelId: '50' });
    await opening.open(unopened({}, null), post);
    await opening.open(unopened({ controlChannelId: 'aside' }), post);
    await opening.open(unopened({ discussion: { kind: 'thread-channel', name, announces: true } }, null), post);
    const alone = `${name} in channel: Replay started by member person: Title`;
    expect(requests).toEqual([`${name} in channel of 50`, `11 ${alone}`, `11 ${alone}`, `10 ${alone}`]);
  });

  it('takes the one that the control message has already', async () => {
    startOf = () => Promise.reject(refusal(400, 160004));
    expect(await opening.open(unopened(), post)).toEqual({ kind: 'opened', stageChannelId: '50' });
  });

  it('starts it alone when the control message is gone', async () => {
    startOf = () => Promise.reject(refusal(404, 10008));
    expect(await opening.open(unopened(), post)).toEqual({ kind: 'opened', stageChannelId: '77' });
  });

  it('lets the first post open a forum’s', async () => {
    expect(await opening.open(inForum, post)).toMatchObject({ kind: 'posted', stageChannelId: '60' });
    expect(requests).toEqual([]);
  });

  it.each([
    ['an answer that is not Discord’s', answerError(504), { kind: 'unclear' }],
    [
      'a connection that was refused',
      Object.assign(new Error(), { code: 'ECONNREFUSED', syscall: 'connect' }),
      { kind: 'absent' },
    ],
    [
      'a refusal',
      refusal(403, 50013),
      { kind: 'blocked', reason: { kind: 'missing-permission', permission: 'CreatePublicThreads' } },
    ],
  ])('says after %s what can be known of it', async (_, error, outcome) => {
    startOf = () => Promise.reject(error);
    expect(await opening.open(unopened(), post)).toMatchObject(outcome);
  });

  it('finds the one of its control message first', async () => {
    channel = async () => threadChannel('50');
    active = [threadChannel('49')];
    expect(await opening.find(unopened(), post, free)).toEqual({ kind: 'opened', stageChannelId: '50' });
    expect(await opening.find(unopened(), post, async (id) => id !== '50')).toEqual({
      kind: 'opened',
      stageChannelId: '49',
    });
  });

  it('finds the oldest of that name that it opened there since the replay began, archived ones too, and that is free', async () => {
    active = [
      threadChannel('30'),
      threadChannel('9'),
      threadChannel('21', { owner_id: 'somebody' }),
      threadChannel('22', { parent_id: 'another' }),
      threadChannel('23', { name: 'Another' }),
    ];
    archived = [threadChannel('20')];
    expect(await opening.find(unopened(), post, free)).toEqual({ kind: 'opened', stageChannelId: '20' });
    const later = await opening.find(unopened(), post, async (id) => id !== '20');
    expect(later).toEqual({ kind: 'opened', stageChannelId: '30' });
    expect(await opening.find(unopened(), post, async () => false)).toEqual({ kind: 'absent' });
  });

  it('finds a forum’s post by its first message, whoever Discord says opened it', async () => {
    active = [threadChannel('20'), threadChannel('30', { owner_id: 'hook' })];
    expect(await opening.find(inForum, post, free)).toEqual({ kind: 'absent' });
    seen = { 30: { kind: 'posted', messageId: '30' } };
    expect(await opening.find(inForum, post, free)).toEqual({
      ...{ kind: 'posted', messageId: '30', stageChannelId: '30' },
    });
    expect(await opening.find(inForum, post, async (id) => id !== '30')).toEqual({ kind: 'absent' });
    seen = { 20: { kind: 'blocked', reason: { kind: 'missing-permission', permission: 'ReadMessageHistory' } } };
    expect(await opening.find(inForum, post, free)).toMatchObject({ kind: 'blocked' });
  });

  it('says that it could not look when nobody answers, and what keeps it from looking when Discord refuses', async () => {
    channel = () => Promise.reject(answerError(502));
    expect(await opening.find(unopened(), post, free)).toMatchObject({ kind: 'unseen' });
    channel = () => Promise.reject(refusal(403, 50001));
    expect(await opening.find(unopened(), post, free)).toMatchObject({
      reason: { kind: 'missing-permission', permission: 'ReadMessageHistory' },
    });
  });
});
