/**
 * What a thread is: a post and the comments of named personas, in English, Japanese or both.
 * The format it is read from is described in the README and parsed by `parse.ts`.
 */
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Bilingual, Language } from './bilingual.ts';
import { languageOf } from './language.ts';
import { hasMeaning, isEscaped, readHeading, readLink } from './marks.ts';
import { personaLine, readPersonaLine } from './personaLine.ts';

/** What the thread format cannot write: control characters, marks that hide or turn text, tabs and odd line breaks. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters the format refuses
const UNWRITABLE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/u;

/** A trimmed, non-empty line. */
const OneLine = z
  .string()
  .min(1)
  .refine((line) => !UNWRITABLE.test(line) && !line.includes('\n') && line.isWellFormed() && line === line.trim(), {
    error: 'expected one line without control characters or white space around it',
  });

/** Trimmed, non-empty lines in paragraphs that one blank line divides. */
const Paragraphs = z
  .string()
  .min(1)
  .refine(
    (text) => text.split('\n\n').every((part) => part.split('\n').every((line) => OneLine.safeParse(line).success)),
    {
      error: 'expected lines without control characters or white space around them, in paragraphs one blank line apart',
    },
  );

/** A line in one or both languages. */
export const BilingualLine: z.ZodType<Bilingual> = bilingual(OneLine);

function bilingual(words: typeof OneLine) {
  return z.union([
    z.object({ en: words, ja: words.optional() }).readonly(),
    z.object({ en: words.optional(), ja: words }).readonly(),
  ]);
}

/** The names of a persona, as a persona line can say them. */
const Names = BilingualLine.refine(sayable, {
  error: 'expected names that a persona line can say: the Japanese one with kana or kanji, brackets balanced',
});

function sayable(names: Bilingual): boolean {
  const line = personaLine(names);
  return !isEscaped(line) && readHeading(line) === undefined && isDeepStrictEqual(readPersonaLine(line)?.names, names);
}

/** A title, each version in its language. The second one cannot be escaped: that is how body text is told from it. */
const Title = BilingualLine.refine(inTheirLanguages, { error: 'expected each title in its language' }).refine(
  ({ en, ja }) => en === undefined || ja === undefined || !hasMeaning(ja),
  { error: 'expected a Japanese title that is no heading of comments, no link and begins with no backslash' },
);

/** A text, each paragraph in its language: that is how the format tells the two versions apart. */
const Text = bilingual(Paragraphs).refine(inTheirLanguages, { error: 'expected each paragraph in its language' });

function inTheirLanguages({ en, ja }: Bilingual): boolean {
  const inLanguage = (text: string | undefined, language: Language) =>
    text === undefined ||
    text.split('\n\n').every((part, index) => languageOf(part, index === 0 ? 'en' : language) === language);
  return inLanguage(en, 'en') && inLanguage(ja, 'ja');
}

/** The preview of the page that a thread discusses: its title and its whole URL (`https://…`). */
export const LinkCard = z
  .object({
    title: OneLine.optional(),
    url: z.string().refine((url) => readLink(url) === url, { error: 'expected a whole URL without white space' }),
  })
  .readonly();
export type LinkCard = z.infer<typeof LinkCard>;

/** One persona's contribution. `persona` is the pair of names it is signed with; identity follows from both names. */
export const Comment = z.object({ persona: Names, text: Text }).readonly();
export type Comment = z.infer<typeof Comment>;

/** The most comments one thread may hold. */
export const MAX_COMMENTS = 2_000;

/** A whole thread. Comments are numbered from 1 in the order given; number 0 is the post itself. */
export const Thread = z
  .object({
    category: OneLine.or(z.literal('')),
    date: z.iso.date(),
    author: Names,
    title: Title,
    card: LinkCard.optional(),
    body: Text.optional(),
    comments: z.array(Comment).min(1).max(MAX_COMMENTS).readonly(),
  })
  .readonly();
export type Thread = z.infer<typeof Thread>;
