import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Day, type Days, daySetOf, daysProposed, daysText, parseDays } from '../../src/schedule/days.ts';

const { mon, tue, wed, thu, fri, sat, sun } = Day.enum;

/** Any days, in the order of the week. */
const anyDays = fc.subarray([...Day.options], { minLength: 1 });

describe('days that somebody types', () => {
  it.each<[typed: string, days: Days]>([
    ['daily', Day.options],
    ['Every day', Day.options],
    ['毎日', Day.options],
    ['weekdays', [mon, tue, wed, thu, fri]],
    ['平日', [mon, tue, wed, thu, fri]],
    ['weekends', [sat, sun]],
    ['週末', [sat, sun]],
    ['土日', [sat, sun]],
    ['mon,wed', [mon, wed]],
    ['Wednesdays and MONDAYS', [mon, wed]],
    ['tues & thurs', [tue, thu]],
    ['mon-fri', [mon, tue, wed, thu, fri]],
    ['Friday to Monday', [mon, fri, sat, sun]],
    ['月水', [mon, wed]],
    ['月曜日と水曜日', [mon, wed]],
    ['毎週日曜', [sun]],
    ['月〜水、土', [mon, tue, wed, sat]],
    ['金曜から日曜まで', [fri, sat, sun]],
    ['weekends, 水', [wed, sat, sun]],
  ])('are read in either language: %s', (typed, days) => {
    expect(parseDays(typed)).toEqual(days);
  });

  it.each(['', ' , ', 'and', 'someday', 'mon,x', 'm', 'the 1st', '月月火水木金金曜の夜', 'monday!'])(
    'are none where a part of it is something else: %s',
    (typed) => {
      expect(parseDays(typed)).toBeUndefined();
    },
  );

  it('are read as they are written by us, whichever they are', () => {
    fc.assert(
      fc.property(anyDays, (days) => {
        expect(parseDays(daysText(days))).toEqual(days);
      }),
    );
  });

  it('cost nobody more than a moment, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'mon,wed 月曜日と-〜から every'), maxLength: 200 }), (typed) => {
        for (const days of [parseDays(typed) ?? [mon], ...daysProposed(typed)])
          expect(days).toEqual(Day.options.filter((day) => days.includes(day)));
      }),
    );
  });

  it('have a word of their own where they are every day, the five of work, or the two others', () => {
    expect(daySetOf([sun, sat])).toBe('weekends');
    expect(daySetOf([mon, tue, wed, thu, fri])).toBe('weekdays');
    expect(daySetOf(Day.options)).toBe('daily');
    expect(daySetOf([sat])).toBeUndefined();
  });
});

describe('days proposed while somebody types', () => {
  const proposed = (typed: string) => daysProposed(typed).map(daysText);

  it('are the sets and each day while nothing is typed', () => {
    expect(proposed('')).toEqual(['daily', 'weekdays', 'weekends', ...Day.options]);
  });

  it('are what a word may become', () => {
    expect(proposed('we')).toEqual(['weekdays', 'weekends', 'wed']);
    expect(proposed('平')).toEqual(['weekdays']);
    expect(proposed('t')).toEqual(['tue', 'thu']);
  });

  it('are what is there with what a last word may become', () => {
    expect(proposed('mon,t')).toEqual(['mon,tue', 'mon,thu']);
  });

  it('are what is there, then that with each day that is not', () => {
    expect(proposed('土日')).toEqual([
      'weekends',
      ...['mon,sat,sun', 'tue,sat,sun', 'wed,sat,sun', 'thu,sat,sun', 'fri,sat,sun'],
    ]);
  });

  it('are none for what means no day', () => {
    expect(proposed('xyz')).toEqual([]);
    expect(proposed('xyz mo')).toEqual([]);
  });
});
