/** What is said about a thread's source, in English. */
import type { DiagnosticTexts, JsonTexts } from './diagnosticTexts.ts';
import { cutLine } from './diagnosticTexts.ts';

const language = { en: 'English', ja: 'Japanese' } as const;
const part = { title: 'title', body: 'post', comment: 'comment' } as const;

const number = (value: number) => value.toLocaleString('en');
const line = (found: string) => `“${cutLine(found)}”`;
const butFound = (found: string | undefined) => (found === undefined ? 'found nothing' : `found ${line(found)}`);

const AS_TEXT = 'or put a backslash before it if it is text';

/** Sentences about the thread format. */
export const diagnosticTexts: DiagnosticTexts = {
  'too-large': ({ bytes, most }) =>
    `The text has ${number(bytes)} bytes, at most ${number(most)} are allowed. Make two threads of it.`,
  'too-many-lines': ({ most }) =>
    `The text has more than the ${number(most)} lines that are allowed. Make two threads of it.`,
  'not-utf8': () => 'From here on the text is not UTF-8. Save it as UTF-8.',
  'control-character': ({ character }) => `A control character (${character}) is not allowed. Delete it.`,
  'hidden-direction-mark': ({ character }) =>
    `An invisible mark that turns the direction of text (${character}) was left out.`,
  'no-date': ({ found }) => `Expected category and date, such as “AI · 2025-12-05”, ${butFound(found)}.`,
  'no-such-date': ({ found }) => `There is no such day as ${line(found)}.`,
  'empty-category': () => 'The category before the date is empty. A line such as “AI · 2025-12-05” has one.',
  'no-author': ({ found }) =>
    `Expected the author right below the date, “English name (Japanese name)”, ${butFound(found)}.`,
  'no-title': () => 'Expected a title below the author, in English, Japanese or both.',
  'no-comments': () =>
    'Expected at least one comment below the heading “Comments (1)”: a line “English name (Japanese name)” and the text right below it.',
  'no-heading': ({ found }) =>
    `There is no heading such as “Comments (7)”, so the comments begin at the first line that names a speaker, ${line(found)}. Put a heading above it.`,
  'extra-heading': ({ found, readAs }) =>
    readAs === 'text'
      ? `${line(found)} reads like the heading of the comments, but another line is it; this one was read as text. Delete one of them, ${AS_TEXT}.`
      : `${line(found)} is a second heading right below the first, and was left out. Delete one of them.`,
  'text-before-first-comment': ({ found }) =>
    `Expected the first comment’s speaker below the heading, “English name (Japanese name)”, ${butFound(found)}.`,
  'comment-without-text': ({ found }) => `${line(found)} says nothing. Put the comment’s text on the line right below.`,
  'too-many-comments': ({ found, most }) =>
    `There are ${number(found)} comments, at most ${number(most)} are allowed. Make two threads of it.`,
  'comment-count': ({ declared, found }) =>
    `The heading says ${number(declared)} comments, but ${number(found)} were found. Check that every speaker’s line has a blank line above it and text right below it, or mend the number.`,
  'missing-language': (finding) =>
    `The ${part[finding.part]} has no ${language[finding.missing]}; readers of it will see the other language.`,
  'persona-line-inside': ({ found, readAs }) =>
    readAs === 'speaker'
      ? `${line(found)} has no blank line above it; it was read as a new speaker. Put a blank line above it, ${AS_TEXT}.`
      : `${line(found)} looks like a speaker’s line without a blank line above it; it was read as text. Put a blank line above it, or a backslash before it if it is text.`,
  'persona-line-alone': ({ found }) =>
    `${line(found)} looks like a speaker’s line without text right below it; it was read as text. Take out the blank line below it, ${AS_TEXT}.`,
  'persona-line-in-post': ({ found }) =>
    `${line(found)} looks like a speaker’s line above the heading of the comments; it was read as a part of the post. Move it below the heading, ${AS_TEXT}.`,
  'persona-line-with-mark': ({ found }) =>
    `${line(found)} looks like a speaker’s line but for the mark at its end; it was read as text. Take the mark away, ${AS_TEXT}.`,
  'unclear-name': ({ found, readAs }) =>
    readAs === 'speaker'
      ? `${line(found)} may be a name or text; it was read as a speaker’s name, because the heading’s number asks for one more comment. Add the Japanese name in brackets, ${AS_TEXT}.`
      : `${line(found)} may be a name or text; it was read as text, because the heading’s number asks for no more comments. Mend the number, ${AS_TEXT}.`,
};

/** Sentences about JSON. */
export const jsonTexts: JsonTexts = {
  'not-json': ({ found }) => `This is not JSON: ${found}`,
  'too-many-values': ({ most }) =>
    `This is no thread: it has more than ${number(most)} objects, lists and keys, and the largest thread has fewer.`,
  'too-large': ({ bytes, most }) =>
    `As text the thread would have ${number(bytes)} bytes, at most ${number(most)} are allowed. Make two threads of it.`,
  'too-many-lines': ({ most }) =>
    `As text the thread would have more than the ${number(most)} lines that are allowed. Make two threads of it.`,
  missing: () => 'is missing.',
  'wrong-type': ({ expected }) =>
    ({ string: 'expected a text.', object: 'expected an object.', array: 'expected a list.' })[expected],
  'unknown-key': () => 'is not known here. Delete it, or correct its name.',
  'unknown-version': ({ known }) =>
    `expected ${known}: the file is of a newer version of Reprise. Update this one, or export the thread as text there.`,
  empty: () => 'is empty.',
  'too-many': ({ most }) => `has more than the ${number(most)} comments that are allowed.`,
  'not-a-date': () => 'expected a date such as 2025-12-05.',
  'neither-language': () => 'expected a text in “en”, “ja” or both.',
  'not-one-line': () => 'expected one line, without control characters and without spaces around it.',
  'not-paragraphs': () =>
    'expected lines without control characters and without spaces around them, in paragraphs one blank line apart.',
  'invisible-characters': () => 'has characters that nobody sees. Delete them.',
  'not-a-persona-line': () =>
    'cannot be written as a speaker’s line: the Japanese name needs kana or kanji, brackets must be balanced, and one name alone may have 60 characters and no mark at its end.',
  'wrong-language': () => 'expected English under “en” and Japanese under “ja”, in every paragraph.',
  'unwritable-titles': () =>
    'one of the two must be more than a link, a heading of comments, or a line after a backslash.',
  'not-a-link': () => 'expected a whole address, such as https://example.com.',
};
