import { expect, it } from 'vitest';
import { bothIn, languageOf, otherThan, textIn } from '../../src/thread/language.ts';

it.each([
  ['plain English', 'The real story isn’t just raw speed.', 'en'],
  ['plain Japanese', '真のポイントは単なる速度じゃない。', 'ja'],
  ['Japanese full of Latin words', 'Project RainierはAWSの宣言そのものだ。', 'ja'],
  ['mostly Latin words with hiragana between them', 'Python, TypeScript, Kubernetes と Terraform を使う', 'ja'],
  ['English that quotes a Japanese word', 'We call it 「改善活動」 and “カイゼン” (改善).', 'en'],
  ['English with a few kanji and no hiragana', 'The word 改善 means to improve', 'en'],
  ['Japanese that quotes English', '「All work and no play makes Jack a dull boy」と彼。', 'ja'],
  ['nothing but a Japanese quotation', '「はい」', 'ja'],
  ['a third script', 'Привет, мир', 'en'],
  ['Korean', '안녕하세요', 'en'],
  ['kanji beyond 16 bits', '𠮷𠮷𠮷', 'ja'],
])('%s is told by its script', (_, text, language) => {
  expect(languageOf(text)).toBe(language);
  expect(languageOf(text, otherThan(languageOf(text)))).toBe(language);
});

it.each([
  ['an address', 'https://example.com/articles/some-slug'],
  ['an address with letters of any script', 'https://例え.jp/道'],
  ['several addresses', 'https://example.com/a\nhttp://example.com/b'],
  ['an address without a scheme', 'www.example.com/a'],
  ['an e-mail address', 'someone.else+x@mail.example.co.jp'],
  ['digits', '100% · 3.14'],
  ['an emoji', '👍'],
])('%s alone is in the language of the paragraph before it, else in English', (_, text) => {
  expect(languageOf(text)).toBe('en');
  expect(languageOf(text, 'ja')).toBe('ja');
});

it('an address does not count where Japanese stands beside it', () => {
  expect(languageOf('出典：https://www.example.com/articles/2025/12/05/a-longer-slug-here')).toBe('ja');
  expect(languageOf('詳しくはhttps://example.com/a-very-long-slug/index.htmlを見て')).toBe('ja');
  expect(languageOf('連絡先: someone.with.a.long.name@mail.example.co.jp')).toBe('ja');
});

it('from 30 % of kana and kanji on a paragraph is Japanese, up to 10 % English, between them it takes hiragana', () => {
  expect(languageOf(`${'x'.repeat(7)}漢漢漢`)).toBe('ja');
  expect(languageOf(`${'x'.repeat(9)}あ`)).toBe('en');
  expect(languageOf(`${'x'.repeat(8)}漢あ`)).toBe('ja');
  expect(languageOf(`${'x'.repeat(8)}漢カ`)).toBe('en');
});

it.each([...'(（「『【[“‘"«《〔'])('%s that is never closed is read in a moment', { timeout: 30_000 }, (opener) => {
  expect(languageOf(`Hello ${opener.repeat(300_000)}`)).toBe('en');
});

it.each(['a', 'a@', 'a.', 'www.', 'a://', '@'])(
  'a text of nothing but %j is read in a moment',
  { timeout: 30_000 },
  (piece) => {
    expect(languageOf(piece.repeat(200_000))).toBe('en');
  },
);

it('a text is given in the language asked for, else in the one it has', () => {
  expect(textIn({ en: 'Hi', ja: 'やあ' }, 'ja')).toEqual({ text: 'やあ', language: 'ja' });
  expect(textIn({ en: 'Hi' }, 'ja')).toEqual({ text: 'Hi', language: 'en' });
});

it('both versions of a text are given with the one asked for first, and equal ones once', () => {
  expect(bothIn({ en: 'Hi', ja: 'やあ' }, 'ja')).toEqual(['やあ', 'Hi']);
  expect(bothIn({ en: 'OK', ja: 'OK' }, 'en')).toEqual(['OK']);
  expect(bothIn({ en: 'Hi' }, 'ja')).toEqual(['Hi']);
});
