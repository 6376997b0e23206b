import { afterEach, beforeEach, expect, it } from 'vitest';
import { initialState } from '../../src/replay/state.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { keyOf, planOf, postOf } from '../support/plans.ts';
import { describeOnStores, type TestDatabase } from '../support/stores.ts';

describeOnStores('the posts of replays', (makeDatabase) => {
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

  /** Plays four posts: the thread's own, a comment in two parts, another comment. Messages are named after id and position. */
  async function play(id: string, { serverId = 'server', anchor = id, upTo = 4, startedAt = 0 } = {}): Promise<void> {
    const script = [0, 1, 1, 2].map((comment) => postOf('Hi.', comment));
    const plan = planOf(id, { serverId, anchor, startedAt, channelId: `channel ${id}`, script });
    const state = initialState(0, 'natural');
    await store.replays.add(plan, state, 25);
    for (const [position, { comment }] of script.slice(0, upTo).entries()) {
      await store.replays.save(plan, position, state, { position, comment, messageId: `${id}-${position}` });
    }
  }

  it('a post is found by its message, by its own server alone', async () => {
    await play('7');
    expect(await store.posts.find('server', '7-2')).toEqual({ replayId: '7', comment: 1 });
    expect(await store.posts.find('other', '7-2')).toBeUndefined();
    expect(await store.posts.find('server', '8-2')).toBeUndefined();
  });

  it('the posts that a replay still has are listed in the order of its script', async () => {
    await play('7', { upTo: 3 });
    await play('8');
    expect(await store.posts.of(keyOf('7'))).toEqual([
      { comment: 0, messageId: '7-0' },
      { comment: 1, messageId: '7-1' },
      { comment: 1, messageId: '7-2' },
    ]);
    expect(await store.posts.first(keyOf('7'))).toBe('7-0');
    expect(await store.posts.first(keyOf('6'))).toBeUndefined();
  });

  it('a comment’s latest post is the first part of it in the latest replay that got so far, by its own server alone', async () => {
    await play('99');
    await play('100', { upTo: 2 });
    await play('101', { serverId: 'other' });
    const comments = [1, 2, 3].map((comment) => ({ threadId: 'thread', comment }));
    expect(await store.posts.latest('server', [...comments, { threadId: 'another', comment: 1 }])).toEqual([
      { channelId: 'channel 100', messageId: '100-1' },
      { channelId: 'channel 99', messageId: '99-3' },
      ...[undefined, undefined],
    ]);
    expect(await store.posts.latest('third', comments)).toEqual([undefined, undefined, undefined]);
    expect(await store.posts.latest('server', [])).toEqual([]);
  });

  it('the latest of two replays is the one that was started later, though a schedule gave it an older anchor', async () => {
    await play('by-schedule', { anchor: '10', startedAt: 2_000 });
    await play('by-hand', { anchor: '11', startedAt: 1_000 });
    expect(await store.posts.latest('server', [{ threadId: 'thread', comment: 1 }])).toMatchObject([
      { messageId: 'by-schedule-1' },
    ]);
  });

  it('the latest of two replays is the one with the later anchor, whatever their ids are', async () => {
    await play('z-early', { anchor: '99' });
    await play('a-late', { anchor: '100' });
    expect(await store.posts.latest('server', [{ threadId: 'thread', comment: 1 }])).toMatchObject([
      { messageId: 'a-late-1' },
    ]);
  });
});
