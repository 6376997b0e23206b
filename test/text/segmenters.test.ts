import { expect, it } from 'vitest';
import { segmenterOf } from '../../src/text/segmenters.ts';

const partsOf = (text: string, granularity: 'grapheme' | 'word' | 'sentence') =>
  Array.from(segmenterOf(granularity).segment(text), ({ segment }) => segment);

it('a text is divided into what people take for one character, one word, one sentence', () => {
  expect(partsOf('👩‍🍳が', 'grapheme')).toEqual(['👩‍🍳', 'が']);
  expect(partsOf('東京に住む', 'word')).toEqual(['東京', 'に', '住む']);
  expect(partsOf('One. 二つ。三つ。', 'sentence')).toEqual(['One. ', '二つ。', '三つ。']);
});

it('each kind of segmenter is made once', () => {
  expect(segmenterOf('word')).toBe(segmenterOf('word'));
});
