/** Which language a text is in, and which version of a text to show. */
import type { Bilingual, Language } from './bilingual.ts';

/** A share of kana and kanji from which on a paragraph is Japanese, and one up to which it is English. */
const JAPANESE_FROM = 0.3;
const ENGLISH_UP_TO = 0.1;

const LETTER = /\p{L}/u;
const KANA_OR_KANJI = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々]/u;
const HIRAGANA = /\p{Script=Hiragana}/u;

/** Holds all of kana and kanji, and more. */
const FAR_EAST = /[\u2e80-\uffff]/;

/** A word at the start of a paragraph that is neither quoted nor part of an address. */
const PLAIN_WORD = /^[a-z]+\s/i;

/**
 * Addresses are in no language: of pages (up to the first character that is not ASCII, for Japanese goes on right behind
 * them; a line that is nothing but one may hold any) and of e-mail.
 */
const ADDRESSES =
  /^\s*[a-z]+:\/\/\S+\s*$|(?<![a-z])[a-z]+:\/\/[!-~]+|(?<![\w.])www\.[!-~]+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gimu;

/**
 * What stands between quotation marks or brackets may be a foreign word: it does not count. Of brackets in brackets the
 * inner ones are meant, so that a text of openers that are never closed is not read to its end from each of them.
 */
const QUOTED =
  /"[^"]*"|“[^“”]*”|‘[^‘’]*’|«[^«»]*»|「[^「」]*」|『[^『』]*』|《[^《》]*》|\([^()]*\)|（[^（）]*）|\[[^[\]]*\]|【[^【】]*】|〔[^〔〕]*〕/g;

/**
 * The language a paragraph is written in, by the share of kana and kanji among its letters. One without letters takes
 * the language of the paragraph before it, else English.
 */
export function languageOf(paragraph: string, previous: Language = 'en'): Language {
  // Most paragraphs in English need no counting.
  if (PLAIN_WORD.test(paragraph) && !FAR_EAST.test(paragraph)) return 'en';
  const mayHaveAddress = paragraph.includes('://') || paragraph.includes('@') || paragraph.includes('www.');
  const prose = mayHaveAddress ? paragraph.replace(ADDRESSES, ' ') : paragraph;
  const unquoted = countLetters(prose.replace(QUOTED, ' '));
  const { letters, japanese, hiragana } = unquoted.letters > 0 ? unquoted : countLetters(prose);
  if (letters === 0) return previous;
  if (japanese / letters >= JAPANESE_FROM) return 'ja';
  if (japanese / letters <= ENGLISH_UP_TO) return 'en';
  return hiragana > 0 ? 'ja' : 'en';
}

/** A text in the language asked for, else in the one it has. */
export function textIn(bilingual: Bilingual, language: Language): { text: string; language: Language } {
  const other = otherThan(language);
  const asked = bilingual[language];
  if (asked !== undefined) return { text: asked, language };
  // The model guarantees one of the two.
  return { text: bilingual[other] ?? '', language: other };
}

/** All versions of a text, the one in the language asked for first; equal ones once. */
export function bothIn(bilingual: Bilingual, language: Language): string[] {
  const first = textIn(bilingual, language);
  const second = textIn(bilingual, otherThan(first.language)).text;
  return first.text === second ? [second] : [first.text, second];
}

/** The other of the two languages. */
export function otherThan(language: Language): Language {
  return language === 'en' ? 'ja' : 'en';
}

/** How many letters a text has, how many of them are kana or kanji, and how many of these hiragana. */
function countLetters(text: string) {
  let others = 0;
  let kanaOrKanji = 0;
  let hiragana = 0;
  for (let at = 0; at < text.length; at += 1) {
    let kind = kinds[text.charCodeAt(at)];
    if (kind === Kind.unknown) {
      const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
      kind = kindOf(character);
      at += character.length - 1;
    }
    if (kind === Kind.hiragana) hiragana += 1;
    else if (kind === Kind.kanaOrKanji) kanaOrKanji += 1;
    else if (kind === Kind.letter) others += 1;
  }
  const japanese = kanaOrKanji + hiragana;
  return { letters: others + japanese, japanese, hiragana };
}

/** What a character is. */
const Kind = { unknown: 0, other: 1, letter: 2, kanaOrKanji: 3, hiragana: 4 } as const;

/** Kinds of characters of one UTF-16 unit that were asked for: counting letters is most of the work of reading a thread. */
const kinds = new Uint8Array(0x1_0000);

function kindOf(character: string): number {
  const kind = classify(character);
  if (character.length === 1) kinds[character.charCodeAt(0)] = kind;
  return kind;
}

function classify(character: string): number {
  if (HIRAGANA.test(character)) return Kind.hiragana;
  if (KANA_OR_KANJI.test(character)) return Kind.kanaOrKanji;
  return LETTER.test(character) ? Kind.letter : Kind.other;
}
