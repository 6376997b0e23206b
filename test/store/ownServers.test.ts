import { afterEach, beforeEach, expect, it } from 'vitest';
import { initialState } from '../../src/replay/state.ts';
import type { ShardPart } from '../../src/runtime/shards.ts';
import { firstState } from '../../src/schedule/runs.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { planOf } from '../support/plans.ts';
import { scheduleOf } from '../support/schedules.ts';
import { describeOnStores, type TestDatabase } from '../support/stores.ts';

const waiting = initialState(0, 'natural');
const ended = { ...waiting, kind: 'ended', reason: 'finished' } as const;

/** Ids of servers as Discord gives them, small and as large as they may become, around the borders between shards. */
const SERVERS = [
  ...['0', '1', '4194303', '4194304', '8388607', '8388608', '12582912', '16777216', '20971520'],
  ...['175928847299117063', '1234567890123456789', '1311027386470563840', '9223372036854775807'],
];

/** Parts that together are all shards, and what there is where there is one part. */
const PARTS: readonly ShardPart[] = [
  { first: 0, last: 1, count: 4 },
  { first: 2, last: 2, count: 4 },
  { first: 3, last: 3, count: 4 },
];

/** `events/gateway#sharding`, counted another way. */
const isOf = ({ first, last, count }: ShardPart, serverId: string) => {
  const shard = Math.floor(Number(BigInt(serverId) / 4_194_304n)) % count;
  return shard >= first && shard <= last;
};

describeOnStores('what a process goes on with', (makeDatabase) => {
  let database: TestDatabase;
  let all: Store;

  beforeEach(async () => {
    database = await makeDatabase();
    all = await openStore(database.url);
  });

  afterEach(async () => {
    await all.close();
    await database[Symbol.asyncDispose]();
  });

  /** The servers of each kind of thing that is to be gone on with, in one order. */
  async function serversIn(store: Store) {
    const due: string[] = [];
    for await (const part of store.schedules.due(Number.MAX_SAFE_INTEGER)) {
      due.push(...part.due.map(({ schedule }) => schedule.serverId));
    }
    const found = {
      unfinished: (await store.replays.unfinished()).replays.map(({ plan }) => plan.serverId),
      standings: (await store.replays.standings()).map(({ serverId }) => serverId),
      unshown: (await store.replays.endedUnshown()).replays.map(({ plan }) => plan.serverId),
      unshownEnds: (await store.replays.unshownEnds()).map(({ serverId }) => serverId),
      undone: (await store.undos.underWay()).undoings.map(({ plan }) => plan.serverId),
      due,
    };
    return Object.fromEntries(Object.entries(found).map(([kind, servers]) => [kind, servers.toSorted()]));
  }

  const each = (servers: readonly string[]) => {
    const sorted = servers.toSorted();
    return { unfinished: sorted, standings: sorted, unshown: sorted, unshownEnds: sorted, undone: sorted, due: sorted };
  };

  it('replays, undos and schedules are gone on with by the process whose shard their server is on, and by no other', async () => {
    for (const [index, serverId] of SERVERS.entries()) {
      const channelId = `channel ${index}`;
      await all.replays.add(planOf(`${index}1`, { serverId, channelId }), waiting, 25);
      await all.replays.add(planOf(`${index}2`, { serverId, channelId }), ended, 25);
      const replay = await all.replays.find(serverId, `${index}2`);
      if (!replay) throw new Error('There is no replay.');
      await all.undos.begin(replay, 'person', 0);
      const schedule = scheduleOf({ serverId });
      await all.schedules.add(schedule, firstState(schedule.recurrence, 0), 25);
    }
    for (const part of PARTS) {
      const store = await openStore(database.url, { shards: part });
      expect(await serversIn(store)).toEqual(each(SERVERS.filter((serverId) => isOf(part, serverId))));
      await store.close();
    }
    expect(await serversIn(all)).toEqual(each(SERVERS));
  });

  it('what people ask for is found whichever process they ask', async () => {
    await all.replays.add(planOf('1', { serverId: '4194304' }), waiting, 25);
    const store = await openStore(database.url, { shards: { first: 0, last: 0, count: 4 } });
    expect((await store.replays.find('4194304', '1'))?.plan.id).toBe('1');
    await store.close();
  });
});
