/** Texts in two languages. */
import { z } from 'zod';

/** A language a text can be written in. */
export const Language = z.enum(['en', 'ja']);
export type Language = z.infer<typeof Language>;

/** A text that exists in English, in Japanese, or in both; never in neither. */
export type Bilingual =
  | { readonly en: string; readonly ja?: string | undefined }
  | { readonly en?: string | undefined; readonly ja: string };
