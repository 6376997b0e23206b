import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Day } from '../../src/schedule/days.ts';
import type { QuietHours } from '../../src/schedule/quietHours.ts';
import type { Recurrence } from '../../src/schedule/recurrence.ts';
import { asOf, type Duty, dutyOf, firstState, hinder, settle, standingOf, waitAnew } from '../../src/schedule/runs.ts';
import type { ScheduleState } from '../../src/schedule/schedule.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const nine: Recurrence = { time: '09:00', days: Day.options, zone: 'UTC' };
const night: QuietHours = { from: '22:00', to: '07:00', zone: 'UTC' };

type Planned = Extract<ScheduleState, { kind: 'planned' }>;

/** A moment of November 2026, by its day and time. */
const on = (day: number, time: string) => Date.parse(`2026-11-${String(day).padStart(2, '0')}T${time}Z`);
const utc = (moment: number) => new Date(moment).toISOString().slice(8, 16).replace('T', ' ');

/** A schedule made on the 10th at noon, looked at later. */
function looked(now: number, quiet: QuietHours | 'off' = 'off', recurrence = nine, state?: Planned): Duty {
  return dutyOf(recurrence, state ?? firstState(recurrence, on(10, '12:00')), { now, quiet });
}

/** The state that a duty asks to be stored. */
function stored(duty: Duty): Planned {
  return duty.kind === 'store' ? duty.state : expect.fail(`There is nothing to store: ${duty.kind}.`);
}

describe('a schedule that is looked at', () => {
  it('a schedule rests until its time has come, and begins then', () => {
    expect(looked(on(11, '08:59')).kind).toBe('rest');
    expect(looked(on(11, '09:00'))).toMatchObject({ kind: 'begin', run: { run: on(11, '09:00') } });
  });

  it('a schedule begins late by any time under an hour', () => {
    expect(looked(on(11, '09:59')).kind).toBe('begin');
  });

  it('a schedule skips what is an hour late, and goes on with the next day', () => {
    expect(stored(looked(on(11, '10:00')))).toMatchObject({
      run: on(12, '09:00'),
      last: { kind: 'skipped', run: on(11, '09:00'), because: { kind: 'missed' } },
    });
  });

  it('a schedule begins today’s run late after days away, and tells of the last that was missed', () => {
    const state = stored(looked(on(14, '09:20')));
    expect(state).toMatchObject({ run: on(14, '09:00'), last: { kind: 'skipped', run: on(13, '09:00') } });
    expect(looked(on(14, '09:20'), 'off', nine, state).kind).toBe('begin');
  });

  it('a schedule is done with years of missed runs in one look', () => {
    const state = stored(dutyOf(nine, firstState(nine, 0), { now: on(14, '09:20'), quiet: 'off' }));
    expect(state).toMatchObject({ run: on(14, '09:00'), last: { run: on(13, '09:00') } });
  });

  it('a run that waits for the end of quiet hours waits for that of others, or begins, once they are changed', () => {
    const late: Recurrence = { ...nine, time: '23:00' };
    const waiting = stored(looked(on(10, '23:00'), night, late));
    expect(waiting.due).toBe(on(11, '07:00'));
    const changed = (quiet: QuietHours | 'off') => waitAnew(waiting, { now: on(11, '03:00'), quiet });
    expect(changed('off').due).toBe(on(11, '03:00'));
    expect(looked(on(11, '03:01'), 'off', late, changed('off')).kind).toBe('begin');
    expect(changed({ ...night, to: '05:00' }).due).toBe(on(11, '05:00'));
    expect(changed({ ...night, from: '12:00', to: '13:00' }).due).toBe(on(11, '03:00'));
    const resting = firstState(late, on(10, '12:00'));
    expect(waitAnew(resting, { now: on(10, '13:00'), quiet: 'off' })).toBe(resting);
  });

  it('a schedule says why a run did not begin in its hour', () => {
    const first = firstState(nine, on(10, '12:00'));
    const hindered = hinder(first, { kind: 'occupied' });
    expect(hinder(hindered, { kind: 'occupied' })).toBe(hindered);
    expect(stored(looked(on(11, '10:00'), 'off', nine, hindered)).last).toEqual({
      kind: 'skipped',
      run: on(11, '09:00'),
      because: { kind: 'occupied' },
    });
  });

  it('a schedule says what it waits for, and until when', () => {
    const hindered = hinder(firstState(nine, on(10, '12:00')), { kind: 'occupied' });
    const moment = { now: on(11, '09:30'), quiet: 'off' as const };
    expect(standingOf(nine, hindered, moment)).toEqual({
      kind: 'hindered',
      run: on(11, '09:00'),
      because: { kind: 'occupied' },
      until: on(11, '10:00'),
    });
    expect(standingOf(nine, { kind: 'off', since: 0, told: true, last: null }, moment)).toEqual({ kind: 'off' });
  });

  it('a schedule goes on with the next day once a run has begun', () => {
    const begun = settle(nine, firstState(nine, on(10, '12:00')), {
      kind: 'begun',
      run: on(11, '09:00'),
      replayId: 'r',
    });
    expect(begun).toMatchObject({ run: on(12, '09:00'), due: on(12, '09:00'), hindrance: null });
    expect(looked(on(11, '09:01'), 'off', nine, begun).kind).toBe('rest');
  });
});

