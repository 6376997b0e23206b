import { expect, it } from 'vitest';
import { firstSentence } from '../../src/text/firstSentence.ts';

it.each([
  ['Tea is hot. So am I.', 'Tea is hot.'],
  ['お茶は熱い。私も熱い。', 'お茶は熱い。'],
  ['本当？ええ。', '本当？'],
  ['A heading\nand what follows.', 'A heading'],
  ['\n\n  No full stop', 'No full stop'],
  ['', ''],
])('the first sentence of a text is where it ends, or its first line does: %j', (text, first) => {
  expect(firstSentence(text)).toBe(first);
});

it('a text without any sentence is not read to its end', () => {
  expect(firstSentence('word '.repeat(1_000_000)).length).toBeLessThanOrEqual(1_000);
});
