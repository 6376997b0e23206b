import { afterEach, beforeEach, expect, it } from 'vitest';
import { initialState } from '../../../src/replay/state.ts';
import { openStore } from '../../../src/store/store.ts';
import { keyOf, planOf } from '../../support/plans.ts';
import { describeOnStores, emptyDatabase, migrateTo, type TestDatabase } from '../../support/stores.ts';

const state = initialState(0, 'natural');

describeOnStores('posts from before they were kept by their servers', (_, kind) => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await emptyDatabase(kind);
    await migrateTo(database, '021-writers');
  });

  afterEach(() => database[Symbol.asyncDispose]());

  const replay = (id: string, serverId: string, unfinished: number) => {
    const plan = JSON.stringify(planOf(id, { serverId, channelId: `of ${serverId}` }));
    const columns = 'id, anchor, server_id, stage_channel_id, thread_id, plan, state, revision, unfinished';
    return `INSERT INTO replays (${columns})
      VALUES ('${id}', '${id}', '${serverId}', 'of ${serverId}', 'thread', '${plan}', '${JSON.stringify(state)}', 2, ${unfinished});`;
  };
  const post = (id: string, position: number) =>
    `INSERT INTO posts (message_id, replay_id, position, comment) VALUES ('${id}-${position}', '${id}', ${position}, ${position});`;

  it('posts from before they were kept by their servers are those of their replays’ servers, and their replays go on', async () => {
    await database.query(`
      ${replay('7', 'server', 1)} ${replay('8', 'other', 0)} ${replay('9', 'server', 0)}
      ${post('7', 0)} ${post('7', 1)} ${post('8', 0)} SELECT 1 AS one`);
    const store = await openStore(database.url);
    expect(await store.posts.find('server', '7-1')).toEqual({ replayId: '7', comment: 1 });
    expect(await store.posts.find('other', '7-1')).toBeUndefined();
    expect(await store.undos.postsOf(keyOf('8', 'other'))).toEqual(['8-0']);
    expect(await store.replays.save(keyOf('7'), 2, state, { position: 2, comment: 2, messageId: '7-2' })).toBe(true);
    expect(await store.undos.postsOf(keyOf('7'))).toEqual(['7-2', '7-1', '7-0']);
    expect(await store.replays.add(planOf('10', { channelId: 'of server' }), state, 25)).toBe('taken');
    await store.close();
    await database.query("DELETE FROM replays WHERE id = '8'; SELECT 1 AS one");
    const left = await database.query('SELECT message_id FROM posts ORDER BY message_id');
    expect(left.map(({ message_id }) => message_id)).toEqual(['7-0', '7-1', '7-2']);
  });
});
