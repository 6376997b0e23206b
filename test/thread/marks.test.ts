import { expect, it } from 'vitest';
import { isEscaped, readHeading, readMeta } from '../../src/thread/marks.ts';

it.each(['·', '|', '-', '–', '—', '•', '･', '・', '｜'])('%s divides category and date', (separator) => {
  for (const line of [
    `AI ${separator} 2025-12-05`,
    `AI${separator}2025-12-05`,
    `AI\u3000${separator}\u30002025-12-05`,
  ]) {
    expect(readMeta(line)).toMatchObject({ category: 'AI', iso: '2025-12-05' });
  }
});

it.each([
  '2025-12-05',
  '2025-12-5',
  '2025/12/05',
  '2025/12/5',
  '2025.12.05',
  '2025年12月5日',
  '2025年 12月 05日',
  '２０２５年１２月５日',
  '２０２５－１２－０５',
  '2025年12月5日(金)',
  '2025年12月5日（金）',
  '2025年12月5日 (金曜日)',
  '2025年12月5日金曜日',
  '2025-12-05 (Fri)',
  '2025-12-05 (Friday)',
  '2025/12/05 Fri.',
])('%s is a date', (date) => {
  expect(readMeta(`AI · ${date}`)).toEqual({ category: 'AI', date, iso: '2025-12-05' });
  expect(readMeta(date)).toEqual({ category: '', date, iso: '2025-12-05' });
});

it.each([
  'AI',
  'AI 2025-12-05',
  'AI · 2025-12',
  'AI · 05.12.2025',
  'AI · 2025-12-05 x',
  '12025-12-05',
  'AI · 2025-12-05 (Foo)',
  '',
])('a line without category and date is none: %j', (line) => {
  expect(readMeta(line)).toBeUndefined();
});

it('the last separator divides category and date, whatever stands before it', () => {
  expect(readMeta('AI · Chips · 2025-12-05')).toMatchObject({ category: 'AI · Chips' });
  expect(readMeta('AI - · 2025-12-05')).toMatchObject({ category: 'AI -' });
  expect(readMeta('2025-01-01 · 2025-12-05')).toMatchObject({ category: '2025-01-01', iso: '2025-12-05' });
  expect(readMeta('· 2025-12-05')).toMatchObject({ category: '', iso: '2025-12-05' });
});

it('a day that does not exist is a date all the same, but none of the calendar’s', () => {
  expect(readMeta('AI · 2025-02-30')).toEqual({ category: 'AI', date: '2025-02-30', iso: undefined });
  expect(readMeta('AI · 2025-13-01')?.iso).toBeUndefined();
  expect(readMeta('AI · 2024-02-29')?.iso).toBe('2024-02-29');
});

it('a category may be longer than any heading', () => {
  expect(readMeta(`${'x'.repeat(5_000)} · 2025-12-05`)?.category).toHaveLength(5_000);
});

it.each([
  ['Comments (7)', 7],
  ['comments (7)', 7],
  ['COMMENTS（７）', 7],
  ['コメント（７）', 7],
  ['コメント (7)', 7],
  ['コメント(7件)', 7],
  ['ｺﾒﾝﾄ 7', 7],
  ['7 Comments', 7],
  ['1 comment', 1],
  ['7件のコメント', 7],
  ['全7件のコメント', 7],
  ['コメント数：7', 7],
  ['コメント件数: 7件', 7],
  ['コメント：7', 7],
  ['コメント (7):', 7],
  ['Comments: 1,234', 1_234],
  ['コメント', 'undeclared'],
  ['Comment:', 'undeclared'],
  ['全コメント', 'undeclared'],
])('%s is a heading of comments', (line, declared) => {
  expect(readHeading(line)).toBe(declared);
});

it.each([
  'コメント一覧 (7)',
  'Comments are welcome',
  'No comments',
  '7 コメント 7',
  'Comments (7) (8)',
  'Comments 1,2',
  'comment comment',
  'Kommentare (7)',
  '7',
  '件',
  '(7)',
  '\\Comments (7)',
  '',
])('a line that holds anything else is no heading: %j', (line) => {
  expect(readHeading(line)).toBeUndefined();
});

it('a line is escaped by a backslash at its beginning alone', () => {
  expect(['\\Bob', '\\', 'Bob\\', '＼Bob', ''].map(isEscaped)).toEqual([true, true, false, false, false]);
});
