/**
 * What a thread is: a post and the comments of named personas, in English, Japanese or both.
 * The format it is read from is described in the README and parsed by `parse.ts`. What a value lacks is told by the
 * message of its issue, a {@link ModelFault}: people read it as a sentence of `i18n/diagnostics.ts`.
 */
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { hasIgnorable } from '../text/ignorable.ts';
import type { Bilingual, Language } from './bilingual.ts';
import { languageOf } from './language.ts';
import { plainOf } from './lines.ts';
import { readLink } from './link.ts';
import { personaLine, readPersonaLine } from './personaLine.ts';
import { titlesInOrder } from './title.ts';

/** What the thread format cannot write: control characters, marks that turn text, tabs and odd line breaks. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters the format refuses
const UNWRITABLE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/u;

/** What is wrong with a value that is otherwise of the right type. */
export const ModelFault = z.enum([
  'not-one-line',
  'not-paragraphs',
  'invisible-characters',
  'not-a-persona-line',
  'wrong-language',
  'unwritable-titles',
  'not-a-link',
]);
export type ModelFault = z.infer<typeof ModelFault>;

function fault(reason: ModelFault) {
  return { error: reason };
}

/** A trimmed, non-empty line. */
const OneLine = z.string().min(1).refine(isOneLine, fault('not-one-line'));

/** One in which every character can be seen. */
const PlainLine = OneLine.refine((line) => !hasIgnorable(line), fault('invisible-characters'));

/** Trimmed lines, each with something to see, in paragraphs that one blank line divides. */
const Paragraphs = z
  .string()
  .min(1)
  .refine(
    (text) => text.split('\n\n').every((part) => part.split('\n').every((line) => isOneLine(line) && plainOf(line))),
    fault('not-paragraphs'),
  );

function isOneLine(line: string): boolean {
  return line !== '' && !UNWRITABLE.test(line) && !line.includes('\n') && line.isWellFormed() && line === line.trim();
}

/** A line in one or both languages. */
export const BilingualLine: z.ZodType<Bilingual> = bilingual(OneLine);

function bilingual(words: typeof OneLine) {
  return z.union([
    z.strictObject({ en: words, ja: words.optional() }).readonly(),
    z.strictObject({ en: words.optional(), ja: words }).readonly(),
  ]);
}

/** The names of a persona, as a persona line can say them: the Japanese one with kana or kanji, brackets balanced. */
const Names = bilingual(PlainLine).refine(
  (names) => isDeepStrictEqual(readPersonaLine(personaLine(names))?.names, names),
  fault('not-a-persona-line'),
);

/** A title, each version in its language. */
const Title = bilingual(PlainLine)
  .refine(inTheirLanguages, fault('wrong-language'))
  .refine((title) => titlesInOrder(title) !== undefined, fault('unwritable-titles'));

/** A text, each paragraph in its language: that is how the format tells the two versions apart. */
const Text = bilingual(Paragraphs).refine(inTheirLanguages, fault('wrong-language'));

function inTheirLanguages({ en, ja }: Bilingual): boolean {
  const inLanguage = (text: string | undefined, language: Language) =>
    text === undefined ||
    text.split('\n\n').every((part, index) => languageOf(part, index === 0 ? 'en' : language) === language);
  return inLanguage(en, 'en') && inLanguage(ja, 'ja');
}

/** The preview of the page that a thread discusses: its title and its whole URL (`https://…`). */
export const LinkCard = z
  .strictObject({
    title: PlainLine.optional(),
    url: PlainLine.refine((url) => readLink(url) === url, fault('not-a-link')),
  })
  .readonly();
export type LinkCard = z.infer<typeof LinkCard>;

/** One persona's contribution. `persona` is the pair of names it is signed with; identity follows from both names. */
export const Comment = z.strictObject({ persona: Names, text: Text }).readonly();
export type Comment = z.infer<typeof Comment>;

/** The most comments one thread may hold. */
export const MAX_COMMENTS = 2_000;

/** A whole thread. Comments are numbered from 1 in the order given; number 0 is the post itself. */
export const Thread = z
  .strictObject({
    category: PlainLine.or(z.literal('')),
    date: z.iso.date(),
    author: Names,
    title: Title,
    card: LinkCard.optional(),
    body: Text.optional(),
    comments: z.array(Comment).min(1).max(MAX_COMMENTS).readonly(),
  })
  .readonly();
export type Thread = z.infer<typeof Thread>;
