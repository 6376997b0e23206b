import { describe, expect, it } from 'vitest';
import { parseTime } from '../../src/schedule/timeOfDay.ts';

describe('a time of day that somebody types', () => {
  it.each([
    ['09:30', '09:30'],
    ['9:05', '09:05'],
    [' 0:00 ', '00:00'],
    ['23:59', '23:59'],
    ['９：３０', '09:30'],
    ['9時', '09:00'],
    ['21時5分', '21:05'],
    ['7時半', '07:30'],
  ])('a time is read as it is written in either language: %s', (typed, time) => {
    expect(parseTime(typed)).toBe(time);
  });

  it.each(['', '9', '24:00', '12:60', '9:3', '-1:00', '9:30 pm', 'noon', '99時'])(
    'no time is read where nobody could be sure which is meant: %s',
    (typed) => {
      expect(parseTime(typed)).toBeUndefined();
    },
  );
});
