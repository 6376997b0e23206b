/** Where the README is, in each language. */
import type { Language } from '../../src/thread/bilingual.ts';

export const readmes: readonly (readonly [Language, string])[] = [
  ['en', 'README.md'],
  ['ja', 'README.ja.md'],
];