describe('a schedule in quiet hours', () => {
  const late: Recurrence = { ...nine, time: '23:00' };

  it('a schedule in quiet hours waits for their end, and begins then', () => {
    const waiting = stored(looked(on(10, '23:00'), night, late));
    expect([utc(waiting.run), utc(waiting.due)]).toEqual(['10 23:00', '11 07:00']);
    expect(looked(on(11, '06:59'), night, late, waiting).kind).toBe('rest');
    expect(looked(on(11, '07:00'), night, late, waiting)).toEqual({ kind: 'begin', run: waiting });
  });

  it('a schedule in quiet hours has an hour from their end on, whether or not anybody looked meanwhile', () => {
    expect(looked(on(11, '07:59'), night, late)).toMatchObject({ kind: 'begin', run: { run: on(10, '23:00') } });
    expect(stored(looked(on(11, '08:00'), night, late))).toMatchObject({
      run: on(11, '23:00'),
      last: { kind: 'skipped', run: on(10, '23:00'), because: { kind: 'missed' } },
    });
  });

  it('a schedule in quiet hours waits for their end also where something else had kept it until they came', () => {
    const evening: Recurrence = { ...nine, time: '21:30' };
    const waiting = stored(looked(on(10, '22:10'), night, evening));
    expect([utc(waiting.run), utc(waiting.due)]).toEqual(['10 21:30', '11 07:00']);
  });

  it('a schedule in quiet hours does not wait where it had been missed before they came', () => {
    expect(stored(looked(on(10, '23:10'), night, nine, firstState(nine, on(10, '08:00')))).last?.kind).toBe('skipped');
  });

  it('a schedule in quiet hours does not wait for hours that come later', () => {
    expect(looked(on(11, '09:00'), night).kind).toBe('begin');
  });

  it('a schedule in quiet hours after days away begins the run whose wait has just ended', () => {
    const state = stored(looked(on(14, '07:20'), night, late));
    expect([utc(state.run), state.last && utc(state.last.run)]).toEqual(['13 23:00', '12 23:00']);
    expect(looked(on(14, '07:20'), night, late, state).kind).toBe('begin');
  });

  it('a schedule in quiet hours says beforehand when it will begin', () => {
    const state = firstState(late, on(10, '12:00'));
    expect(standingOf(late, state, { now: on(10, '12:00'), quiet: night })).toEqual({
      kind: 'quiet',
      run: on(10, '23:00'),
      begins: on(11, '07:00'),
    });
    expect(standingOf(late, state, { now: on(10, '12:00'), quiet: 'off' })).toEqual({
      kind: 'planned',
      run: on(10, '23:00'),
    });
  });
});

describe('a schedule whose clock is set', () => {
  const begun = settle(nine, firstState(nine, on(10, '12:00')), { kind: 'begun', run: on(11, '09:00'), replayId: 'r' });

  it('a schedule whose clock is set goes on as planned where it is set back by no more than an hour', () => {
    expect(asOf(nine, begun, on(11, '08:00'))).toBe(begun);
  });

  it('a schedule whose clock is set begins again at what comes next where it is set back by days, and keeps what it knows of the past', () => {
    const next = asOf(nine, begun, on(9, '12:00'));
    expect([utc(next.run), next.last]).toEqual(['10 09:00', begun.last]);
    expect(looked(on(9, '12:00'), 'off', nine, begun).kind).toBe('rest');
    expect(looked(on(10, '09:00'), 'off', nine, begun)).toMatchObject({ kind: 'begin', run: { run: on(10, '09:00') } });
  });

  it('a schedule whose clock is set is as it was once a clock that did not know the time yet is right', () => {
    expect(looked(0, 'off', nine, begun).kind).toBe('rest');
    expect(looked(on(12, '09:00'), 'off', nine, begun)).toMatchObject({ kind: 'begin', run: { run: on(12, '09:00') } });
  });
});

describe('any schedule', () => {
  it('a schedule that is looked at every few minutes begins each of its days once, in its hour and outside of quiet hours', () => {
    const time = fc.constantFrom('00:00', '02:30', '07:00', '12:15', '22:00', '23:59');
    const zones = fc.constantFrom('UTC', 'Asia/Tokyo', 'Europe/Berlin', 'Pacific/Pago_Pago', 'Pacific/Kiritimati');
    const quietHours = fc.option(
      // A minute between them would fall between two looks.
      fc.record({ from: time, to: time, zone: zones }).filter(({ from, to }) => from !== to && to !== '23:59'),
      { nil: 'off' as const },
    );
    fc.assert(
      fc.property(time, zones, quietHours, fc.integer({ min: 1, max: 29 }), (at, zone, quiet, minutes) => {
        const recurrence = { time: at, days: Day.options, zone };
        const start = Date.UTC(2026, 9, 22);
        let state = firstState(recurrence, start);
        const begun: number[] = [];
        for (let now = start; now < start + 5 * DAY; now += minutes * MINUTE) {
          const duty = dutyOf(recurrence, state, { now, quiet });
          if (duty.kind === 'store') state = duty.state;
          if (duty.kind !== 'begin') continue;
          expect(now - duty.run.due).toBeLessThan(HOUR);
          begun.push(duty.run.run);
          state = settle(recurrence, duty.run, { kind: 'begun', run: duty.run.run, replayId: 'r' });
          expect(state.run).toBeGreaterThan(duty.run.run);
        }
        expect(new Set(begun).size).toBe(begun.length);
        expect(begun.length).toBeGreaterThanOrEqual(4);
        expect(begun.length).toBeLessThanOrEqual(6);
      }),
      { numRuns: 40 },
    );
  });
});
