import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shorten } from '../../src/text/shorten.ts';
import { cpuTime } from '../support/cpuTime.ts';

const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' });

it('a text that fits stays as it is', () => {
  expect(shorten('just fits', 9)).toBe('just fits');
});

it('a text that is too long is cut between graphemes and marked, without a blank before the mark', () => {
  expect(shorten('one two three', 8)).toBe('one two…');
  expect(shorten('が👩‍👩‍👧が', 8)).toBe('が…');
});

it('a first grapheme that is too long leaves the mark alone', () => {
  expect(shorten('👩‍👩‍👧x', 5)).toBe('…');
});

it('a shortened text is within its limit and begins as the text does, grapheme by grapheme', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, limit) => {
      const short = shorten(text, limit);
      expect(short.length).toBeLessThanOrEqual(limit);
      if (short === text) return;
      const kept = short.slice(0, -1);
      expect(short).toBe(`${kept}…`);
      const starts = Array.from(segmenter.segment(text), ({ index }) => index);
      expect(text.startsWith(kept)).toBe(true);
      expect(starts.some((start) => text.slice(0, start).trimEnd() === kept)).toBe(true);
    }),
  );
});

it('a mebibyte is cut without being read to its end', () => {
  const text = 'あ👩‍👩‍👧'.repeat(120_000);
  const cut = () => {
    for (let turn = 0; turn < 20; turn += 1) shorten(text, 80);
  };
  expect(cpuTime(cut)).toBeLessThan(1_000);
});
