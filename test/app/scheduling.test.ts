import { beforeEach, describe, expect, it } from 'vitest';
import type { Right } from '../../src/app/call.ts';
import { Refusal } from '../../src/app/problem.ts';
import { type ChosenChannel, type ScheduleRequest, Scheduling } from '../../src/app/scheduling.ts';
import { ServerSettings } from '../../src/app/settings.ts';
import { shelfOf, withIds } from '../../src/library/shelf.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { callBy, directoryOf, REPLAY_RIGHTS } from '../support/calls.ts';
import { FakeClock } from '../support/fakeClock.ts';

const TEA = '2026-01-02-tea';
const threads = withIds([
  { category: 'Drinks', date: '2026-01-02', author: { en: 'Ann' }, title: { en: 'Tea', ja: 'お茶' }, comments: [] },
]);

async function problemOf(act: Promise<unknown>) {
  const error = await act.then(
    () => expect.fail('Nothing was refused.'),
    (thrown: unknown) => thrown,
  );
  return error instanceof Refusal ? error.problem : Promise.reject(error);
}

describe('Scheduling without an interaction', () => {
  let store: Store;
  let scheduling: Scheduling;
  let hidden: Set<string>;
  let channels: ReturnType<typeof directoryOf>;
  let calls: number;

  /** A call of somebody who manages the server, each with an id of its own. */
  const manager = (over: Parameters<typeof callBy>[0] = {}) => {
    calls += 1;
    return callBy({ id: String(1_000 + calls), rights: ['ManageGuild'], ...over });
  };
  const channel = (over: Partial<ChosenChannel> = {}): ChosenChannel => ({
    ...{ channelId: 'channel', name: 'general', kind: 'text', botRights: new Set(REPLAY_RIGHTS) },
    requesterRights: new Set<Right>(['ViewChannel', 'SendMessages']),
    ...over,
  });
  const add = (over: Partial<ScheduleRequest> = {}, call = manager()) =>
    scheduling.add(call, { channel: channel(), time: '09:00', ...over });

  beforeEach(async () => {
    [calls, hidden] = [0, new Set()];
    store = await openStore('sqlite::memory:');
    channels = directoryOf({
      forum: { kind: 'forum', tags: [{ id: '1', name: 'Food', moderated: false }], tagRequired: true },
    });
    scheduling = new Scheduling({
      ...{ store: store.schedules, settings: new ServerSettings(store.settings), channels },
      library: { shelf: async () => shelfOf({ threads, hidden }) },
      clock: new FakeClock(Date.UTC(2026, 10, 26, 12)),
    });
  });

  it('a schedule is made of what was asked, and of defaults for what was not', async () => {
    const made = await add({ thread: 'お茶', days: 'weekends' });
    expect(made.schedule).toEqual({
      ...{ serverId: 'server', id: '1001', channelId: 'channel', channelName: 'general', venue: 'here' },
      recurrence: { time: '09:00', days: ['sat', 'sun'], zone: 'UTC' },
      ...{ threadId: TEA, language: null, pace: null, madeBy: 'person', madeAt: Date.UTC(2026, 10, 26, 12) },
    });
    expect(made.next.map(({ run }) => new Date(run).toISOString().slice(0, 16))).toEqual([
      '2026-11-28T09:00',
      '2026-11-29T09:00',
      '2026-12-05T09:00',
    ]);
    expect(channels.asked).toEqual([]);
  });

  it('the zone is that of the server’s sentences where none is named, and each run says when it begins', async () => {
    await store.settings.set('server', {
      ...{ language: 'ja', quiet: { from: '08:00', to: '10:00', zone: 'Asia/Tokyo' } },
    });
    const { schedule, next } = await add();
    expect(schedule.recurrence.zone).toBe('Asia/Tokyo');
    expect(next.map(({ run, begins }) => begins - run)).toEqual([3_600_000, 3_600_000, 3_600_000]);
  });

  it('a call that is brought twice makes one schedule', async () => {
    const call = manager();
    await add({}, call);
    await add({}, call);
    expect(await scheduling.list(manager())).toHaveLength(1);
  });

  it('what a replay there would lack is refused, and where the requester may not write', async () => {
    expect(await problemOf(add({ channel: channel({ botRights: new Set(['ViewChannel']) }) }))).toMatchObject({
      code: 'bot-lacks-permissions',
      permissions: ['SendMessages', 'ManageWebhooks', 'ReadMessageHistory'],
    });
    expect(await problemOf(add({ venue: 'discussion' }))).toMatchObject({
      permissions: ['CreatePublicThreads', 'SendMessagesInThreads'],
    });
    expect(await problemOf(add({ channel: channel({ requesterRights: new Set(['ViewChannel']) }) }))).toEqual({
      code: 'you-may-not-write-here',
    });
    const inside = channel({ kind: 'thread-channel', requesterRights: new Set(['ViewChannel', 'SendMessages']) });
    expect(await problemOf(add({ channel: inside }))).toEqual({ code: 'you-may-not-write-here' });
    expect(await scheduling.list(manager())).toEqual([]);
  });

  it('a forum that asks for a tag and has none for the thread is refused, naming the category', async () => {
    const botRights = new Set<Right>([...REPLAY_RIGHTS, 'SendMessagesInThreads']);
    const forum = channel({ channelId: 'forum', kind: 'forum', botRights });
    expect(await problemOf(add({ channel: forum, thread: TEA }))).toEqual({
      ...{ code: 'forum-needs-tag', channelId: 'forum', category: 'Drinks' },
    });
    expect((await add({ channel: forum })).schedule.threadId).toBeNull();
  });

  it('a schedule is found by its id, or by what is known of it, and by nothing that resembles its id', async () => {
    await add({ thread: TEA, time: '10:00' });
    await add({ time: '11:00' });
    const found = async (asked: string) => (await scheduling.find(manager(), asked)).schedule.id;
    expect([await found('1001'), await found('tea'), await found('お茶'), await found('11:00')]).toEqual([
      ...['1001', '1001', '1001', '1002'],
    ]);
    expect(await problemOf(scheduling.find(manager(), '1575550457651138560'))).toEqual({
      ...{ code: 'no-such-schedule', asked: '1575550457651138560', nearest: [] },
    });
    expect(await problemOf(scheduling.find(manager(), 'general'))).toMatchObject({
      nearest: [{ id: '1001', name: '#general 10:00 UTC daily Tea' }, { id: '1002' }],
    });
  });

  it('a schedule is listed with its thread as the server sees it now', async () => {
    await add({ thread: TEA });
    await add();
    const seen = async () => (await scheduling.list(manager())).map(({ thread }) => Object(thread).id ?? thread);
    expect(await seen()).toEqual([TEA, 'any']);
    hidden.add(TEA);
    expect(await seen()).toEqual(['gone', 'any']);
  });

  it('nobody learns of schedules, makes or removes them, who may not manage the server, nor from another server', async () => {
    await add();
    const stranger = callBy();
    for (const act of [add({}, stranger), scheduling.list(stranger), scheduling.remove(stranger, '1001')])
      expect(await problemOf(act)).toEqual({ code: 'manage-server-needed' });
    expect(await scheduling.complete(stranger, '')).toEqual([]);
    const elsewhere = manager({ serverId: 'elsewhere' });
    expect(await problemOf(scheduling.remove(elsewhere, '1001'))).toMatchObject({
      code: 'no-such-schedule',
      nearest: [],
    });
    expect(await scheduling.complete(elsewhere, '')).toEqual([]);
    expect(await scheduling.complete(manager(), '09')).toHaveLength(1);
    expect((await scheduling.remove(manager(), '1001')).schedule.id).toBe('1001');
    expect(await scheduling.list(manager())).toEqual([]);
  });
});
