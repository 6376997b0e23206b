import { describe, expect, it } from 'vitest';
import { formatTime, messageTime } from '../../../../../src/sandbox/page/client/text/times.ts';
import { NOW } from '../../../../support/pageState.ts';

describe('times', () => {
  it.each([
    [20, 'in 20 seconds', '20 秒後'],
    [-90, '1 minute ago', '1 分前'],
    [7_200, 'in 2 hours', '2 時間後'],
    [-3 * 86_400, '3 days ago', '3 日前'],
  ])('times that lie %d seconds away read naturally', (seconds, english, japanese) => {
    const at = NOW + seconds * 1_000;
    expect([formatTime(at, 'R', NOW, 'en-US'), formatTime(at, 'R', NOW, 'ja')]).toEqual([english, japanese]);
  });

  it('times name yesterday, and give a date before that', () => {
    const noon = new Date(2026, 2, 10, 12).getTime();
    const day = 86_400_000;
    expect(messageTime(noon - 60_000, noon, 'ja')).toBe('11:59');
    expect(messageTime(noon - day, noon, 'ja')).toBe('昨日 12:00');
    expect(messageTime(noon - day, noon, 'en-US')).toMatch(/^Yesterday 12:00/);
    expect(messageTime(noon - 2 * day, noon, 'ja')).toBe('2026/03/08 12:00');
  });
});
