import { describe, expect, it } from 'vitest';
import { fold } from '../../src/search/fold.ts';
import { readQuery } from '../../src/search/query.ts';
import { compareRanks, rankingFor } from '../../src/search/rank.ts';

/** Texts that were found in the same way, the best first. */
function ordered(typed: string, texts: readonly string[]): string[] {
  const query = readQuery(typed);
  const rankOf = rankingFor(query);
  const ranks = texts.map((text) => {
    const spelled = query.every((term) => text.includes(term.typed));
    return { text, rank: rankOf({ tier: 0, spelled, folded: fold(text) }) };
  });
  return ranks.sort((one, other) => compareRanks(one.rank, other.rank)).map(({ text }) => text);
}

describe('the better text', () => {
  it.each([
    ['says it more often', 'run', 'one run only here', 'run after run, here and there'],
    ['says it alone rather than inside of a word', 'rain', 'brainy talks', 'rain in the night sky'],
    ['is spelled as typed', 'AWS', 'so aws is down', 'so AWS is down again'],
    [
      'has it where kanji and kana meet, however often another has it inside of a word',
      '人',
      '人間と人生',
      'あの人はまだ来ない',
    ],
    ['has a lone kana between other letters rather than inside of words', 'は', 'おはよう', '私は私'],
    ['has a lone kana more often, though always inside of words', 'は', '私は私', 'おはよう、おはよう、おはよう'],
    ['has a lone kana beside other letters, on one side at least', 'は', 'おはよう', '私はおおきく'],
    ['has kanji alone between other letters rather than between kana', '監視', 'の監視の', 'an AWS監視AWS of ours'],
    ['has a word alone rather than beside kanji', 'AI', 'AI時代のmAIl', 'a mAIl that an AI wrote'],
    ['has all of the words alone, not one of them', 'rain night', 'rain at fortnight', 'rain in the night sky'],
    ['has all of the words alone, not one of them beside kanji', 'AI rain', 'AI時代 rain', 'an AI in the rain'],
    ['has what begins with kanji between kana and marks', '監視さん', '大監視さん、', 'の監視さん、まだです'],
    ['has what ends with kanji before kana', 'さん監視', 'さん監視員', 'さん監視のことです'],
    ['has a word three times, however often another has it', 'run', 'run run run run run', 'run run run'],
    ['has kana and kanji spelled as typed, before how often', '監視さん', '監視サン監視サン', 'まあその監視さんです'],
    ['has kanji with their kana, though in the other more kanji follow', '受け', '受け取った手紙です', '受けていた'],
    ['is shorter', 'rain', 'rain in the evening', 'rain today'],
    ['has kana as they were typed, however often another has them', 'さい', 'サイとサイとサイ', 'うるさいかもしれない'],
    ['has kanji as they were typed, however often another has them', '学校', '學校と學校', '私たちの学校です'],
  ])('the better text %s', (_, typed, worse, better) => {
    expect(ordered(typed, [worse, better])).toEqual([better, worse]);
  });

  it('neither of two texts is better that differ in nothing that counts', () => {
    expect(compareRanks([0, 1], [0, 1])).toBe(0);
    expect(ordered('rain', ['rain at six', 'rain at ten'])).toEqual(['rain at six', 'rain at ten']);
    expect(ordered('rain', ['rain at ten', 'rain at six'])).toEqual(['rain at ten', 'rain at six']);
  });

  it('the better text is the one that the index found in a better way, before all else', () => {
    const rankOf = rankingFor(readQuery('run'));
    const often = rankOf({ tier: 1, spelled: true, folded: 'run run run' });
    const once = rankOf({ tier: 0, spelled: false, folded: 'a longer run' });
    expect(compareRanks(once, often)).toBeLessThan(0);
  });
});
