/** The list of threads, and a thread to read page by page. */
import type { Sentences } from '../../i18n/i18n.ts';
import { commentsSeen, type LibraryThread, numbersOf } from '../../library/libraryThread.ts';
import { speakersSeen } from '../../library/personas.ts';
import { cardText } from '../../replay/cardText.ts';
import { limits } from '../../text/limits.ts';
import { equalPages, filledPages, pageAt } from '../../text/pages.ts';
import { split } from '../../text/split.ts';
import type { Bilingual, Language } from '../../thread/bilingual.ts';
import { textIn } from '../../thread/language.ts';
import { shownCard } from '../../thread/utterance.ts';
import { buttonCodec } from '../interactions/idCodec.ts';
import { commentNumber, pageNumber, slug } from '../interactions/idFields.ts';
import { pager } from './pager.ts';
import { brief, button, buttons, container, section, separator, text, titled, type View, written } from './parts.ts';

/** Turns the list. */
export const turnThreads = buttonCodec('list', { page: pageNumber });

/** Opens a thread to read, at a page of it. */
export const openThread = buttonCodec('show', { threadId: slug, page: pageNumber });

/** Replays a thread. */
export const playThread = buttonCodec('play', { threadId: slug });

/** Replays a thread from a comment on. */
export const playFrom = buttonCodec('playFrom', { threadId: slug, comment: commentNumber });

/** A list's threads on one page; each is a section of three components, and a message may have forty. */
const THREADS_A_PAGE = 8;

/** UTF-16 units of a category and of a name in headings. */
const CATEGORY_LENGTH = 60;
const NAME_LENGTH = 80;

/** What one page shows of a thread, beside its heading and the pager; a message may have forty components. */
const ROOM = { length: limits.texts - 1_000, blocks: 12 };

/** The threads a server sees, one page of them; a page beyond the last is the last. */
export function threadListView(
  threads: readonly LibraryThread[],
  page: number,
  reader: Language,
  words: Sentences,
): View {
  if (threads.length === 0) return [text(words.threadList.empty)];
  const shown = pageAt(equalPages(threads, THREADS_A_PAGE), page);
  const sections = shown.items.map((item) =>
    section(
      entry(item, reader, words),
      button(words.read, openThread.id({ threadId: item.id, page: 1 }), { emoji: '📖' }),
    ),
  );
  return [
    container([text(`## ${words.threadList.heading(threads.length)}`), separator(), ...sections]),
    ...pager(shown, (to) => turnThreads.id({ page: to }), words),
  ];
}

function entry(item: LibraryThread, reader: Language, words: Sentences): string {
  const { thread } = item;
  const facts = [
    thread.category && brief(thread.category, CATEGORY_LENGTH),
    thread.date,
    words.comments(commentsSeen(item)),
    words.personas(speakersSeen(item).length),
  ];
  return titled(textIn(thread.title, reader).text, facts.filter(Boolean).join(' · '));
}

/** One page of a thread, in the reader's language; a page beyond the last is the last. */
export function threadPageView(item: LibraryThread, page: number, reader: Language, words: Sentences): View {
  const shown = pageAt(
    filledPages(blocksOf(item, reader, words), ROOM, ({ length }) => length),
    page,
  );
  return [
    container([text(entry(item, reader, words)), separator(), ...shown.items.map(text)]),
    ...pager(shown, (to) => openThread.id({ threadId: item.id, page: to }), words),
    buttons(button(words.replay, playThread.id({ threadId: item.id }), { emoji: '▶️', style: 'primary' })),
  ];
}

/** A thread's texts, each short enough for a page. */
function blocksOf(item: LibraryThread, reader: Language, words: Sentences): string[] {
  const { thread } = item;
  const last = thread.comments.length;
  const said = (number: number, by: Bilingual, content: string) => {
    const head = `**${brief(textIn(by, reader).text, NAME_LENGTH)}** · ${words.numbered(number, last)}`;
    return split(content, ROOM.length / 2).map((part, index) => (index === 0 ? `${head}\n${part}` : part));
  };
  const card = shownCard(thread);
  const post = [thread.body && written(thread.body, reader, words), card && cardText(card)].filter(
    (part) => part !== undefined,
  );
  const blocks = [
    said(0, thread.author, post.join('\n\n')),
    ...thread.comments.map((comment, index) => said(index + 1, comment.persona, written(comment.text, reader, words))),
  ];
  return numbersOf(item).flatMap((number) => blocks[number] ?? []);
}
