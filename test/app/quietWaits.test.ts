import { beforeEach, describe, expect, it } from 'vitest';
import { quietWaits } from '../../src/app/quietWaits.ts';
import type { Schedule, ScheduleState, StoredSchedule } from '../../src/schedule/schedule.ts';
import { FakeClock } from '../support/fakeClock.ts';
import { scheduleOf } from '../support/schedules.ts';

const at = (time: string) => Date.parse(`2026-11-10T${time}Z`);

/** A run that was planned for a time, and is to begin then or later. */
const planned = (run: string, due = run): ScheduleState => ({
  ...{ kind: 'planned', settled: at('00:00'), run: at(run), due: at(due), hindrance: null, last: null },
});
const off: ScheduleState = { kind: 'off', since: at('00:00'), told: true, last: null };

describe('runs that wait for the end of quiet hours', () => {
  let clock: FakeClock;
  let stored: StoredSchedule[];
  /** What was stored, and after which revision. */
  let saved: { id: string; revision: number; state: ScheduleState }[];
  let asked: string[];
  let change: ReturnType<typeof quietWaits>;

  const add = (id: string, state: ScheduleState) => stored.push({ schedule: scheduleOf({ id }), state, revision: 7 });

  beforeEach(() => {
    clock = new FakeClock(at('09:30'));
    [stored, saved, asked] = [[], [], []];
    const store = {
      of: async (serverId: string) => {
        asked.push(serverId);
        return stored;
      },
      save: async ({ id }: Schedule, revision: number, state: ScheduleState) => {
        saved.push({ id, revision, state });
        return true;
      },
    };
    change = quietWaits({ store, clock });
  });

  it('a run that waits begins at once when its server’s quiet hours are turned off, and is still known by its time', async () => {
    add('1', planned('09:00', '11:00'));
    await change('server', 'off');
    expect(asked).toEqual(['server']);
    expect(saved).toEqual([{ id: '1', revision: 7, state: planned('09:00', '09:30') }]);
  });

  it('a run that waits does so until the end of the quiet hours that are now', async () => {
    add('1', planned('09:00', '11:00'));
    await change('server', { from: '08:00', to: '12:00', zone: 'UTC' });
    expect(saved).toEqual([{ id: '1', revision: 7, state: planned('09:00', '12:00') }]);
  });

  it('each of several runs that wait is changed, whatever stands between them', async () => {
    add('1', planned('09:00', '11:00'));
    add('2', off);
    add('3', planned('09:15', '11:00'));
    await change('server', 'off');
    expect(saved.map(({ id }) => id)).toEqual(['1', '3']);
  });

  it('nothing is stored of a run that does not wait, and of a schedule that is off', async () => {
    add('1', planned('10:00'));
    add('2', off);
    await change('server', 'off');
    await change('server', { from: '08:00', to: '12:00', zone: 'UTC' });
    expect(saved).toEqual([]);
  });
});
