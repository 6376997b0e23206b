import { describe, expect, it } from 'vitest';
import { readQuery } from '../../../src/search/query.ts';
import { tsqueryOf } from '../../../src/store/postgres/tsquery.ts';
import { isExact, queryExpression, tiersOf, type WordsFrom } from '../../../src/store/search/expression.ts';
import { readAtOnce } from '../../../src/store/search/reading.ts';
import { fts5Of } from '../../../src/store/sqlite/fts5.ts';

const WORDS = { asTyped: false, place: 'words' } as const;
const ANYWHERE = { asTyped: false, place: 'anywhere' } as const;
const AS_TYPED = { asTyped: true, place: 'anywhere' } as const;

/** What begins with these letters, and with all others too much. */
const wordsFrom: WordsFrom = function* (beginning) {
  yield* [];
  return { robot: ['robot', 'robots'], zzzzz: [] }[beginning];
};
const expression = (typed: string, tier: Parameters<typeof queryExpression>[1]) =>
  readAtOnce(queryExpression(readQuery(typed), tier, wordsFrom));
const inFts5 = (...query: Parameters<typeof expression>) => fts5Of(expression(...query)).replaceAll(/[()]/g, '');

describe('what the index is asked', () => {
  it.each([
    ['for a word at words: the word alone', 'runs ', WORDS, '"wruns"'],
    [
      'for a word being typed: what begins with it or has its stem, which holds the word too',
      'runs',
      ANYWHERE,
      '"uruns" OR "srun"',
    ],
    ['for a long word being typed: the words that begin so', 'robot', ANYWHERE, '"wrobot" OR "wrobots" OR "srobot"'],
    ['for a long word with which none begins: its stem', 'zzzzz', ANYWHERE, '"szzzzz"'],
    ['for a long word with which too many begin: a prefix', 'running', ANYWHERE, '"wrunning" * OR "srun"'],
    ['for a word that is no English: itself', '2024 x', ANYWHERE, '"w2024" AND "ux" OR "sx"'],
    ['for one word of Japanese at words: the word alone, not its pairs', '監視', WORDS, '"w監視"'],
    ['for several: their pairs too, which are rarer', '監視の', WORDS, '"b監視 b視ノ" AND "w監視 wノ"'],
    ['for Japanese anywhere: pairs', '監視の', ANYWHERE, '"b監視 b視ノ"'],
    ['for a single kana: the character', 'の', ANYWHERE, '"uノ"'],
    [
      'for a phrase over scripts: its pieces in order, and where its end begins',
      '"AWSの"',
      ANYWHERE,
      '"baws" AND "jawsノ"',
    ],
    ['for katakana as typed: its katakana alone', 'サイ', AS_TYPED, '"pサイ"'],
    ['for katakana among others as typed: both', 'サイの', AS_TYPED, '"bサイ bイノ" AND "pサイ"'],
    ['for long katakana: the same without ー as well, in every tier', 'サーバー', WORDS, '"wサーバ" OR "kサバ"'],
    ['for a name with signs as typed: the name', 'C++', AS_TYPED, '"sc" AND "xc＋＋"'],
  ])('what the index is asked is %s', (_, typed, tier, expected) => {
    expect(inFts5(typed, tier)).toBe(expected);
  });

  it('what the index is asked is nothing but tokens, whatever was typed', () => {
    for (const typed of ['" OR "', 'NEAR(a b)', '*', 'tokens:x', "'; --", '\0', '👵🏽 1️⃣']) {
      for (const tier of [WORDS, ANYWHERE, AS_TYPED]) {
        const query = readQuery(typed);
        if (query.length > 0)
          expect(fts5Of(expression(typed, tier))).toMatch(/^([( )*]|AND|OR|"[a-z0-9\u0080-\u{10ffff} ]+")+$/u);
        if (query.length > 0)
          expect(tsqueryOf(expression(typed, tier))).toMatch(/^([( )&|]|<->|'[a-z0-9\u0080-\u{10ffff}]+'(:\*)?)+$/u);
      }
    }
  });

  it('what the index is asked has tiers as typed only where folding hides how something is written', () => {
    expect(tiersOf(readQuery('学校 and words'))).toHaveLength(2);
    for (const typed of ['サイ', '學校', 'C#']) expect(tiersOf(readQuery(typed))).toHaveLength(4);
  });

  it('what the index is asked may be too little for a lone kana right after another run, and for nothing else', () => {
    expect(isExact(readQuery('AWSの'), ANYWHERE, 100)).toBe(false);
    expect(isExact(readQuery('AWSの'), WORDS, 100)).toBe(true);
    for (const typed of ['AWSの監視', 'full-stack', 'の', 'a-b'])
      expect(isExact(readQuery(typed), ANYWHERE, 100)).toBe(true);
  });
});
