/**
 * How texts are numbered: a comment's number counts all comments of all threads, a text's id is twice that and tells the
 * language too. SQLite walks rows upwards, so those of the index are negative: the newest text comes first.
 */
import type { Language } from '../../thread/bilingual.ts';

/** The id of a comment's text in a language. */
export function textIdOf(comment: number, language: Language): number {
  return comment * 2 + parityOf(language);
}

/** What is left of the id of a text in that language when it is halved. */
export function parityOf(language: Language): 0 | 1 {
  return language === 'ja' ? 1 : 0;
}

/** The language of a text. */
export function languageOf(textId: number): Language {
  return textId % 2 === 1 ? 'ja' : 'en';
}

/** The number of a text's comment. */
export function commentOf(textId: number): number {
  return Math.floor(textId / 2);
}
