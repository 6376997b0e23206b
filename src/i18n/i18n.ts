/** The sentences of each language. */
import type { Language } from '../thread/bilingual.ts';
import { en, type Sentences } from './en.ts';
import { ja } from './ja.ts';

export type { Sentences } from './en.ts';
export { deletionObstacleText, problemText } from './texts.ts';

/** By language. */
export const sentences: Record<Language, Sentences> = { en, ja };
