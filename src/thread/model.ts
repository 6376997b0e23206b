/**
 * What a thread is: a post and the comments of named personas, in English, Japanese or both.
 * The format it is read from is described in the README and parsed by `parse.ts`.
 */
import { z } from 'zod';

/** A language a text can be written in. */
export const Language = z.enum(['en', 'ja']);
export type Language = z.infer<typeof Language>;

const Words = z.string().min(1);

/** A text that exists in English, in Japanese, or in both; never in neither. */
export const Bilingual = z.union([
  z.object({ en: Words, ja: Words.optional() }).readonly(),
  z.object({ en: Words.optional(), ja: Words }).readonly(),
]);
export type Bilingual = z.infer<typeof Bilingual>;

/** The preview of the page that a thread discusses: its title and its whole URL (`https://…`). */
export const LinkCard = z.object({ title: Words.optional(), url: z.url({ protocol: /^https?$/ }) }).readonly();
export type LinkCard = z.infer<typeof LinkCard>;

/** One persona's contribution. `persona` is the pair of names it is signed with; identity follows from both names. */
export const Comment = z.object({ persona: Bilingual, text: Bilingual }).readonly();
export type Comment = z.infer<typeof Comment>;

/** The most comments one thread may hold. */
export const MAX_COMMENTS = 2_000;

/** A whole thread. Comments are numbered from 1 in the order given; number 0 is the post itself. */
export const Thread = z
  .object({
    category: z.string(),
    date: z.iso.date(),
    author: Bilingual,
    title: Bilingual,
    card: LinkCard.optional(),
    body: Bilingual.optional(),
    comments: z.array(Comment).min(1).max(MAX_COMMENTS).readonly(),
  })
  .readonly();
export type Thread = z.infer<typeof Thread>;
