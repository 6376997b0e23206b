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
import { callBy, directoryOf, REPLAY_RIGHTS } from '../support/calls.ts';
import { FakeClock, settled } from '../support/fakeClock.ts';
import { everybody, FakeStage } from '../support/fakeStage.ts';
import { libraryOf, shelfOfThreads } from '../support/library.ts';

const [ann, bob] = [{ en: 'Ann', ja: 'アン' }, { en: 'Bob' }];
const thread: Thread = {
  ...{ category: 'AI', date: '2026-01-01', author: ann, title: { en: 'Tea', ja: 'お茶' } },
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

  type Changed = {
    known?: Parameters<typeof directoryOf>[0];
    library?: Pick<Library, 'shelf'>;
    replayStore?: ReplayStore;
  };

  function build({ known = {}, library = libraryOf([thread]), replayStore = store.replays }: Changed = {}): Replaying {
    const clock = new FakeClock();
    stage = new FakeStage(clock);
    const log = pino({ level: 'silent' });
    const channels = directoryOf(known);
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
    expect((await store.replays.unfinished()).replays).toEqual([]);
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
      place: 'channel',
    });
  });

  it('asks of a ThreadChannel what counts there: Send Messages in Threads, not Send Messages', async () => {
    const inThreads = REPLAY_RIGHTS.map((right) => (right === 'SendMessages' ? 'SendMessagesInThreads' : right));
    const known = { channel: { kind: 'thread-channel' }, c: { kind: 'thread-channel' } } as const;
    await expect(build({ known }).start(callBy({ botRights: inThreads }), { thread: ID })).resolves.toBeDefined();
    expect(await problemOf(build({ known }).start(callBy({ id: '2', channelId: 'c' }), { thread: ID }))).toMatchObject({
      permissions: ['SendMessagesInThreads'],
    });
  });

  it('plays from a comment on, and only what one persona says, and refuses what leaves nothing', async () => {
    const numbers = async (id: string, from: number, persona?: string) => {
      const { plan } = await replaying.start(callBy({ id, channelId: id }), { thread: ID, from, persona });
      return plan.outline.comments;
    };
    expect(await numbers('2', 1)).toEqual([1, 2]);
    expect(await numbers('3', 0, 'アン')).toEqual([0, 2]);
    expect(await problemOf(numbers('4', 2, 'Bob'))).toEqual({ code: 'nothing-to-play', persona: 'Bob', from: 2 });
    expect(await problemOf(numbers('5', 3))).toEqual({ code: 'from-out-of-range', from: 3, last: 2 });
  });

  it('plays what the persona of a mark says, and refuses a mark that nobody there has', async () => {
    const { plan } = await replaying.startPersona(callBy(), ID, personaMark(personaKey(bob)));
    expect(plan.outline.comments).toEqual([1]);
    expect(await problemOf(replaying.startPersona(callBy({ id: '2' }), ID, '00000000'))).toEqual({
      code: 'no-such-comment',
    });
  });

  it('starts an earlier replay again with the same choices, in the channel of whoever asks', async () => {
    await replaying.start(callBy(), { thread: ID, language: 'both', from: 1 });
    const call = callBy({ id: '2', channelId: 'another' });
    const again = await replaying.start(call, await replaying.requestOf(call, '1'));
    expect(again.plan).toMatchObject({ channelId: 'another', language: 'both', from: 1 });
    expect(await problemOf(replaying.requestOf(callBy({ id: '3', serverId: 'another' }), '1'))).toEqual({
      code: 'replay-over',
    });
  });

  /** A replay at pace `step` that has made its first post. */
  async function rest(): Promise<void> {
    await replaying.begin(await replaying.start(callBy(), { thread: ID, pace: 'step' }), undefined);
    await settled();
  }

  it('at pace step obeys everybody who may write there when they ask for the next line, and in nothing else', async () => {
    await rest();
    const another = { userId: 'another' };
    const skip = (options: Parameters<typeof callBy>[0]) => replaying.control(callBy(options), '1', { kind: 'skip' });
    const refused = { code: 'not-yours-to-control' };
    expect(await problemOf(skip({ ...another, rights: [] }))).toEqual(refused);
    expect(await problemOf(skip({ ...another, channelId: 'elsewhere' }))).toEqual(refused);
    for (const wish of [{ kind: 'stop' }, { kind: 'pause' }, { kind: 'change-pace', pace: 'fast' }] as const) {
      expect(await problemOf(replaying.control(callBy(another), '1', wish)), wish.kind).toEqual(refused);
    }
    expect(await skip(another)).toMatchObject({ wasPaused: false, replay: { state: { pace: 'step' } } });
    await settled();
    expect(stage.posts).toHaveLength(2);
    // Whoever presses within the same second saw the same line.
    await skip({ userId: 'third' });
    await settled();
    expect(stage.posts).toHaveLength(2);
  });

  it('a pause at pace step is not everybody’s to end', async () => {
    await rest();
    await replaying.controlHere(callBy(), 'pause');
    expect(await problemOf(replaying.control(callBy({ userId: 'another' }), '1', { kind: 'skip' }))).toEqual({
      code: 'not-yours-to-control',
    });
    expect(await replaying.controlHere(callBy(), 'skip')).toMatchObject({ wasPaused: true });
  });

  it('makes a replay faster and slower step by step, keeps that for when it is played again, and refuses at the ends', async () => {
    await replaying.start(callBy(), { thread: ID, pace: 'natural' });
    const paceAfter = async (way: 'faster' | 'slower') => (await replaying.changePaceHere(callBy(), way)).state.pace;
    expect(await paceAfter('faster')).toBe('fast');
    expect(await problemOf(paceAfter('faster'))).toEqual({ code: 'no-further-pace', way: 'faster', pace: 'fast' });
    for (const pace of ['natural', 'slow', 'step']) expect(await paceAfter('slower')).toBe(pace);
    expect(await problemOf(paceAfter('slower'))).toEqual({ code: 'no-further-pace', way: 'slower', pace: 'step' });
    expect(await problemOf(replaying.changePaceHere(callBy({ userId: 'another' }), 'slower'))).toEqual({
      code: 'not-yours-to-control',
    });
    expect(await replaying.requestOf(callBy({ id: '2' }), '1')).toMatchObject({ pace: 'step' });
  });

  it('keeps the manner of notifying that holds when a replay starts', async () => {
    expect((await replaying.start(callBy(), { thread: ID })).plan.notify).toBe('first');
    await store.settings.set('server', { notify: 'none' });
    const { plan } = await replaying.start(callBy({ id: '2', channelId: 'another' }), { thread: ID });
    expect(plan.notify).toBe('none');
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

  const mayAll = [...REPLAY_RIGHTS, 'CreatePublicThreads', 'SendMessagesInThreads'] as const;
  const tags = [
    { id: '7', name: 'ai', moderated: false },
    { id: '8', name: 'Other', moderated: false },
  ];
  const known = {
    news: { kind: 'announcement' },
    aside: { kind: 'thread-channel', parentId: 'channel' },
    forum: { kind: 'forum', tags },
    strict: { kind: 'forum', tags: [], tagRequired: true },
    post: { kind: 'thread-channel', parentId: 'forum' },
    voice: { kind: 'voice' },
    folder: { kind: 'other' },
    lost: 'gone',
  } as const;
  const discuss = (channelId: string, over: Parameters<typeof callBy>[0] = {}) =>
    build({ known }).start(callBy({ id: channelId, channelId, botRights: mayAll, ...over }), {
      ...{ thread: ID, venue: 'discussion', language: 'ja' },
    });
  const name = 'お茶';

  it('opens a discussion in the channel itself, and beside the ThreadChannel or the forum’s post it is asked for in', async () => {
    expect((await discuss('channel')).plan).toMatchObject({
      ...{ channelId: 'channel', controlChannelId: 'channel' },
      discussion: { kind: 'thread-channel', name, announces: false },
    });
    expect((await discuss('news')).plan.discussion).toEqual({ kind: 'thread-channel', name, announces: true });
    expect((await discuss('aside')).plan).toMatchObject({ channelId: 'channel', controlChannelId: 'aside' });
    expect((await discuss('post')).plan).toMatchObject({
      ...{ channelId: 'forum', controlChannelId: 'post' },
      discussion: { kind: 'forum-post', name, tags: ['7'] },
    });
  });

  it('plays in a new post of a forum, where its control message has no other place, however it is asked for', async () => {
    for (const venue of ['here', 'discussion', undefined] as const) {
      const call = callBy({ id: String(venue), channelId: 'forum', botRights: mayAll });
      const { plan, stageChannelId } = await build({ known }).start(call, { thread: ID, venue });
      expect(plan).toMatchObject({ channelId: 'forum', controlChannelId: null, discussion: { kind: 'forum-post' } });
      expect(stageChannelId).toBeNull();
    }
  });

  it('refuses before anything begins what cannot be played or opened there, saying why', async () => {
    expect(await problemOf(discuss('strict'))).toEqual({
      code: 'forum-needs-tag',
      channelId: 'strict',
      category: 'AI',
    });
    expect(await problemOf(discuss('voice'))).toEqual({ code: 'no-discussion-there', channelId: 'voice' });
    expect(await problemOf(discuss('lost'))).toEqual({ code: 'channel-gone' });
    expect(await problemOf(build({ known }).start(callBy({ channelId: 'folder' }), { thread: ID }))).toEqual({
      code: 'no-replay-there',
      channelId: 'folder',
    });
    expect((await store.replays.unfinished()).replays).toEqual([]);
  });

  it.each([
    ['channel', ['CreatePublicThreads', 'SendMessagesInThreads'], 'channel'],
    ['post', ['SendMessagesInThreads'], 'forum-post'],
  ] as const)('names what the bot lacks for a discussion from %s: %j', async (channelId, permissions, place) => {
    const problem = { code: 'bot-lacks-permissions', permissions, channelId, place };
    expect(await problemOf(discuss(channelId, { botRights: REPLAY_RIGHTS }))).toEqual(problem);
  });

  it('asks Discord nothing for a replay in a channel whose kind is known', async () => {
    const gone = { channel: 'gone', chat: 'gone' } as const;
    await build({ known: gone }).start(callBy({ kind: 'text' }), { thread: ID });
    const inVoice = { id: '2', channelId: 'chat', kind: 'voice', botRights: [...REPLAY_RIGHTS, 'Connect'] } as const;
    await build({ known: gone }).start(callBy(inVoice), { thread: ID });
    expect((await store.replays.unfinished()).replays).toHaveLength(2);
  });

  it('lets any number of discussions begin in a channel beside what plays there, and says which of them could be meant', async () => {
    await discuss('channel');
    expect((await replaying.replayHere(callBy())).plan.id).toBe('channel');
    await discuss('channel', { id: 'second' });
    expect(await problemOf(replaying.replayHere(callBy()))).toMatchObject({
      code: 'several-replays-here',
      replays: [{ plan: { id: 'channel' } }, { plan: { id: 'second' } }],
    });
    await replaying.start(callBy({ id: 'here' }), { thread: ID });
    expect((await replaying.replayHere(callBy())).plan.id).toBe('here');
  });
});
