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
  ])('days are read in either language: %s', (typed, days) => {
    expect(parseDays(typed)).toEqual(days);
  });

  it.each(['', ' , ', 'and', 'someday', 'mon,x', 'm', 'the 1st', '月月火水木金金曜の夜', 'monday!'])(
    'no days are read where a part of the text is something else: %s',
    (typed) => {
      expect(parseDays(typed)).toBeUndefined();
    },
  );

  it('days are read as we write them, whichever they are', () => {
    fc.assert(
      fc.property(anyDays, (days) => {
        expect(parseDays(daysText(days))).toEqual(days);
      }),
    );
  });

  it('days that are read or proposed are in the order of the week, each once, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'mon,wed 月曜日と-〜から every'), maxLength: 200 }), (typed) => {
        for (const days of [parseDays(typed) ?? [mon], ...daysProposed(typed)])
          expect(days).toEqual(Day.options.filter((day) => days.includes(day)));
      }),
    );
  });

  it('days have a word of their own where they are every day, the five of work, or the two others', () => {
    expect(daySetOf([sun, sat])).toBe('weekends');
    expect(daySetOf([mon, tue, wed, thu, fri])).toBe('weekdays');
    expect(daySetOf(Day.options)).toBe('daily');
    expect(daySetOf([sat])).toBeUndefined();
  });
});

describe('days proposed while somebody types', () => {
  const proposed = (typed: string) => daysProposed(typed).map(daysText);

  it('the sets and each day are proposed while nothing is typed', () => {
    expect(proposed('')).toEqual(['daily', 'weekdays', 'weekends', ...Day.options]);
  });

  it('what a word may become is proposed', () => {
    expect(proposed('we')).toEqual(['weekdays', 'weekends', 'wed']);
    expect(proposed('平')).toEqual(['weekdays']);
    expect(proposed('t')).toEqual(['tue', 'thu']);
  });

  it('what is there is proposed with what a last word may become', () => {
    expect(proposed('mon,t')).toEqual(['mon,tue', 'mon,thu']);
  });

  it('what is there is proposed, then that with each day that is not', () => {
    expect(proposed('土日')).toEqual([
      'weekends',
      ...['mon,sat,sun', 'tue,sat,sun', 'wed,sat,sun', 'thu,sat,sun', 'fri,sat,sun'],
    ]);
  });

  it('no days are proposed for what means none', () => {
    expect(proposed('xyz')).toEqual([]);
    expect(proposed('xyz mo')).toEqual([]);
  });
});
