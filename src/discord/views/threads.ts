/** The list of threads, and a thread to read page by page. */
import type { Sentences } from '../../i18n/i18n.ts';
import type { LibraryThread } from '../../library/libraryThread.ts';
import { speakersOf } from '../../library/personas.ts';
import { clickable, escapeMarkdown } from '../../text/escape.ts';
import { split } from '../../text/split.ts';
import type { Bilingual, Language } from '../../thread/bilingual.ts';
import { textIn } from '../../thread/language.ts';
import { customId } from '../interactions/customId.ts';
import { pager } from './pager.ts';
import { brief, button, buttons, container, section, separator, text, titled, type View } from './parts.ts';

/** A list's threads on one page; each is a section of three components, and a message may have forty. */
const THREADS_A_PAGE = 8;

/** UTF-16 units of a category and of a name in headings. */
const CATEGORY_LENGTH = 60;
const NAME_LENGTH = 80;

/** UTF-16 units of a thread on one page; all texts of a message may have 4,000. */
const PAGE_LENGTH = 3_000;

/** Texts on one page, for the limit of forty components. */
const BLOCKS_A_PAGE = 12;

/** The threads a server sees, one page of them; a page beyond the last is the last. */
export function threadListView(
  threads: readonly LibraryThread[],
  page: number,
  reader: Language,
  words: Sentences,
): View {
  if (threads.length === 0) return [text(words.threadList.empty)];
  const pages = Math.ceil(threads.length / THREADS_A_PAGE);
  const current = Math.min(page, pages);
  const shown = threads.slice((current - 1) * THREADS_A_PAGE, current * THREADS_A_PAGE);
  const sections = shown.map((item) =>
    section(entry(item, reader, words), button(words.read, customId.show(item.id, 1), { emoji: '📖' })),
  );
  return [
    container([text(`## ${words.threadList.heading(threads.length)}`), separator(), ...sections]),
    ...pager(current, pages, customId.list, words),
  ];
}

function entry({ thread }: LibraryThread, reader: Language, words: Sentences): string {
  const facts = [
    thread.category && brief(thread.category, CATEGORY_LENGTH),
    thread.date,
    words.comments(thread.comments.length),
    words.personas(speakersOf(thread).length),
  ];
  return titled(textIn(thread.title, reader).text, facts.filter(Boolean).join(' · '));
}

/** One page of a thread, in the reader's language; a page beyond the last is the last. */
export function threadPageView(item: LibraryThread, page: number, reader: Language, words: Sentences): View {
  const pages = pagesOf(item, reader, words);
  const current = Math.min(page, pages.length);
  const blocks = pages[current - 1] ?? [];
  return [
    container([text(entry(item, reader, words)), separator(), ...blocks.map(text)]),
    ...pager(current, pages.length, (to) => customId.show(item.id, to), words),
    buttons(button(words.replay, customId.play(item.id), { emoji: '▶️', style: 'primary' })),
  ];
}

/** A thread's blocks of text, filled into pages. */
function pagesOf(item: LibraryThread, reader: Language, words: Sentences): string[][] {
  const pages: string[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const block of blocksOf(item, reader, words)) {
    const last = pages.at(-1);
    if (last && length + block.length <= PAGE_LENGTH && last.length < BLOCKS_A_PAGE) {
      last.push(block);
      length += block.length;
    } else {
      pages.push([block]);
      length = block.length;
    }
  }
  return pages;
}

function blocksOf({ thread }: LibraryThread, reader: Language, words: Sentences): string[] {
  const last = thread.comments.length;
  const inReader = (written: Bilingual) => {
    const { text: shown, language } = textIn(written, reader);
    const note = language === reader ? '' : `\n-# ${words.onlyIn[language]}`;
    return escapeMarkdown(shown) + note;
  };
  const said = (number: number, by: Bilingual, words_: string) => {
    const head = `**${brief(textIn(by, reader).text, NAME_LENGTH)}** · ${words.numbered(number, last)}`;
    return split(words_, PAGE_LENGTH / 2).map((part, index) => (index === 0 ? `${head}\n${part}` : part));
  };
  const post = [thread.body && inReader(thread.body), thread.card && clickable(thread.card.url)].filter(
    (part) => part !== undefined,
  );
  return [
    ...said(0, thread.author, post.join('\n\n')),
    ...thread.comments.flatMap((comment, index) => said(index + 1, comment.persona, inReader(comment.text))),
  ];
}
