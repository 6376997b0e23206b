import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Day, type Days } from '../../src/schedule/days.ts';
import { nextTime, nextTimes, type Recurrence } from '../../src/schedule/recurrence.ts';

const daily: Days = Day.options;

/** The times after a moment, as UTC writes them. */
function timesAfter(after: string, recurrence: Partial<Recurrence>, count = 2): string[] {
  const whole = { time: '09:00', days: daily, zone: 'UTC', ...recurrence };
  return nextTimes(whole, Date.parse(after), count).map((time) => new Date(time).toISOString());
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(zone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    ...({ year: 'numeric', month: '2-digit', day: '2-digit', weekday: 'short' } as const),
    ...({ hour: '2-digit', minute: '2-digit', second: '2-digit' } as const),
  });
}

/** What clocks and calendars of a zone show at a moment. */
function wallOf(moment: number, zone: string) {
  const format = formats.get(zone) ?? formatFor(zone);
  formats.set(zone, format);
  const parts = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]));
  const { year, month, day, weekday = '', hour, minute, second } = parts;
  return { date: `${year}-${month}-${day}`, day: weekday.toLowerCase(), time: `${hour}:${minute}`, second };
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Zones of every kind: without summer, with, with half an hour of it, with two, at both ends of the world. */
const ZONES = [
  ...['UTC', 'Asia/Tokyo', 'America/New_York', 'Europe/Berlin', 'Europe/London', 'Australia/Lord_Howe'],
  ...['Antarctica/Troll', 'America/Santiago', 'Africa/Cairo', 'Asia/Beirut', 'Africa/Casablanca', 'Asia/Kathmandu'],
  ...['Pacific/Pago_Pago', 'Pacific/Kiritimati', 'Pacific/Chatham', 'America/St_Johns', 'America/Havana'],
];

/** The clocks of a zone are set forward at a moment, over a time of day. */
function expectToBeLeftOut({ time, zone }: Pick<Recurrence, 'time' | 'zone'>, moment: number): void {
  const [before, after] = [wallOf(moment - 60_000, zone), wallOf(moment, zone)];
  const asDate = (wall: { date: string; time: string }) => `${wall.date} ${wall.time}`;
  const left = asDate({ date: after.date, time });
  expect([asDate(before) < left, left < asDate(after)]).toEqual([true, true]);
}

const anyRecurrence: fc.Arbitrary<Recurrence> = fc.record({
  time: fc
    .integer({ min: 0, max: 24 * 60 - 1 })
    .map((minutes) => [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')),
  days: fc.subarray([...Day.options], { minLength: 1 }),
  zone: fc.constantFrom(...ZONES),
});

/** Any moment of some years. */
const anyMoment = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2032, 0, 1) });

/** Every hour of 2026 in which the clocks of a zone are set, with the zone. */
const changes = ZONES.flatMap((zone) => {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  const offsetAt = (moment: number) => format.formatToParts(moment).find(({ type }) => type === 'timeZoneName')?.value;
  const hours = Array.from({ length: 365 * 24 }, (_, hour) => Date.UTC(2026, 0, 1) + hour * HOUR);
  return hours.filter((hour) => offsetAt(hour) !== offsetAt(hour + HOUR)).map((hour) => ({ zone, hour }));
});

