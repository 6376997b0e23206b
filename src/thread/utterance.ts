/** What a thread says under a number. */
import type { Bilingual } from './bilingual.ts';
import type { LinkCard, Thread } from './model.ts';

/** One thing somebody says: the thread's post, which has a title and may have a link, or a comment. */
export type Utterance = {
  readonly persona: Bilingual;
  readonly title?: Bilingual;
  readonly text?: Bilingual | undefined;
  /** The link of the post, as {@link shownCard} has it. */
  readonly card?: LinkCard | undefined;
};

/** The thread's post under 0, its comments from 1; undefined beyond. */
export function utteranceAt(thread: Thread, number: number): Utterance | undefined {
  if (number === 0) {
    return { persona: thread.author, title: thread.title, text: thread.body, card: shownCard(thread) };
  }
  return thread.comments[number - 1];
}

/** The link card as readers see it below the titles: without its own title if that is one of the thread's. */
export function shownCard({ card, title }: Pick<Thread, 'card' | 'title'>): LinkCard | undefined {
  const isRepeated = card?.title !== undefined && [title.en, title.ja].includes(card.title);
  return card && isRepeated ? { url: card.url } : card;
}
