import { afterEach, beforeEach, expect, it } from 'vitest';
import { firstState, LATEST, settle } from '../../src/schedule/runs.ts';
import type { ScheduleState } from '../../src/schedule/schedule.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { scheduleOf } from '../support/schedules.ts';
import { describeOnStores, type TestDatabase } from '../support/stores.ts';

const NINE = Date.UTC(2026, 10, 26, 9);
const schedule = scheduleOf();
/** Due at nine. */
const planned = firstState(schedule.recurrence, NINE - 1);
const off: ScheduleState = { kind: 'off', since: NINE, told: false, last: null };

describeOnStores('the stored schedules', (makeDatabase) => {
  let database: TestDatabase;
  let store: Store;
  let schedules: Store['schedules'];

  beforeEach(async () => {
    database = await makeDatabase();
    store = await openStore(database.url);
    schedules = store.schedules;
  });

  afterEach(async () => {
    await store.close();
    await database[Symbol.asyncDispose]();
  });

  const add = (id: string, serverId = 'server', most = 25) =>
    schedules.add(scheduleOf({ id, serverId }), planned, most);
  const dueAt = (now: number) => Array.fromAsync(schedules.due(now));
  const idsDue = async (now: number) => (await dueAt(now)).flatMap(({ due }) => due.map(({ schedule: { id } }) => id));

  it('a schedule is kept as it was made, for its server alone, the oldest first', async () => {
    expect([await add('100'), await add('99'), await add('1', 'other')]).toEqual(['added', 'added', 'added']);
    expect((await schedules.of('server')).map(({ schedule: { id } }) => id)).toEqual(['99', '100']);
    expect(await schedules.of('other')).toEqual([
      { schedule: scheduleOf({ id: '1', serverId: 'other' }), state: planned, revision: 0 },
    ]);
  });

  it('a schedule that is brought twice is stored once', async () => {
    expect([await add('100'), await add('100')]).toEqual(['added', 'taken']);
    expect(await schedules.of('server')).toHaveLength(1);
  });

  it('a server has as many schedules as it may have, and another once one is removed', async () => {
    for (const id of ['1', '2']) expect(await add(id, 'server', 2)).toBe('added');
    expect(await add('3', 'server', 2)).toBe('too-many');
    expect(await add('3', 'other', 2)).toBe('added');
    expect(await schedules.remove('server', '1')).toBe(true);
    expect(await add('3', 'server', 2)).toBe('added');
  });

  it('one that cannot be read is named at each look, left as it is, and hides no other', async () => {
    for (const id of ['1', '2', '3']) await add(id);
    await database.query(`UPDATE schedules SET schedule = 'x' WHERE id = '1'`);
    const elsewhere = JSON.stringify({ ...schedule, recurrence: { ...schedule.recurrence, zone: 'Moon/Tranquility' } });
    await database.query(`UPDATE schedules SET schedule = '${elsewhere}' WHERE id = '2'`);
    const parts = await dueAt(NINE);
    expect(parts.flatMap(({ due }) => due.map(({ schedule: { id } }) => id))).toEqual(['3']);
    const unreadable = parts.flatMap((part) => part.unreadable);
    expect(unreadable.toSorted((one, other) => one.id.localeCompare(other.id))).toMatchObject([
      { serverId: 'server', id: '1' },
      { serverId: 'server', id: '2' },
    ]);
    expect((await dueAt(NINE)).flatMap((part) => part.unreadable)).toHaveLength(2);
    expect((await schedules.of('server')).map(({ schedule: { id } }) => id)).toEqual(['3']);
    expect(await schedules.remove('server', '1')).toBe(true);
  });

  it('a schedule of another server cannot be removed', async () => {
    await add('100');
    expect(await schedules.remove('other', '100')).toBe(false);
    expect(await schedules.of('server')).toHaveLength(1);
  });

  it('a schedule that could not be read back is refused rather than stored', async () => {
    await expect(add('not:an:id')).rejects.toThrow();
    expect(await schedules.of('server')).toEqual([]);
  });

  it('of two that store a state after the same one, the second is refused', async () => {
    await add('100');
    const next = settle(schedule.recurrence, planned, { kind: 'begun', run: NINE, replayId: 'r' });
    expect(await schedules.save(schedule, 0, next)).toBe(true);
    expect(await schedules.save(schedule, 0, off)).toBe(false);
    expect(await schedules.of('server')).toEqual([{ schedule, state: next, revision: 1 }]);
  });

  it('a schedule is to be looked at once its run is due', async () => {
    await add('100');
    expect([await idsDue(NINE - 1), await idsDue(NINE)]).toEqual([[], ['100']]);
  });

  it('however many are due at once, each is told once, by when it is due, also while those told first are attended to', async () => {
    const state = JSON.stringify(planned);
    const values = Array.from({ length: 450 }, (_, at) => {
      const serverId = `server ${at % 7}`;
      const json = JSON.stringify(scheduleOf({ serverId, id: String(at) }));
      return `('${serverId}', '${at}', '${json}', '${state}', ${NINE - (at % 3)}, ${NINE - 1})`;
    });
    await database.query(
      `INSERT INTO schedules (server_id, id, schedule, state, due, settled) VALUES ${values.join()} RETURNING id`,
    );
    const told: string[] = [];
    for await (const { due } of schedules.due(NINE)) {
      expect(due.length).toBeLessThan(450);
      for (const { schedule: one, state: before, revision } of due) {
        told.push(one.id);
        // Every second one stays due.
        if (before.kind !== 'planned' || Number(one.id) % 2 === 1) continue;
        await schedules.save(
          one,
          revision,
          settle(one.recurrence, before, { kind: 'begun', run: NINE, replayId: 'r' }),
        );
      }
    }
    expect(new Set(told).size).toBe(450);
    expect(told).toHaveLength(450);
    const lateness = told.map((id) => Number(id) % 3);
    expect(lateness).toEqual(lateness.toSorted((one, other) => other - one));
  });

  it('a schedule is to be looked at while what was settled lies in the future', async () => {
    await add('100');
    expect([await idsDue(NINE - 1 - LATEST), await idsDue(NINE - 2 - LATEST)]).toEqual([[], ['100']]);
  });

  it('a schedule that is off is to be looked at until somebody was told', async () => {
    await add('100');
    await schedules.save(schedule, 0, off);
    expect(await idsDue(NINE)).toEqual(['100']);
    await schedules.save(schedule, 1, { ...off, told: true });
    expect(await idsDue(NINE + 10 * LATEST)).toEqual([]);
    expect(await idsDue(0)).toEqual([]);
  });
});
