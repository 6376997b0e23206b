/** The list of personas, and one persona's card: who they are, where they speak and what they say. */
import { type Sentences, sentences } from '../../i18n/i18n.ts';
import type { LibraryThread } from '../../library/libraryThread.ts';
import type { Persona } from '../../library/personas.ts';
import { limits } from '../../text/limits.ts';
import { equalPages, filledPages, pageAt } from '../../text/pages.ts';
import { split } from '../../text/split.ts';
import type { Language } from '../../thread/bilingual.ts';
import { personaMark } from '../../thread/identity.ts';
import { bothIn, textIn } from '../../thread/language.ts';
import { utteranceAt } from '../../thread/utterance.ts';
import { buttonCodec } from '../interactions/idCodec.ts';
import { mark, pageNumber, slug } from '../interactions/idFields.ts';
import { pager } from './pager.ts';
import { brief, button, container, portrait, section, separator, text, type View, written } from './parts.ts';

/** Turns the list. */
export const turnPersonas = buttonCodec('personas', { page: pageNumber });

/** Opens a persona's card, at a page of it. */
export const openPersona = buttonCodec('persona', { personaId: slug, page: pageNumber });

/** Replays what one persona says in a thread. */
export const playPersona = buttonCodec('playPersona', { threadId: slug, mark });

/** A list's personas on one page; each is a section of three components, and a message may have forty. */
const PERSONAS_A_PAGE = 8;

/** UTF-16 units of both names together, and of a title. */
const NAMES_LENGTH = 160;
const TITLE_LENGTH = 100;

/**
 * What is said on one page, beside headings and the pager. Each text may bring a thread's heading of three components,
 * and a message may have forty.
 */
const ROOM = { length: limits.texts - 1_600, blocks: 6 };

/** The personas a server sees, one page of them; a page beyond the last is the last. */
export function personaListView(personas: readonly Persona[], page: number, reader: Language): View {
  const words = sentences[reader];
  if (personas.length === 0) return [text(words.personaList.empty)];
  const shown = pageAt(equalPages(personas, PERSONAS_A_PAGE), page);
  const sections = shown.items.map((persona) =>
    section(
      headingOf(persona, reader, words),
      button(words.personaList.show, openPersona.id({ personaId: persona.id, page: 1 })),
    ),
  );
  return [
    container([text(`## ${words.personaList.heading(personas.length)}`), separator(), ...sections]),
    ...pager(shown, (to) => turnPersonas.id({ page: to }), words),
  ];
}

/**
 * A persona's card, with one page of what they say; a page beyond the last is the last. A persona of several threads has
 * a button to replay for each, above what they say in it.
 *
 * @param faceUrl the address of the persona's face, if it has been drawn before
 */
export function personaView(persona: Persona, faceUrl: string | undefined, page: number, reader: Language): View {
  const words = sentences[reader];
  const shown = pageAt(
    filledPages(textsOf(persona, reader, words), ROOM, ({ content }) => content.length),
    page,
  );
  const heading = headingOf(persona, reader, words);
  const groups = Map.groupBy(shown.items, ({ thread }) => thread);
  const speaks = [...groups].flatMap(([thread, texts]) => [
    section(threadHeading(thread, reader), replayButton(thread, persona, words)),
    ...texts.map(({ content }) => text(content)),
  ]);
  return [
    container([faceUrl === undefined ? text(heading) : portrait(heading, faceUrl), separator(), ...speaks]),
    ...pager(shown, (to) => openPersona.id({ personaId: persona.id, page: to }), words),
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
  return button(words.replay, playPersona.id({ threadId: thread.id, mark: personaMark(key) }), { emoji: '▶️' });
}

/** Something that is said, or a part of it. */
type Text = { thread: LibraryThread; content: string };

function textsOf({ appearances }: Persona, reader: Language, words: Sentences): Text[] {
  return appearances.flatMap(({ thread, comments }) =>
    comments.flatMap((number) => {
      const content = `-# ${words.numbered(number, thread.thread.comments.length)}\n${spoken(thread, number, reader, words)}`;
      return split(content, ROOM.length / 2).map((part) => ({ thread, content: part }));
    }),
  );
}

/** What is said under a number in the reader's language; of a post, its text, else its title. */
function spoken({ thread }: LibraryThread, number: number, reader: Language, words: Sentences): string {
  const said = utteranceAt(thread, number);
  return written(said?.text ?? said?.title ?? thread.title, reader, words);
}
