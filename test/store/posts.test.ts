import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReplayPlan } from '../../src/replay/replay.ts';
import { initialState } from '../../src/replay/state.ts';
import { openSqlite, sqliteDialect } from '../../src/store/sqlite/connection.ts';
import { migrations } from '../../src/store/sqlite/migrations.ts';
import { openStore, type Store } from '../../src/store/store.ts';

/** The tables that migration 003 finds, as far as it reads them. */
type Before003 = {
  replays: { id: string; server_id: string; channel_id: string; plan: string; state: string; unfinished: number };
  posts: { message_id: string; replay_id: string; position: number };
};

/** A replay of four posts: the thread's own, a comment in two parts, another comment. */
function planOf(id: string, serverId = 'server', channelId = `channel ${id}`): ReplayPlan {
  const post = (comment: number) => ({ comment, persona: 'bob', username: 'Bob', content: 'Hi.', gap: 0 });
  return {
    ...{ id, serverId, channelId, controlChannelId: channelId, threadId: 'thread', title: { en: 'Title' } },
    ...{ language: 'en', pace: 'instant', speech: 'en', translate: true, startedBy: 'person', startedAt: 0 },
    script: [post(0), post(1), post(1), post(2)],
    ...{ from: 0, persona: null },
  };
}

/** Plays a replay up to a post, whose messages are named after it and their position. */
async function play({ replays }: Pick<Store, 'replays'>, plan: ReplayPlan, upTo = plan.script.length): Promise<void> {
  const state = initialState(0);
  await replays.add(plan, state);
  for (const [position, { comment }] of plan.script.slice(0, upTo).entries()) {
    await replays.save(plan.id, position, state, { position, comment, messageId: `${plan.id}-${position}` });
  }
}

describe('the posts of replays', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'reprise-'));
    file = join(folder, 'reprise.sqlite');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('are found by their message, by their own server alone', async () => {
    const store = await openStore(file);
    await play(store, planOf('7'));
    expect(await store.posts.find('server', '7-2')).toEqual({ replayId: '7', comment: 1 });
    expect(await store.posts.find('other', '7-2')).toBeUndefined();
    expect(await store.posts.find('server', '8-2')).toBeUndefined();
    await store.close();
  });

  it('are found by their comment: the first part in the latest replay that got so far, by their own server alone', async () => {
    const store = await openStore(file);
    await play(store, planOf('99'));
    await play(store, planOf('100'), 2);
    await play(store, planOf('101', 'other'));
    const { posts } = store;
    expect(await posts.latest('server', 'thread', 1)).toEqual({ channelId: 'channel 100', messageId: '100-1' });
    expect(await posts.latest('server', 'thread', 2)).toEqual({ channelId: 'channel 99', messageId: '99-3' });
    expect(await posts.latest('server', 'thread', 3)).toBeUndefined();
    expect(await posts.latest('server', 'another', 1)).toBeUndefined();
    expect(await posts.latest('third', 'thread', 1)).toBeUndefined();
    await store.close();
  });

  it('are found without reading whole tables', async () => {
    await (await openStore(file)).close();
    const database = openSqlite(file);
    const plan = database
      .prepare(
        'EXPLAIN QUERY PLAN SELECT p.message_id FROM posts p JOIN replays r ON r.id = p.replay_id ' +
          "WHERE r.server_id = 's' AND r.thread_id = 't' AND p.comment = 1 ORDER BY length(r.id) DESC, r.id DESC LIMIT 1",
      )
      .all()
      .map(({ detail }) => String(detail));
    expect(plan.filter((step) => step.startsWith('SCAN'))).toEqual([]);
    database.close();
  });

  it('of replays from before they were looked up get what their plans say', async () => {
    const db = new Kysely<Before003>({ dialect: sqliteDialect(openSqlite(file)) });
    const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
    expect((await migrator.migrateTo('002-replays')).error).toBeUndefined();
    const { translate: _, ...plan } = planOf('7');
    const state = JSON.stringify(initialState(0));
    const row = {
      id: '7',
      server_id: 'server',
      channel_id: 'channel',
      plan: JSON.stringify(plan),
      state,
      unfinished: 0,
    };
    await db.insertInto('replays').values(row).execute();
    await db.insertInto('posts').values({ message_id: '7-3', replay_id: '7', position: 3 }).execute();
    await db.destroy();

    const store = await openStore(file);
    expect(await store.posts.latest('server', 'thread', 2)).toEqual({ channelId: 'channel', messageId: '7-3' });
    expect((await store.replays.find('server', '7'))?.plan).toEqual({ ...plan, translate: false });
    await store.close();
  });
});
