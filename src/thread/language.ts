/** Which language a text is in, and which version of a text to show. */
import type { Bilingual, Language } from './bilingual.ts';

/** A share of kana and kanji from which on a paragraph is Japanese, and one up to which it is English. */
const JAPANESE_FROM = 0.3;
const ENGLISH_UP_TO = 0.1;

const LETTER = /\p{L}/gu;
const JAPANESE_LETTER = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々]/gu;
const HIRAGANA = /\p{Script=Hiragana}/u;

/**
 * What stands between quotation marks or brackets may be a foreign word: it does not count. Of brackets in brackets the
 * inner ones are meant, so that a text of openers that are never closed is not read to its end from each of them.
 */
const QUOTED = /"[^"]*"|“[^“”]*”|‘[^‘’]*’|「[^「」]*」|『[^『』]*』|\([^()]*\)|（[^（）]*）|\[[^[\]]*\]|【[^【】]*】/g;

/**
 * The language a paragraph is written in, by the share of kana and kanji among its letters. One without letters takes
 * the language of the paragraph before it, else English.
 */
export function languageOf(paragraph: string, previous: Language = 'en'): Language {
  const unquoted = paragraph.replace(QUOTED, ' ');
  const counted = count(unquoted, LETTER) > 0 ? unquoted : paragraph;
  const letters = count(counted, LETTER);
  if (letters === 0) return previous;
  const share = count(counted, JAPANESE_LETTER) / letters;
  if (share >= JAPANESE_FROM) return 'ja';
  if (share <= ENGLISH_UP_TO) return 'en';
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

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
