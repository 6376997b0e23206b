import { describe, expect, it } from 'vitest';
import { fold } from '../../src/search/fold.ts';
import { findAny, findMatches } from '../../src/search/matches.ts';
import { readQuery } from '../../src/search/query.ts';

const found = (text: string, typed: string) => {
  const folded = fold(text);
  return findMatches(folded, readQuery(typed))?.map(({ start, end }) => folded.slice(start, end));
};

describe('matches', () => {
  it.each([
    ['a word’s other forms', 'she runs, running', 'run ', ['runs', 'running']],
    ['parts of kana and kanji', '東京都と京都', '京都', ['京都', '京都']],
    ['a name with its signs', 'C++, c and C#', 'C++', ['c++', 'c', 'c']],
    ['a name with the sign before it', '.NET or net', '.net', ['.net', 'net']],
    ['an emoji', 'so 👵🏽 it is', '👵', ['👵']],
    ['a number with commas', 'costs 1,000 yen', '1000', ['1000']],
  ])('matches are %s', (_, text, typed, expected) => {
    expect(found(text, typed)).toEqual(expected);
  });

  it('matches are none unless every term is there, but any of them can be asked for', () => {
    expect(found('night shift', 'night owl')).toBeUndefined();
    expect(findAny('night shift', readQuery('night owl'))).toEqual([{ start: 0, end: 5 }]);
    expect(findMatches('night', readQuery('?!'))).toBeUndefined();
  });
});
