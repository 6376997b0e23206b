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
  const unquoted = prose.replace(QUOTED, ' ');
  const counted = LETTER.test(unquoted) ? unquoted : prose;
  const { letters, japanese } = countLetters(counted);
  if (letters === 0) return previous;
  if (japanese / letters >= JAPANESE_FROM) return 'ja';
  if (japanese / letters <= ENGLISH_UP_TO) return 'en';
  return HIRAGANA.test(counted) ? 'ja' : 'en';
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

/** How many letters a text has, and how many of them are kana or kanji. */
function countLetters(text: string): { letters: number; japanese: number } {
  let letters = 0;
  let japanese = 0;
  for (let at = 0; at < text.length; at += 1) {
    let kind = kinds[text.charCodeAt(at)] ?? Kind.unknown;
    if (kind === Kind.unknown) {
      const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
      kind = kindOf(character);
      at += character.length - 1;
    }
    // Without a branch: kana, kanji and the rest alternate too often for one to be foreseen.
    letters += kind & 1;
    japanese += kind >> 1;
  }
  return { letters, japanese };
}

/** What a character is; the first bit tells a letter, the second one that is kana or kanji. */
const Kind = { other: 0, letter: 1, kanaOrKanji: 3, unknown: 4 } as const;

/** Kinds of characters of one UTF-16 unit that were asked for: counting letters is most of the work of reading a thread. */
const kinds = new Uint8Array(0x1_0000).fill(Kind.unknown);

function kindOf(character: string): number {
  const kind = classify(character);
  if (character.length === 1) kinds[character.charCodeAt(0)] = kind;
  return kind;
}

function classify(character: string): number {
  if (KANA_OR_KANJI.test(character)) return Kind.kanaOrKanji;
  return LETTER.test(character) ? Kind.letter : Kind.other;
}
