import { afterEach, beforeEach, expect, it } from 'vitest';
import { UnreadableError } from '../../src/replay/ports.ts';
import type { ReplayPlan } from '../../src/replay/replay.ts';
import { initialState, type ReplayState } from '../../src/replay/state.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { keyOf, planOf, postOf, uneventful } from '../support/plans.ts';
import { describeOnStores, type TestDatabase } from '../support/stores.ts';

const waiting = initialState(0, 'natural');
const ended: ReplayState = { kind: 'ended', next: 3, ...uneventful, reason: 'finished' };
const longScript = Array.from({ length: 2_000 }, (_, place) => postOf('お茶の淹れ方。'.repeat(100), place));

/** What reading something five times takes of this thread, microseconds. */
async function timeOf(read: () => Promise<unknown>): Promise<number> {
  const before = process.threadCpuUsage();
  for (let time = 0; time < 5; time += 1) await read();
  const { user, system } = process.threadCpuUsage(before);
  return user + system;
}

describeOnStores('the stored replays', (makeDatabase) => {
  let database: TestDatabase;
  let store: Store;
  let replayStore: Store['replays'];

  const add = (id: string, over: Partial<ReplayPlan> = {}, most = 25) =>
    replayStore.add(planOf(id, over), waiting, most);

  beforeEach(async () => {
    database = await makeDatabase();
    store = await openStore(database.url);
    replayStore = store.replays;
  });

  afterEach(async () => {
    await store.close();
    await database[Symbol.asyncDispose]();
  });

  it('a channel has one unfinished replay at most', async () => {
    expect(await add('1')).toBe('added');
    expect(await add('2')).toBe('taken');
    expect(await add('3', { channelId: 'other' })).toBe('added');
    await replayStore.save(keyOf('1'), 0, ended);
    expect(await add('2')).toBe('added');
  });

  it('a replay that has ended is not stored again under its id', async () => {
    await add('1');
    await replayStore.save(keyOf('1'), 0, ended);
    expect(await add('1')).toBe('taken');
    expect(await replayStore.find('server', '1')).toMatchObject({ state: ended });
  });

  it('a server has as many unfinished replays as it may have, and another once one of them ends', async () => {
    for (const id of ['1', '2']) expect(await add(id, { channelId: id }, 2)).toBe('added');
    expect(await add('3', { channelId: '3' }, 2)).toBe('too-many');
    expect(await replayStore.find('server', '3')).toBeUndefined();
    expect(await add('4', { channelId: '4', serverId: 'other' }, 2)).toBe('added');
    await replayStore.save(keyOf('1'), 0, ended);
    expect(await add('3', { channelId: '3' }, 2)).toBe('added');
  });

  it('a server has no more unfinished replays than it may, though all are started at once', async () => {
    const ids = Array.from({ length: 8 }, (_, at) => String(at + 1));
    const started = await Promise.all(ids.map((id) => add(id, { channelId: id }, 3)));
    expect(started.filter((outcome) => outcome === 'added').length).toBeLessThanOrEqual(3);
    expect(started).toContain('added');
    expect((await replayStore.unfinished()).replays).toHaveLength(
      started.filter((outcome) => outcome === 'added').length,
    );
  });

  it('of two processes that store a step from the same state, the second is refused', async () => {
    await add('1');
    const made = { position: 0, comment: 0, messageId: '10' };
    expect(await replayStore.save(keyOf('1'), 0, { ...waiting, next: 1 }, made)).toBe(true);
    expect(await replayStore.save(keyOf('1'), 0, ended)).toBe(false);
    const { state, revision, lastMessageId } = (await replayStore.find('server', '1')) ?? {};
    expect({ state, revision, lastMessageId }).toEqual({
      state: { ...waiting, next: 1 },
      revision: 1,
      lastMessageId: '10',
    });
  });

  it('a plan that could not be read back is refused rather than stored', async () => {
    await expect(add('not:an:id')).rejects.toThrow();
    await expect(add('1', { anchor: 'no snowflake' })).rejects.toThrow();
    expect((await replayStore.unfinished()).replays).toEqual([]);
  });

  it('unfinished replays come the oldest first, by their anchors', async () => {
    for (const [id, anchor] of [
      ['newest', '1000'],
      ['oldest', '998'],
      ['middle', '999'],
    ] as const) {
      await add(id, { anchor, channelId: id });
    }
    expect((await replayStore.unfinished()).replays.map(({ plan }) => plan.id)).toEqual(['oldest', 'middle', 'newest']);
  });

  it('an end stays on the list of what is to be shown until it was', async () => {
    await add('1');
    expect((await replayStore.endedUnshown()).replays).toEqual([]);
    expect(await replayStore.unshownEnds()).toEqual([]);
    await replayStore.save(keyOf('1'), 0, ended);
    expect((await replayStore.endedUnshown()).replays.map(({ plan }) => plan.id)).toEqual(['1']);
    expect(await replayStore.unshownEnds()).toEqual([{ ...keyOf('1'), revision: 1 }]);
    await replayStore.setEndShown(keyOf('1'), 1);
    expect((await replayStore.endedUnshown()).replays).toEqual([]);
    expect(await replayStore.unshownEnds()).toEqual([]);
  });

  it('a control message is remembered', async () => {
    await add('1');
    await replayStore.setControlMessage(keyOf('1'), '42');
    expect(await replayStore.inChannel('server', 'channel')).toMatchObject({ controlMessageId: '42' });
  });

  it('a replay is found by its own server alone', async () => {
    await add('1');
    expect(await replayStore.find('other', '1')).toBeUndefined();
    expect(await replayStore.inChannel('other', 'channel')).toBeUndefined();
  });

  it('the posts of a script are read one by one, or all, by the replay’s own server alone', async () => {
    await add('1');
    const { script } = planOf('1');
    expect(await replayStore.post(keyOf('1'), 1)).toEqual(script[1]);
    expect(await replayStore.script(keyOf('1'))).toEqual(script);
    await expect(replayStore.post(keyOf('1'), 3)).rejects.toThrow(UnreadableError);
    await expect(replayStore.post(keyOf('1', 'other'), 1)).rejects.toThrow(UnreadableError);
    expect(await replayStore.script(keyOf('1', 'other'))).toEqual([]);
  });

  it.each([
    ['a post', `'"content":"two"', '"content":2'`],
    ['the plan', `'{', '['`],
  ])('a post that is damaged is told from a store that cannot answer: %s', async (_, change) => {
    await add('1');
    await database.query(`UPDATE replays SET plan = replace(plan, ${change})`);
    await expect(replayStore.post(keyOf('1'), 1)).rejects.toThrow(UnreadableError);
  });

  it('a post comes back as it was, whatever it says', async () => {
    const said = ['"}],"script":[', 'Mika\u001fミカ \\u0000', '𠮷👩‍👩‍👧 が\n```', "'; DROP TABLE replays; --"];
    const script = said.map((text, place) => postOf(text, place));
    await replayStore.add(planOf('1', { script }), waiting, 25);
    for (const [place, post] of script.entries()) expect(await replayStore.post(keyOf('1'), place)).toEqual(post);
  });

  it('a post of a script of thousands is read in a small part of the time that all take', async () => {
    await replayStore.add(planOf('1', { script: longScript }), waiting, 25);
    const key = keyOf('1');
    const all = await timeOf(() => replayStore.script(key));
    expect(await timeOf(() => replayStore.post(key, 1_999))).toBeLessThan(all / 3);
  });

  it('a replay is found in a small part of the time that reading its script of thousands takes', async () => {
    await replayStore.add(planOf('1', { script: longScript }), waiting, 25);
    const all = await timeOf(() => replayStore.script(keyOf('1')));
    expect(await timeOf(() => replayStore.find('server', '1'))).toBeLessThan(all / 3);
  });

  it('a replay from before its plan was kept without its script is what it was', async () => {
    await add('1');
    await replayStore.save(keyOf('1'), 0, ended);
    const before = await replayStore.find('server', '1');
    await database.query('UPDATE replays SET outline = NULL');
    expect(await replayStore.find('server', '1')).toEqual(before);
    expect((await replayStore.endedUnshown()).replays).toEqual([before]);
  });

  it('a discussion takes up the channel that was opened for it, from the step on that says so', async () => {
    const discussion = { kind: 'thread-channel', name: 'Tea', announces: false } as const;
    await add('1', { discussion });
    expect(await add('2', { discussion })).toBe('added');
    expect(await replayStore.inChannel('server', 'channel')).toBeUndefined();
    expect(await replayStore.find('server', '1')).toMatchObject({ stageChannelId: null });
    await replayStore.save(keyOf('1'), 0, waiting, undefined, 'opened');
    expect(await replayStore.inChannel('server', 'opened')).toMatchObject({
      plan: { id: '1' },
      stageChannelId: 'opened',
    });
    expect(await add('3', { channelId: 'opened' })).toBe('taken');
    // Later steps do not say it again.
    await replayStore.save(keyOf('1'), 1, { ...waiting, next: 1 });
    expect(await replayStore.find('server', '1')).toMatchObject({ stageChannelId: 'opened' });
  });

  it('the replays that are controlled from a channel are those that have not ended, the oldest first', async () => {
    const discussion = { kind: 'forum-post', name: 'Tea', tags: [] } as const;
    await add('2', { discussion });
    await add('1', { discussion });
    await add('3', { controlChannelId: 'desk' });
    await add('4', { discussion, controlChannelId: null });
    await add('5', { discussion, serverId: 'other' });
    const ids = async (channelId: string) =>
      (await replayStore.controlledFrom('server', channelId)).map(({ plan }) => plan.id);
    expect([await ids('channel'), await ids('desk'), await ids('opened')]).toEqual([['1', '2'], ['3'], []]);
    await replayStore.save(keyOf('4'), 0, waiting, undefined, 'opened');
    await replayStore.save(keyOf('2'), 0, ended);
    expect([await ids('channel'), await ids('opened')]).toEqual([['1'], ['4']]);
  });

  it('a channel is known as the stage of a replay of its server, also when that has ended', async () => {
    await add('1');
    await replayStore.save(keyOf('1'), 0, ended);
    expect(await replayStore.isStage('server', 'channel')).toBe(true);
    expect(await replayStore.isStage('other', 'channel')).toBe(false);
    expect(await replayStore.isStage('server', 'another')).toBe(false);
  });

  it('replays that nobody can read are told apart, and given up: their channels are free, and nobody tries to read them again', async () => {
    for (const id of ['1', '2', '3', '4', '6']) await add(id, { channelId: id });
    await replayStore.save(keyOf('4'), 0, ended);
    await database.query("UPDATE replays SET outline = '{' WHERE id = '1'");
    await database.query("UPDATE replays SET outline = NULL, plan = '{' WHERE id = '6'");
    await database.query(`UPDATE replays SET state = '{"kind":"asleep"}' WHERE id IN ('3', '4')`);
    await expect(replayStore.find('server', '1')).rejects.toThrow(UnreadableError);
    expect((await replayStore.unfinishedOf('server')).map(({ plan }) => plan.id)).toEqual(['2']);
    const { replays: readable, unreadable } = await replayStore.unfinished();
    expect(readable.map(({ plan }) => plan.id)).toEqual(['2']);
    expect(unreadable).toMatchObject([
      { id: '1', serverId: 'server', cause: { name: 'SyntaxError' } },
      { id: '3', serverId: 'server', cause: { name: 'ZodError' } },
      { id: '6', serverId: 'server', cause: { name: 'SyntaxError' } },
    ]);
    expect(await replayStore.endedUnshown()).toMatchObject({ replays: [], unreadable: [{ id: '4' }] });
    expect(await replayStore.endedUnshown()).toEqual({ replays: [], unreadable: [] });
    expect(await add('5', { channelId: '1' })).toBe('added');
    expect((await replayStore.unfinished()).unreadable).toEqual([]);
  });
});
