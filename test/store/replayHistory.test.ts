import { expect, it } from 'vitest';
import { initialState } from '../../src/replay/state.ts';
import { openStore } from '../../src/store/store.ts';
import { planOf } from '../support/plans.ts';
import { describeOnStores } from '../support/stores.ts';

describeOnStores('the history of replays', (makeDatabase) => {
  it('each thread that a server replayed has the time of its last replay, in that server alone', async () => {
    await using database = await makeDatabase();
    const { replays, history, close } = await openStore(database.url);
    const started = async (id: string, serverId: string, threadId: string, startedAt: number) =>
      replays.add(planOf(id, { serverId, threadId, startedAt, channelId: id }), initialState(0, 'natural'), 25);
    await started('1', 'server', 'tea', 300);
    await started('2', 'server', 'tea', 200);
    await started('3', 'server', 'bread', 100);
    await started('4', 'other', 'tea', 400);
    expect(await history.lastReplays('server')).toEqual(
      new Map([
        ['bread', 100],
        ['tea', 300],
      ]),
    );
    expect(await history.lastReplays('nobody')).toEqual(new Map());
    await close();
  });
});
