import { pino } from 'pino';
import { beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../../src/app/problem.ts';
import { Replaying } from '../../src/app/replaying.ts';
import { ServerSettings } from '../../src/app/settings.ts';
import { writePermission } from '../../src/app/writePermission.ts';
import type { Library } from '../../src/library/library.ts';
import type { ReplayStore } from '../../src/replay/ports.ts';
import { Replays } from '../../src/replay/replays.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { personaKey, personaMark } from '../../src/thread/identity.ts';
import type { Thread } from '../../src/thread/model.ts';
import { callBy, directoryWhere, REPLAY_RIGHTS } from '../support/calls.ts';
import { FakeClock, settled } from '../support/fakeClock.ts';
import { everybody, FakeStage } from '../support/fakeStage.ts';
import { libraryOf, shelfOfThreads } from '../support/library.ts';

const [ann, bob] = [{ en: 'Ann', ja: 'アン' }, { en: 'Bob' }];
const thread: Thread = {
  ...{ category: '', date: '2026-01-01', author: ann, title: { en: 'Tea', ja: 'お茶' } },
  comments: [
    { persona: bob, text: { en: 'Hot.' } },
    { persona: ann, text: { en: 'Cold.', ja: '冷たい。' } },
  ],
};
const ID = '2026-01-01-tea';

async function problemOf(act: Promise<unknown>) {
  const error = await act.then(
    () => expect.fail('Nothing was refused.'),
    (thrown: unknown) => thrown,
  );
  return error instanceof Refusal ? error.problem : Promise.reject(error);
}

describe('Replaying without an interaction', () => {
  let store: Store;
  let stage: FakeStage;
  let replaying: Replaying;

  type Changed = { isThreadChannel?: boolean; library?: Pick<Library, 'shelf'>; replayStore?: ReplayStore };

  function build({
    isThreadChannel = false,
    library = libraryOf([thread]),
    replayStore = store.replays,
  }: Changed = {}): Replaying {
    const clock = new FakeClock();
    stage = new FakeStage(clock);
    const log = pino({ level: 'silent' });
    const channels = directoryWhere(isThreadChannel);
    return new Replaying({
      replays: new Replays({ stage, audience: everybody, replayStore, clock, log }),
      library,
      settings: new ServerSettings(store.settings),
      ...{ mayWrite: writePermission(channels), channels, clock },
      onlyIn: (_, has) => `Only in ${has}.`,
    });
  }

  beforeEach(async () => {
    store = await openStore('sqlite::memory:');
    replaying = build();
  });

  it('plays a thread by its name, as the server’s settings say, once it is begun', async () => {
    await store.settings.set('server', { language: 'ja', pace: 'instant' });
    const replay = await replaying.start(callBy(), { thread: 'お茶' });
    expect(replay.plan).toMatchObject({ threadId: ID, language: 'ja', startedBy: 'person' });
    expect(replay.state.pace).toBe('instant');
    expect(stage.posts).toEqual([]);
    await replaying.begin(replay, undefined);
    await settled();
    expect(stage.posts).toEqual(['# お茶', 'Hot.\n-# Only in en.', '冷たい。']);
  });

  it('starts once what is brought twice under one id', async () => {
    const [first, second] = [
      await replaying.start(callBy(), { thread: ID }),
      await replaying.start(callBy(), { thread: ID }),
    ];
    expect(second.plan).toEqual(first.plan);
  });

  it('does not play a thread that was removed while its replay was being stored', async () => {
    const { add } = store.replays;
    let isSeen = true;
    replaying = build({
      library: { shelf: async () => shelfOfThreads(isSeen ? [thread] : []) },
      replayStore: {
        ...store.replays,
        add: (...replay) => {
          isSeen = false;
          return add(...replay);
        },
      },
    });
    const asked = replaying.start(callBy(), { thread: 'tea' });
    expect(await problemOf(asked)).toEqual({ code: 'no-such-thread', asked: 'tea', nearest: [] });
    expect(await store.replays.unfinished()).toEqual([]);
  });

  it('refuses a second replay in a channel, naming the first', async () => {
    await replaying.start(callBy(), { thread: ID });
    expect(await problemOf(replaying.start(callBy({ id: '2' }), { thread: ID }))).toMatchObject({
      code: 'occupied',
      by: { plan: { id: '1' } },
    });
  });

  it('refuses who may not write there, and where the bot lacks a permission, naming it', async () => {
    expect(await problemOf(replaying.start(callBy({ rights: [] }), { thread: ID }))).toEqual({
      code: 'you-may-not-write-here',
    });
    const botRights = REPLAY_RIGHTS.filter((right) => right !== 'ManageWebhooks');
    expect(await problemOf(replaying.start(callBy({ botRights }), { thread: ID }))).toEqual({
      code: 'bot-lacks-permissions',
      permissions: ['ManageWebhooks'],
      channelId: 'channel',
    });
  });

  it('asks of a ThreadChannel what counts there: Send Messages in Threads, not Send Messages', async () => {
    const inThreads = REPLAY_RIGHTS.map((right) => (right === 'SendMessages' ? 'SendMessagesInThreads' : right));
    await expect(
      build({ isThreadChannel: true }).start(callBy({ botRights: inThreads }), { thread: ID }),
    ).resolves.toBeDefined();
    expect(
      await problemOf(build({ isThreadChannel: true }).start(callBy({ id: '2', channelId: 'c' }), { thread: ID })),
    ).toMatchObject({
      permissions: ['SendMessagesInThreads'],
    });
  });

  it('plays from a comment on, and only what one persona says, and refuses what leaves nothing', async () => {
    const numbers = async (id: string, from: number, persona?: string) => {
      const { plan } = await replaying.start(callBy({ id, channelId: id }), { thread: ID, from, persona });
      return plan.script.map(({ comment }) => comment);
    };
    expect(await numbers('2', 1)).toEqual([1, 2]);
    expect(await numbers('3', 0, 'アン')).toEqual([0, 2]);
    expect(await problemOf(numbers('4', 2, 'Bob'))).toEqual({ code: 'nothing-to-play', persona: 'Bob', from: 2 });
    expect(await problemOf(numbers('5', 3))).toEqual({ code: 'from-out-of-range', from: 3, last: 2 });
  });

  it('plays what the persona of a mark says, and refuses a mark that nobody there has', async () => {
    const { plan } = await replaying.startPersona(callBy(), ID, personaMark(personaKey(bob)));
    expect(plan.script.map(({ comment }) => comment)).toEqual([1]);
    expect(await problemOf(replaying.startPersona(callBy({ id: '2' }), ID, '00000000'))).toEqual({
      code: 'no-such-comment',
    });
  });

  it('starts an earlier replay again with the same choices, in the channel of whoever asks', async () => {
    await replaying.start(callBy(), { thread: ID, language: 'both', from: 1 });
    const again = await replaying.again(callBy({ id: '2', channelId: 'another' }), '1');
    expect(again.plan).toMatchObject({ channelId: 'another', language: 'both', from: 1 });
    expect(await problemOf(replaying.again(callBy({ id: '3', serverId: 'another' }), '1'))).toEqual({
      code: 'replay-over',
    });
  });

  it('obeys who started a replay, refuses others, and says when a control means nothing', async () => {
    const replay = await replaying.start(callBy(), { thread: ID });
    await replaying.begin(replay, undefined);
    await settled();
    expect((await replaying.controlHere(callBy(), 'pause')).replay.state.kind).toBe('paused');
    expect(await problemOf(replaying.control(callBy(), '1', { kind: 'pause' }))).toMatchObject({ code: 'no-effect' });
    expect(await problemOf(replaying.control(callBy({ userId: 'another' }), '1', { kind: 'resume' }))).toEqual({
      code: 'not-yours-to-control',
    });
    expect((await replaying.control(callBy(), '1', { kind: 'stop' })).replay.state.kind).toBe('ended');
    expect(await problemOf(replaying.control(callBy(), '1', { kind: 'resume' }))).toEqual({ code: 'replay-over' });
    expect(await problemOf(replaying.controlHere(callBy(), 'pause'))).toEqual({ code: 'no-replay-here' });
  });
});
