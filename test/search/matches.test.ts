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
    ['a quoted word as it is alone', 'she runs, run', '"run"', ['run']],
    ['a word’s other forms while it is being typed', 'he ran runs', 'running', ['runs']],
    ['the beginning of a word that is being typed', 'The factories', 'fact', ['fact']],
    ['no beginning of a word that was typed whole', 'fast and faster', 'fast and', ['fast', 'and']],
    ['a word with its apostrophes and without', "we don't, dont", "don't", ["don't", 'dont']],
    ['all of a word whose beginning has an apostrophe', "o'reilly's", "o'rei", ["o'reilly"]],
    ['overlapping parts of kana and kanji', 'ああああ', 'あああ', ['アアア', 'アアア']],
    ['long katakana as typed, and with and without ー', 'サーバーとサバ', 'サーバー', ['サーバ', 'サーバー', 'サバ']],
    ['a phrase from within kana and kanji to within a word', '東京のAWSOME', 'のAWSOM', ['ノawsom']],
    ['a phrase with its apostrophe', "we don't lend", '"don\'t lend"', ["don't lend"]],
    [
      'a phrase each time that it is there',
      'night shift, a night shift',
      '"night shift"',
      ['night shift', 'night shift'],
    ],
    ['a phrase of three words', 'a night shift here', '"night shift here"', ['night shift here']],
    ['a phrase that ends within kana and kanji', 'AWSの監視', '"awsの監"', ['awsノ監']],
    ['parts of kana and kanji', '東京都と京都', '京都', ['京都', '京都']],
    ['a name with its signs', 'C++, c and C#', 'C++', ['c++', 'c', 'c']],
    ['a name with the sign before it', '.NET or net', '.net', ['.net', 'net']],
    ['an emoji', 'so 👵🏽 it is', '👵', ['👵']],
    ['a number with commas', 'costs 1,000 yen', '1000', ['1000']],
  ])('matches are %s', (_, text, typed, expected) => {
    expect(found(text, typed)).toEqual(expected);
  });

  it.each([
    ['the words of a phrase stand in another order', 'shift night', '"night shift"'],
    ['a phrase lacks its end', 'the night', '"night shift"'],
    ['another word stands within a phrase', 'night of shift', '"night shift"'],
    ['the last word of a phrase goes on', 'night shifts', '"night shift"'],
    ['the first word of a phrase is the end of another', 'midnight shift', '"night shift"'],
    ['other kana stand within a phrase', 'AWSと監視 fast', '"AWS監視 fast"'],
    ['a phrase ends with other kana', 'AWSがんばる', '"AWS監視"'],
    ['a word is the end of another', 'reruns', 'run'],
    ['a word that is not English has another form', 'mp3', 'mp3s'],
  ])('matches are none where %s', (_, text, typed) => {
    expect(found(text, typed)).toBeUndefined();
  });

  it('matches are none unless every term is there, but any of them can be asked for', () => {
    expect(found('night shift', 'night owl')).toBeUndefined();
    expect(findAny('night shift', readQuery('night owl'))).toEqual([{ start: 0, end: 5 }]);
    expect(findMatches('night', readQuery('?!'))).toBeUndefined();
  });
});
