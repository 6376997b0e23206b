import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphemeEnd, graphemeStart } from '../../src/text/graphemes.ts';

const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' });
const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...'aZ1 -~。、かガーｶﾞ゛\u3099\u0301東京', '👩‍👩‍👧', '🇯🇵', '𠮷', '\r\n', 'é'),
    fc.string({ minLength: 1, maxLength: 1, unit: 'binary' }),
  ),
  minLength: 1,
});

describe('graphemes', () => {
  it('the grapheme of any place begins and ends where a segmenter finds it', () => {
    fc.assert(
      fc.property(text, fc.nat(40), (text, place) => {
        const at = place % text.length;
        const { index, segment } = segmenter.segment(text).containing(at) ?? { index: Number.NaN, segment: '' };
        expect(graphemeStart(text, at)).toBe(index);
        expect(graphemeEnd(text, at + 1)).toBe(index + segment.length);
      }),
      { numRuns: 2_000 },
    );
  });

  it('the end of a text is a border', () => {
    expect(graphemeStart('が', 2)).toBe(2);
  });
});
