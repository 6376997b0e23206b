/** Texts in two languages. */
import { z } from 'zod';

/** A language a text can be written in. */
export const Language = z.enum(['en', 'ja']);
export type Language = z.infer<typeof Language>;

/** A text that exists in English, in Japanese, or in both; never in neither. */
export type Bilingual =
  | { readonly en: string; readonly ja?: string | undefined }
  | { readonly en?: string | undefined; readonly ja: string };

/** Whether a text exists in both languages. */
export function isBilingual(text: Bilingual): text is { readonly en: string; readonly ja: string } {
  return text.en !== undefined && text.ja !== undefined;
}
