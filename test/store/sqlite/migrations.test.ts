import { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { beforeEach, describe, expect, it } from 'vitest';
import { facesOf } from '../../../src/replay/casting.ts';
import { traitsOf } from '../../../src/replay/face.ts';
import { Post } from '../../../src/replay/post.ts';
import { outlined, type ScriptedPlan } from '../../../src/replay/replay.ts';
import { initialState, ReplayState } from '../../../src/replay/state.ts';
import type { Database } from '../../../src/store/database.ts';
import { postStore } from '../../../src/store/posts.ts';
import { replayHistory } from '../../../src/store/replayHistory.ts';
import { replayStore } from '../../../src/store/replays.ts';
import { openSqlite, sqliteDialect } from '../../../src/store/sqlite/connection.ts';
import { migrations } from '../../../src/store/sqlite/migrations.ts';
import { postAt } from '../../../src/store/sqlite/scripts.ts';
import { webhookStore } from '../../../src/store/webhooks.ts';
import { PersonaKey } from '../../../src/thread/identity.ts';
import { keyOf, planOf, postOf } from '../../support/plans.ts';

/** The tables as earlier versions had them. */
type Earlier = {
  replays: {
    id: string;
    server_id: string;
    channel_id: string;
    thread_id?: string;
    anchor?: string;
    plan: string;
    state: string;
    unfinished: number;
  };
  posts: { message_id: string; replay_id: string; position: number };
  webhooks: { channel_id: string; webhook_id: string; webhook_token: string; thread_channel_id: string | null };
};

/** A plan as it was stored before the pace could be changed. */
function planThen(over: Partial<ScriptedPlan> = {}, pace = 'natural') {
  const { notify: _, lastComment: __, script, ...plan } = planOf('7', over);
  return { ...plan, pace, script: script.map(({ reading, ...post }) => ({ ...post, gap: reading })) };
}

const progress = { next: 1, failures: 0, webhooksReplaced: 0 };

describe('the migrations', () => {
  let db: Kysely<Database>;
  let earlier: Kysely<Earlier>;

  beforeEach(async () => {
    const database = await openSqlite(':memory:');
    db = new Kysely({ dialect: sqliteDialect(database) });
    earlier = new Kysely({ dialect: sqliteDialect(database) });
  });

  const migrateTo = async (name: string) => {
    const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
    expect((await migrator.migrateTo(name)).error).toBeUndefined();
  };
  const latest = Object.keys(migrations).at(-1) ?? '';

  it('every migration has a number of its own but the two that were released as 003', () => {
    const numbers = Object.keys(migrations).map((name) => name.slice(0, 3));
    expect(numbers).toEqual(numbers.toSorted());
    expect(numbers.filter((number, index) => numbers.indexOf(number) !== index)).toEqual(['003']);
  });

  it('posts of replays from before they were looked up by comment get what their plans say', async () => {
    await migrateTo('002-replays');
    const { translate: _, anchor: __, ...plan } = planThen({ script: [0, 1, 1, 2].map((n) => postOf('Hi.', n)) });
    const state = JSON.stringify(initialState(0, 'natural'));
    const row = { id: '7', server_id: 'server', channel_id: 'channel', plan: JSON.stringify(plan), state };
    await earlier
      .insertInto('replays')
      .values({ ...row, unfinished: 0 })
      .execute();
    await earlier.insertInto('posts').values({ message_id: '7-3', replay_id: '7', position: 3 }).execute();

    await migrateTo(latest);
    expect(await postStore(db).latest('server', [{ threadId: 'thread', comment: 2 }])).toEqual([
      { channelId: 'channel', messageId: '7-3' },
    ]);
    const faces = facesOf([PersonaKey.parse('bob')]);
    const script = [0, 1, 1, 2].map((n) => ({ ...postOf('Hi.', n), face: faces.get(PersonaKey.parse('bob')) }));
    expect((await replayStore(db, postAt).find('server', '7'))?.plan).toEqual(
      outlined(planOf('7', { translate: false, notify: 'all', script: script.map((post) => Post.parse(post)) })),
    );
  });

  it('replays from before schedules tell when they were started', async () => {
    await migrateTo('013-face-gallery');
    const plan = JSON.stringify(planThen({ startedAt: 1_795_000_000_000 }));
    const row = { id: '7', server_id: 'server', channel_id: 'channel', thread_id: 'thread', anchor: '7', plan };
    await earlier
      .insertInto('replays')
      .values({ ...row, state: JSON.stringify({ ...initialState(0, 'natural'), pace: undefined }), unfinished: 1 })
      .execute();
    await migrateTo(latest);
    expect(await replayHistory(db).lastReplays('server')).toEqual(new Map([['thread', 1_795_000_000_000]]));
  });

  it('replays from before they could be undone are found where they were started', async () => {
    await migrateTo('013-face-gallery');
    const plan = JSON.stringify(planThen({ controlChannelId: 'control' }));
    const row = { id: '7', server_id: 'server', channel_id: 'channel', thread_id: 'thread', anchor: '7', plan };
    await earlier
      .insertInto('replays')
      .values({ ...row, state: JSON.stringify(initialState(0, 'natural')), unfinished: 1 })
      .execute();
    await migrateTo(latest);
    expect(await replayStore(db, postAt).latestStartedIn('server', 'control')).toMatchObject({ plan: { id: '7' } });
    expect(await replayStore(db, postAt).latestStartedIn('server', 'channel')).toBeUndefined();
  });

  it('stored posts get the faces of a cast: one for each persona, all unlike each other', async () => {
    await migrateTo('011-settings-as-json');
    const { script, ...plan } = planThen({ script: [0, 1, 2, 3].map((comment) => postOf('Hi.', comment)) });
    const speakers = ['ann', 'bob', 'ann', 'cy'];
    const faceless = script.map(({ face: _, ...post }, at) => ({ ...post, persona: speakers[at] }));
    const row = { id: '7', server_id: 'server', channel_id: 'channel', thread_id: 'thread', unfinished: 0 };
    await earlier
      .insertInto('replays')
      .values({
        ...row,
        plan: JSON.stringify({ ...plan, script: faceless }),
        state: JSON.stringify(initialState(0, 'natural')),
      })
      .execute();

    await migrateTo(latest);
    const stored = await replayStore(db, postAt).script(keyOf('7'));
    const [ann, bob, annAgain, cy] = stored.map(({ face }) => traitsOf(face));
    expect(annAgain).toEqual(ann);
    for (const trait of ['hair', 'colour', 'background'] as const) {
      expect(new Set([ann, bob, cy].map((traits) => traits?.[trait])).size).toBe(3);
    }
    expect(stored.map(({ persona, content }) => [persona, content])).toEqual(speakers.map((by) => [by, 'Hi.']));
  });

  it.each([
    [
      { kind: 'paused', ...progress, remaining: 7, reason: { kind: 'asked' }, doubtfulSince: null },
      { reason: { kind: 'by-hand' } },
    ],
    [
      { kind: 'paused', ...progress, remaining: 0, reason: { kind: 'late' }, doubtfulSince: null },
      { reason: { kind: 'late' } },
    ],
    [{ kind: 'sending', ...progress, since: 5, afterwards: 'pause' }, { afterwards: 'pause-by-hand' }],
    [{ kind: 'sending', ...progress, since: 5, afterwards: 'go-on' }, { afterwards: 'go-on' }],
    [
      { kind: 'doubtful', ...progress, since: 5, lookAt: 6, settled: 7, afterwards: 'ask' },
      { afterwards: 'pause-late', unseen: 0 },
    ],
    [
      { kind: 'doubtful', ...progress, since: 5, lookAt: 6, settled: 7, unseen: 3, afterwards: 'stop' },
      { afterwards: 'stop', unseen: 3 },
    ],
    [{ kind: 'waiting', ...progress, due: 5, notBefore: 4 }, {}],
    [{ kind: 'ended', ...progress, reason: 'finished' }, {}],
  ])('a state that was stored as %j is read with the words of today', async (before, changed) => {
    await migrateTo('004-search');
    const { anchor: _, ...plan } = planOf('7', { translate: true });
    const row = {
      id: '7',
      server_id: 'server',
      channel_id: 'channel',
      thread_id: 'thread',
      plan: JSON.stringify(plan),
    };
    await earlier
      .insertInto('replays')
      .values({ ...row, state: JSON.stringify(before), unfinished: 1 })
      .execute();
    await migrateTo('005-anchors-and-plain-words');
    const stored = await earlier.selectFrom('replays').select(['plan', 'state']).executeTakeFirstOrThrow();
    expect(JSON.parse(stored.state)).toEqual({ ...before, ...changed });
    expect(JSON.parse(stored.plan)).toEqual({ ...plan, anchor: '7' });
  });

  it.each([
    ['natural', [0, 5_000, 0, 7_000], [0, 5_000, 0, 7_000]],
    ['fast', [0, 2_000, 0, 1_000], [0, 5_000, 0, 2_500]],
    ['slow', [0, 8_000, 0, 4_000], [0, 5_000, 0, 2_500]],
    // Without gaps nothing is known of how long a text takes to read.
    ['instant', [0, 0, 0, 0], [0, 2_500, 0, 2_500]],
  ])('a replay that was stored at pace %s goes on at it, and can be made slower', async (pace, gaps, readings) => {
    await migrateTo('013-face-gallery');
    const plan = planThen({ script: [0, 1, 1, 2].map((n, at) => postOf('Hi.', n, gaps[at])) }, pace);
    const state = { kind: 'waiting', ...progress, due: 5, wait: 4, skippable: true };
    const row = { id: '7', server_id: 'server', channel_id: 'channel', thread_id: 'thread', unfinished: 1 };
    await earlier
      .insertInto('replays')
      .values({ ...row, plan: JSON.stringify(plan), state: JSON.stringify(state) })
      .execute();
    await migrateTo(latest);
    const stored = await replayStore(db, postAt).find('server', '7');
    const script = [0, 1, 1, 2].map((n, at) => postOf('Hi.', n, readings[at]));
    expect(stored?.plan).toEqual(outlined(planOf('7', { notify: 'all', script })));
    expect(await replayStore(db, postAt).script(keyOf('7'))).toEqual(script);
    expect(stored?.state).toEqual(ReplayState.parse({ ...state, pace }));
  });

  it('webhooks from before it was written down whose they are are remembered, and used by nobody', async () => {
    await migrateTo('005-anchors-and-plain-words');
    const row = { channel_id: 'thread', webhook_id: 'hook', webhook_token: 'secret', thread_channel_id: 'thread' };
    await earlier.insertInto('webhooks').values(row).execute();
    await migrateTo('007-webhooks-by-application');
    const webhooks = webhookStore(db, 'ours');
    expect(await webhooks.route('thread')).toBeUndefined();
    expect(await webhooks.everyRoute('thread')).toEqual([{ id: 'hook', token: 'secret', threadChannelId: 'thread' }]);
  });

  it('replays from before discussions play where they were started for, one a channel', async () => {
    await migrateTo('013-face-gallery');
    const state = JSON.stringify({ kind: 'waiting', ...progress, due: 1, wait: 0, skippable: true });
    const row = { server_id: 'server', thread_id: 'thread', plan: JSON.stringify(planThen()), state, anchor: '7' };
    await earlier
      .insertInto('replays')
      .values([
        { ...row, id: '7', channel_id: 'channel', unfinished: 1 },
        { ...row, id: '8', channel_id: 'channel', unfinished: 0 },
      ])
      .execute();

    await migrateTo(latest);
    const replays = replayStore(db, postAt);
    expect(await replays.inChannel('server', 'channel')).toMatchObject({
      ...{ plan: { id: '7', discussion: null }, stageChannelId: 'channel' },
    });
    const second = db.updateTable('replays').set({ unfinished: 1 }).where('id', '=', '8').execute();
    await expect(second).rejects.toThrow();
  });

  it.each([
    ['a plan of another kind', '{"script":"none"}', '{}'],
    ['a state of another kind', JSON.stringify(planThen()), '7'],
    ['a plan that is no JSON', '{', JSON.stringify({ kind: 'waiting', ...progress, due: 5, notBefore: 4 })],
    ['a state that is no JSON', JSON.stringify(planThen()), '{"kind":"doubtful"'],
    ['nothing but an empty text', '', ''],
  ])(
    'a stored replay that nobody can read (%s) keeps nobody from using a newer version, and is given up',
    async (_, plan, state) => {
      await migrateTo('002-replays');
      const row = { id: '7', server_id: 'server', channel_id: 'channel', plan, state, unfinished: 1 };
      await earlier.insertInto('replays').values(row).execute();
      await migrateTo(latest);
      expect(await replayStore(db, postAt).unfinished()).toMatchObject({ replays: [], unreadable: [{ id: '7' }] });
    },
  );
});
