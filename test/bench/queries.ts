/** What people would type to find a text, key by key. */
import { documentsOf, type SearchDocument } from '../../src/search/documents.ts';
import type { SearchableThread } from '../../src/search/search.ts';
import type { Language } from '../../src/thread/bilingual.ts';
import { type Random, random } from './random.ts';

export type Keystroke = { readonly words: string; readonly persona: string };

/** @param count how many texts are looked for in each language */
export function keystrokes(threads: readonly SearchableThread[], count: number): Record<Language, Keystroke[]> {
  const dice = random(7);
  const documents = (language: Language) =>
    Array.from({ length: count }, () => documentsOf(dice.any(threads).thread)).map((all) =>
      dice.any(all.filter((document) => document.language === language)),
    );
  return {
    en: documents('en').flatMap((document) => typed(document, englishPart(dice, document.text))),
    ja: documents('ja').flatMap((document) => typed(document, japanesePart(dice, document.text))),
  };
}

function typed({ persona }: SearchDocument, words: string): Keystroke[] {
  const characters = [...words];
  return characters.map((_, at) => ({ words: characters.slice(0, at + 1).join(''), persona }));
}

/** One to three neighbouring words. */
function englishPart(dice: Random, text: string): string {
  const words = text.split(/[\s.]+/).filter((word) => word !== '');
  const from = dice.below(words.length);
  return words.slice(from, from + 1 + dice.below(3)).join(' ');
}

/** Two to seven neighbouring characters. */
function japanesePart(dice: Random, text: string): string {
  const characters = [...text].filter((character) => character !== '。' && character !== '\n');
  const from = dice.below(Math.max(1, characters.length - 7));
  return characters.slice(from, from + 2 + dice.below(6)).join('');
}
