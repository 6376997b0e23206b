import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, unify } from '../../src/search/fold.ts';
import { piecesOf, runsOf, spellingOf, tokensOf, wordsOf } from '../../src/search/tokens.ts';

const runs = (text: string) => runsOf(unify(text));
const tokens = (text: string, kind: string) =>
  tokensOf(text, unify(text))
    .filter((token) => token.startsWith(kind))
    .map((token) => token.slice(1));
const spelling = (typed: string) =>
  spellingOf(typed, unify(typed), runs(typed)).map(({ kind, texts }) => `${kind} ${texts.join(' ')}`);

describe('runs', () => {
  it('runs are words, parts in kana and kanji, and emoji, each one by itself', () => {
    expect(runs('AWSの監視👍🏽👨‍👩‍👧🇯🇵🇺🇸 don’t、1️⃣ ©').map(({ text }) => text)).toEqual([
      ...['aws', 'ノ監視', '👍', '👨', '👩', '👧', '🇯🇵', '🇺🇸', 'dont', '1\u20e3'],
    ]);
  });

  it('runs of a text in ASCII are those that it has beside other characters', () => {
    const text = fc.string({
      unit: fc.oneof(
        fc.constantFrom(...["don't", "'", ' ', 'a', '1']),
        fc.string({ minLength: 1, maxLength: 1, unit: 'grapheme-ascii' }),
      ),
    });
    fc.assert(
      fc.property(text, (text) => {
        const lower = text.toLowerCase();
        expect(runsOf(lower)).toEqual(runsOf(`${lower} é`).slice(0, -1));
      }),
      { numRuns: 2_000 },
    );
  });

  it('runs know how they are written and where they stand in the folded text', () => {
    expect(runs('(サイとさい)')).toEqual([
      { kind: 'cjk', text: 'サイトサイ', written: 'サイとさい', start: 1, end: 6 },
    ]);
  });
});

describe('words', () => {
  it('words are those of the text as it is written, not of its katakana', () => {
    const japanese = new Intl.Segmenter('ja', { granularity: 'word' });
    const divided = (text: string) => Array.from(japanese.segment(text), ({ segment }) => fold(segment));
    const text = 'あなたのかばんはどこですか';
    expect(divided(text)).not.toEqual(divided(fold(text)));
    expect(wordsOf(runs(text))).toEqual(divided(text));
  });

  it('words of kana and kanji that a mark divides are kept apart', () => {
    expect(wordsOf(runs('東京。京都'))).toEqual(['東京', '', '京都']);
    expect(wordsOf(runs('東京AWS京都'))).toEqual(['東京', 'aws', '京都']);
  });
});

describe('pieces', () => {
  it('pieces are pairs of neighbours, and the last one alone', () => {
    expect(runs('東京都、𠮷').flatMap(piecesOf)).toEqual(['東京', '京都', '都', '吉']);
  });
});

describe('tokens', () => {
  it('tokens tell katakana from hiragana', () => {
    expect(tokens('サイのさい', 'p')).toEqual(['サイ', 'イ']);
    expect(tokens('サイのさい', 'q')).toEqual(['サ', 'イ']);
    expect(tokens('さいらーめん', 'q')).toEqual([]);
  });

  it('tokens tell long katakana without ー', () => {
    expect(tokens('インターフェイスとタワー', 'k')).toEqual(['インタフェイス']);
  });

  it('tokens tell where kana and kanji begin right after another run, by the last and the first of them', () => {
    expect(tokens('AWSの監視、東京 fast', 'j')).toEqual(['awsノ', '視東']);
    expect(tokens('の a b', 'j')).toEqual([]);
  });

  it('tokens are the words in order, and pieces only where there are kana or kanji', () => {
    expect(tokens('AWSの監視 fast', 'w')).toEqual(['aws', 'ノ', '監視', 'fast']);
    expect(tokens('AWSの監視 fast', 'b')).toEqual(['aws', 'ノ監', '監視', '視', 'fast']);
    expect(tokens('no kana here', 'b')).toEqual([]);
  });

  it('tokens tell the stem of each English word once', () => {
    expect(tokens('runs, running café mp3s', 's')).toEqual(['run', 'cafe']);
  });

  it('tokens tell how a word begins, up to four letters, and each kana and kanji', () => {
    expect(tokens('factory fa 監視', 'u')).toEqual(['監', '視', 'f', 'fa', 'fac', 'fact']);
  });

  it('tokens tell old forms of kanji as they are written', () => {
    expect(tokens('學校と学校、髙橋', 'v')).toEqual(['學', '髙']);
  });

  it('tokens tell names with signs, and only those', () => {
    expect(tokens('C++とC#, (.NET) Node.js 3.14 Notepad++. End.\nA+B', 'x')).toEqual([
      ...['c＋＋', 'c＃', '．net', 'node．js', '3．14', 'notepad＋＋'],
    ]);
  });

  it('tokens hold no sign that an index could take for the end of a token', () => {
    for (const token of tokensOf('C++ 1️⃣ don’t .NET "x"', unify('C++ 1️⃣ don’t .NET "x"'))) {
      expect(token).toMatch(/^[a-z0-9\u0080-\u{10ffff}]+$/u);
    }
  });
});

describe('a spelling', () => {
  it('a spelling asks for katakana, old kanji and signs as they were typed', () => {
    expect(spelling('サイ')).toEqual(['p サイ']);
    expect(spelling('サ')).toEqual(['q サ']);
    expect(spelling('學校のサイト')).toEqual(['p サイ イト', 'v 學']);
    expect(spelling('C++')).toEqual(['x c＋＋']);
  });

  it('a spelling asks for nothing where all that folds alike is written alike', () => {
    expect(spelling('学校はさい and words')).toEqual([]);
  });
});
