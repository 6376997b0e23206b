import { expect, it } from 'vitest';
import { cardText } from '../../src/replay/cardText.ts';

it('a link card is its title, as written, above its address', () => {
  expect(cardText({ title: 'A *bold* title', url: 'https://example.com/a_b' })).toBe(
    'A \\*bold\\* title\nhttps://example.com/a_b',
  );
});

it('a link card without a title is its address alone', () => {
  expect(cardText({ url: 'https://example.com' })).toBe('https://example.com');
});
