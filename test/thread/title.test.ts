import { expect, it } from 'vitest';
import { isSecondTitle, titlesInOrder } from '../../src/thread/title.ts';

it('a line in the other language can be a second title, one in the same or in none cannot', () => {
  expect(isSecondTitle('題名です', 'en')).toBe(true);
  expect(isSecondTitle('A title', 'ja')).toBe(true);
  expect(isSecondTitle('A title', 'en')).toBe(false);
  expect(isSecondTitle('2025', 'ja')).toBe(false);
});

it.each(['\\題名です', 'コメント (3)', 'https://例え.jp/道', '例え.jp'])('%s is no second title', (line) => {
  expect(isSecondTitle(line, 'en')).toBe(false);
});

it('titles are written with English first, unless the Japanese one could not stand second', () => {
  expect(titlesInOrder({ en: 'A title', ja: '題名' })).toEqual(['A title', '題名']);
  expect(titlesInOrder({ en: 'A title', ja: 'コメント' })).toEqual(['コメント', 'A title']);
  expect(titlesInOrder({ en: 'A title' })).toEqual(['A title']);
  expect(titlesInOrder({ ja: '題名' })).toEqual(['題名']);
});

it('two titles of which neither could stand second have no order', () => {
  expect(titlesInOrder({ en: 'Comments', ja: 'コメント' })).toBeUndefined();
});
