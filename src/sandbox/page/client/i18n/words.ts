/** The page's own words, in the language of whom one is. Everything else people read comes from the bot. */
import { en, type Words } from './en.ts';
import { ja } from './ja.ts';

/** @param locale Discord's, such as `en-US` or `ja` */
export function languageFor(locale: string | undefined): 'en' | 'ja' {
  return locale?.startsWith('ja') ? 'ja' : 'en';
}

/** @param locale as {@link languageFor} takes it */
export function wordsFor(locale: string | undefined): Words {
  return { en, ja }[languageFor(locale)];
}
