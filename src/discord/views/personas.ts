/** The list of personas, and one persona's card: who they are, where they speak and what they say. */
import { type Sentences, sentences } from '../../i18n/i18n.ts';
import type { LibraryThread } from '../../library/libraryThread.ts';
import type { Persona } from '../../library/personas.ts';
import { escapeMarkdown } from '../../text/escape.ts';
import { split } from '../../text/split.ts';
import type { Language } from '../../thread/bilingual.ts';
import { personaMark } from '../../thread/identity.ts';
import { bothIn, textIn } from '../../thread/language.ts';
import { utteranceAt } from '../../thread/utterance.ts';
import { customId } from '../interactions/customId.ts';
import { pager } from './pager.ts';
import { brief, button, container, portrait, section, separator, text, type View } from './parts.ts';

/** A list's personas on one page; each is a section of three components, and a message may have forty. */
const PERSONAS_A_PAGE = 8;

/** UTF-16 units of both names together, and of a title. */
const NAMES_LENGTH = 160;
const TITLE_LENGTH = 100;

/** UTF-16 units of what is said on one page; all texts of a message may have 4,000. */
const PAGE_LENGTH = 2_400;

/** Texts on one page: each may bring a thread's heading of three components, and a message may have forty. */
const TEXTS_A_PAGE = 6;

/** The personas a server sees, one page of them; a page beyond the last is the last. */
export function personaListView(personas: readonly Persona[], page: number, reader: Language): View {
  const words = sentences[reader];
  if (personas.length === 0) return [text(words.personaList.empty)];
  const pages = Math.ceil(personas.length / PERSONAS_A_PAGE);
  const current = Math.min(page, pages);
  const shown = personas.slice((current - 1) * PERSONAS_A_PAGE, current * PERSONAS_A_PAGE);
  const sections = shown.map((persona) =>
    section(headingOf(persona, reader, words), button(words.personaList.show, customId.persona(persona.id, 1))),
  );
  return [
    container([text(`## ${words.personaList.heading(personas.length)}`), separator(), ...sections]),
    ...pager(current, pages, customId.personas, words),
  ];
}

/**
 * A persona's card, with one page of what they say; a page beyond the last is the last. A persona of several threads has
 * a button to replay for each, above what they say in it.
 *
 * @param face the address of the persona's face, if it has been drawn before
 */
export function personaView(persona: Persona, face: string | undefined, page: number, reader: Language): View {
  const words = sentences[reader];
  const pages = pagesOf(persona, reader, words);
  const current = Math.min(page, pages.length);
  const heading = headingOf(persona, reader, words);
  const groups = Map.groupBy(pages[current - 1] ?? [], ({ thread }) => thread);
  const speaks = [...groups].flatMap(([thread, texts]) => [
    section(threadHeading(thread, reader), replayButton(thread, persona, words)),
    ...texts.map(({ content }) => text(content)),
  ]);
  return [
    container([face === undefined ? text(heading) : portrait(heading, face), separator(), ...speaks]),
    ...pager(current, pages.length, (to) => customId.persona(persona.id, to), words),
  ];
}

function headingOf({ name, appearances }: Persona, reader: Language, words: Sentences): string {
  const numbers = appearances.flatMap(({ comments }) => comments);
  const posts = numbers.filter((number) => number === 0).length;
  const facts = [
    words.comments(numbers.length - posts),
    posts > 0 && words.posts(posts),
    words.threads(appearances.length),
  ].filter(Boolean);
  const names = brief(bothIn(name, reader).join(' / '), NAMES_LENGTH);
  return `### ${names}\n-# ${facts.join(' · ')}`;
}

function threadHeading({ name, thread }: LibraryThread, reader: Language): string {
  return `**${brief(textIn(name, reader).text, TITLE_LENGTH)}**\n-# ${thread.date}`;
}

function replayButton(thread: LibraryThread, { key }: Persona, words: Sentences) {
  return button(words.replay, customId.playPersona(thread.id, personaMark(key)), { emoji: '▶️' });
}

/** Something that is said, or a part of it. */
type Text = { thread: LibraryThread; content: string };

function pagesOf(persona: Persona, reader: Language, words: Sentences): Text[][] {
  const pages: Text[][] = [];
  let room = 0;
  for (const item of textsOf(persona, reader, words)) {
    const last = pages.at(-1);
    if (last && item.content.length <= room && last.length < TEXTS_A_PAGE) last.push(item);
    else pages.push([item]);
    room = (pages.at(-1) === last ? room : PAGE_LENGTH) - item.content.length;
  }
  return pages;
}

function textsOf({ appearances }: Persona, reader: Language, words: Sentences): Text[] {
  return appearances.flatMap(({ thread, comments }) =>
    comments.flatMap((number) => {
      const content = `-# ${words.numbered(number, thread.thread.comments.length)}\n${spoken(thread, number, reader, words)}`;
      return split(content, PAGE_LENGTH / 2).map((part) => ({ thread, content: part }));
    }),
  );
}

/** What is said under a number in the reader's language; of a post, its text, else its title. */
function spoken({ thread }: LibraryThread, number: number, reader: Language, words: Sentences): string {
  const { text: written, title } = utteranceAt(thread, number) ?? {};
  const version = textIn(written ?? title ?? thread.title, reader);
  const note = version.language === reader ? '' : `\n-# ${words.onlyIn[version.language]}`;
  return escapeMarkdown(version.text) + note;
}