describe('the next time of what happens again and again', () => {
  it.each([
    ['at UTC−11, where it is still yesterday', 'Pacific/Pago_Pago', '2026-11-26T20:00:00.000Z'],
    ['at UTC+14, where it is tomorrow already', 'Pacific/Kiritimati', '2026-11-26T19:00:00.000Z'],
    ['at a quarter of an hour beside the others', 'Asia/Kathmandu', '2026-11-27T03:15:00.000Z'],
  ])('the next time is by the clocks of its zone: %s', (_, zone, first) => {
    expect(timesAfter('2026-11-26T12:00Z', { zone }, 1)).toEqual([first]);
  });

  it.each([
    ['Pacific/Pago_Pago', '2026-11-30T20:00:00.000Z'],
    ['Pacific/Kiritimati', '2026-11-29T19:00:00.000Z'],
  ])('the next time is on the days of its zone’s calendar: a Monday in %s', (zone, first) => {
    expect(timesAfter('2026-11-26T12:00Z', { zone, days: ['mon'] }, 1)).toEqual([first]);
  });

  it('the next time comes as soon as the clocks are set forward, where they leave out the hour that it is in', () => {
    expect(timesAfter('2026-03-07T12:00Z', { time: '02:30', zone: 'America/New_York' })).toEqual([
      '2026-03-08T07:00:00.000Z',
      '2026-03-09T06:30:00.000Z',
    ]);
    expect(timesAfter('2026-03-28T12:00Z', { time: '02:00', zone: 'Europe/Berlin' })).toEqual([
      '2026-03-29T01:00:00.000Z',
      '2026-03-30T00:00:00.000Z',
    ]);
  });

  it('the next time comes once where the clocks are set back and show it twice', () => {
    expect(timesAfter('2026-10-31T12:00Z', { time: '01:30', zone: 'America/New_York' })).toEqual([
      '2026-11-01T05:30:00.000Z',
      '2026-11-02T06:30:00.000Z',
    ]);
    expect(timesAfter('2026-10-24T12:00Z', { time: '02:30', zone: 'Europe/Berlin' })).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-26T01:30:00.000Z',
    ]);
  });

  it('the next time is that of the next day for who asks between the two', () => {
    expect(timesAfter('2026-10-25T01:00Z', { time: '02:30', zone: 'Europe/Berlin' }, 1)).toEqual([
      '2026-10-26T01:30:00.000Z',
    ]);
  });

  it('the next time keeps its place on the clock over both changes', () => {
    expect(timesAfter('2026-03-28T12:00Z', { time: '09:00', zone: 'Europe/Berlin' })).toEqual([
      '2026-03-29T07:00:00.000Z',
      '2026-03-30T07:00:00.000Z',
    ]);
    expect(timesAfter('2026-10-24T06:00Z', { time: '09:00', zone: 'Europe/Berlin' })).toEqual([
      '2026-10-24T07:00:00.000Z',
      '2026-10-25T08:00:00.000Z',
    ]);
  });

  it('the next time comes at midnight also where the clocks are set forward at midnight', () => {
    expect(timesAfter('2026-09-05T12:00Z', { time: '00:00', zone: 'America/Santiago' })).toEqual([
      '2026-09-06T04:00:00.000Z',
      '2026-09-07T03:00:00.000Z',
    ]);
  });

  it('the next time is always later than the moment, on a day that was asked for, and where the clock shows the time', () => {
    fc.assert(
      fc.property(anyRecurrence, anyMoment, (recurrence, moment) => {
        const next = nextTime(recurrence, moment);
        expect(next).toBeGreaterThan(moment);
        expect(next - moment).toBeLessThanOrEqual(7 * DAY + 3 * HOUR);
        const wall = wallOf(next, recurrence.zone);
        expect(recurrence.days).toContain(wall.day);
        expect(wall.second).toBe('00');
        if (wall.time !== recurrence.time) expectToBeLeftOut(recurrence, next);
      }),
      { numRuns: 300 },
    );
  });

  it('the next time is where the clock first shows the time, or right after a time that it leaves out, whenever clocks are set', () => {
    expect(changes.length).toBeGreaterThan(20);
    let leftOut = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...changes),
        fc.integer({ min: -180, max: 180 }),
        fc.integer({ min: 1, max: 20 * 60 }),
        ({ zone, hour }, beside, before) => {
          // A time that the clock shows about then, asked for some minutes to hours before.
          const moment = hour + (beside - before) * 60_000;
          const { time } = wallOf(hour + beside * 60_000, zone);
          const next = nextTime({ time, days: daily, zone }, moment);
          expect(next).toBeGreaterThan(moment);
          expect(next - moment).toBeLessThanOrEqual(26 * HOUR);
          if (wallOf(next, zone).time !== time) {
            leftOut += 1;
            expectToBeLeftOut({ time, zone }, next);
          } else {
            // Had the clock shown it before on that date, that one would have been it.
            const { date } = wallOf(next, zone);
            for (let earlier = next - 60_000; earlier > Math.max(moment, next - 4 * HOUR); earlier -= 60_000)
              expect(wallOf(earlier, zone)).not.toMatchObject({ date, time });
          }
        },
      ),
      { numRuns: 60 },
    );
    for (const { zone, hour } of changes) {
      for (const time of ['00:00', '00:30', '01:45', '02:00', '02:15', '02:30', '03:30']) {
        const next = nextTime({ time, days: daily, zone }, hour - 12 * HOUR);
        if (wallOf(next, zone).time === time) continue;
        leftOut += 1;
        expectToBeLeftOut({ time, zone }, next);
      }
    }
    expect(leftOut).toBeGreaterThan(20);
  });

  it('the next time is on no day twice and on every day that was asked for, over any year', () => {
    fc.assert(
      fc.property(anyRecurrence, fc.constantFrom(2025, 2026, 2027), ({ time, zone }, year) => {
        // From a week before the first day of spring to one after, and the same in autumn; in both halves of the world.
        for (const begin of [Date.UTC(year, 2, 1), Date.UTC(year, 8, 20)]) {
          const dates = nextTimes({ time, days: daily, zone }, begin, 60).map((at) => wallOf(at, zone).date);
          const days = dates.map((date) => Date.parse(date));
          for (const [index, day] of days.entries()) if (index > 0) expect(day - (days[index - 1] ?? 0)).toBe(DAY);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('the next time is refused for a zone that nobody knows', () => {
    expect(() => nextTime({ time: '09:00', days: daily, zone: 'Moon/Crater' }, 0)).toThrow(TypeError);
  });
});
