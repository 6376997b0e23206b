import { describe, expect, it } from 'vitest';
import { isMistypable, isSlip, mostAlike, oneSlipAway } from '../../src/search/spelling.ts';

describe('a mistyped word', () => {
  it('a mistyped word is English, neither short nor endless', () => {
    expect(['robot', 'cat', 'naïve', 'c3po', 'x'.repeat(41)].map(isMistypable)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it.each([
    ['a letter left out', 'libary', 'library'],
    ['a letter too many', 'roboot', 'robot'],
    ['another letter', 'mactory', 'factory'],
    ['two neighbours swapped', 'lader', 'ladre'],
  ])('a mistyped word with %s is one slip away from the right one', (_, typed, meant) => {
    expect(oneSlipAway(typed)).toContain(meant);
    expect(isSlip(typed, meant)).toBe(true);
  });

  it('a mistyped word may have two slips if it is long, but not if it is short', () => {
    expect(isSlip('metronnomme', 'metronome')).toBe(true);
    expect(isSlip('ladar', 'ladder')).toBe(false);
  });

  it('a mistyped word is like those that differ least, and of these like the most frequent; never like itself', () => {
    const known = [
      { word: 'ladders', count: 9 },
      { word: 'lader', count: 1 },
      { word: 'ladder', count: 2 },
      { word: 'later', count: 5 },
      { word: 'umbrella', count: 99 },
    ];
    expect(mostAlike('lader', known)).toEqual(['later', 'ladder', 'ladders']);
  });
});
