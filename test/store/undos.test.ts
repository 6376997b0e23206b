import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ReplayPlan } from '../../src/replay/replay.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { keyOf, planOf, uneventful } from '../support/plans.ts';
import { describeOnStores, type TestDatabase } from '../support/stores.ts';

const ended = { kind: 'ended', next: 3, ...uneventful, reason: 'finished' } as const;

describeOnStores('the stored undoing of replays', (makeDatabase) => {
  let database: TestDatabase;
  let store: Store;

  beforeEach(async () => {
    database = await makeDatabase();
    store = await openStore(database.url);
  });

  afterEach(async () => {
    await store.close();
    await database[Symbol.asyncDispose]();
  });

  /** A replay that has ended, with so many posts. */
  async function replayed(id: string, over: Partial<ReplayPlan> = {}, posts = 2) {
    await store.replays.add(planOf(id, over), ended, 25);
    for (let position = 0; position < posts; position += 1) {
      await store.replays.save(keyOf(id), position, ended, {
        position,
        comment: position,
        messageId: `${id}-${position}`,
      });
    }
    const replay = await store.replays.find('server', id);
    if (!replay) throw new Error('There is no replay.');
    return replay;
  }

  it('the latest replay that was started in a channel is so though a schedule gave it an older anchor', async () => {
    await replayed('101', { startedAt: 1_000 });
    await replayed('100', { startedAt: 2_000 });
    expect(await store.replays.latestStartedIn('server', 'channel')).toMatchObject({ plan: { id: '100' } });
  });

  it('the latest replay that was started in a channel is the one with the latest anchor, wherever it plays', async () => {
    await replayed('99');
    await replayed('100', { controlChannelId: 'other' });
    await replayed('101', { channelId: 'elsewhere', controlChannelId: 'channel' });
    await replayed('102', { serverId: 'server', controlChannelId: null, channelId: 'forum post' });
    const latest = async (channelId: string, serverId = 'server') =>
      (await store.replays.latestStartedIn(serverId, channelId))?.plan.id;
    expect(await latest('channel')).toBe('101');
    expect(await latest('other')).toBe('100');
    expect(await latest('elsewhere')).toBeUndefined();
    // Its control message is among its posts.
    expect(await latest('forum post')).toBe('102');
    expect(await latest('channel', 'another server')).toBeUndefined();
    expect(await store.replays.latestPlayedIn('server', 'elsewhere')).toMatchObject({ plan: { id: '101' } });
    expect(await store.replays.latestPlayedIn('another server', 'elsewhere')).toBeUndefined();
  });

  it('of two who begin from the same state the second is refused, and the control message is to be shown anew', async () => {
    const replay = await replayed('7');
    await store.replays.setEndShown(keyOf('7'), replay.revision);
    expect(await store.undos.begin(replay, 'mika', 5)).toMatchObject({
      undo: { kind: 'under-way', askedBy: 'mika', askedAt: 5, posts: 2, left: 2 },
    });
    expect(await store.undos.begin(replay, 'alex', 6)).toBeUndefined();
    expect((await store.replays.endedUnshown()).replays.map(({ plan }) => plan.id)).toEqual(['7']);
    // What was shown before does not count.
    await store.replays.setEndShown(keyOf('7'), replay.revision);
    expect((await store.replays.endedUnshown()).replays).toHaveLength(1);
  });

  it('what is left of one under way is counted anew, and one that is over is noted once', async () => {
    const undoing = await store.undos.begin(await replayed('7'), 'mika', 5);
    if (!undoing) throw new Error('It was not begun.');
    await store.undos.removePost('server', '7-1');
    expect((await store.undos.underWay()).undoings).toMatchObject([{ undo: { posts: 2, left: 1 } }]);
    const done = { kind: 'done', askedBy: 'mika', askedAt: 5, posts: 2 } as const;
    expect(await store.undos.set(undoing, done)).toMatchObject({ undo: done, revision: undoing.revision + 1 });
    expect(await store.undos.set(undoing, done)).toBeUndefined();
    expect((await store.undos.underWay()).undoings).toEqual([]);
  });

  it('one that was given up is under way no more, and no end of it is to be shown', async () => {
    await store.undos.begin(await replayed('7'), 'mika', 5);
    await store.undos.giveUp(keyOf('7'));
    expect((await store.undos.underWay()).undoings).toEqual([]);
    expect((await store.replays.endedUnshown()).replays).toEqual([]);
  });

  it('posts go one by one, the newest first in the list, or all of a replay, never another’s', async () => {
    await replayed('7', {}, 3);
    await replayed('8', { channelId: 'elsewhere' });
    expect(await store.undos.postsOf(keyOf('7'))).toEqual(['7-2', '7-1', '7-0']);
    await store.undos.addPost(keyOf('7'), { position: 3, comment: 2, messageId: 'found' });
    await store.undos.addPost(keyOf('7'), { position: 3, comment: 2, messageId: 'found' });
    expect(await store.undos.postsOf(keyOf('7'))).toEqual(['found', '7-2', '7-1', '7-0']);
    await store.undos.removePost('server', '7-1');
    await store.undos.removePost('server', 'not there');
    expect(await store.undos.postsOf(keyOf('7'))).toEqual(['found', '7-2', '7-0']);
    await store.undos.removePostsOf(keyOf('7'));
    expect(await store.undos.postsOf(keyOf('7'))).toEqual([]);
    expect(await store.undos.postsOf(keyOf('8'))).toHaveLength(2);
  });

  it('where the posts are is noted once it is known', async () => {
    const name = { discussion: { kind: 'forum-post', name: 'Title', tags: [] } } as const;
    expect(await replayed('7', name, 0)).toMatchObject({ stageChannelId: null });
    await store.undos.setStage(keyOf('7'), '42');
    expect(await store.replays.find('server', '7')).toMatchObject({ stageChannelId: '42' });
  });

  it('the next replay of a channel is the one with the next anchor, which is a number', async () => {
    const staged = async (id: string) => ({ ...(await replayed(id)), stageChannelId: 'channel' });
    const first = await staged('98');
    await replayed('1000');
    await replayed('99', { channelId: 'elsewhere' });
    expect(await store.undos.nextAnchor(first)).toBe('1000');
    // Where it plays is unknown: whatever plays in the server counts.
    expect(await store.undos.nextAnchor({ ...first, stageChannelId: null })).toBe('99');
    expect(await store.undos.nextAnchor(await staged('1001'))).toBeUndefined();
  });
});
