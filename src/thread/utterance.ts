/** What a thread says under a number. */
import type { Bilingual } from './bilingual.ts';
import type { Thread } from './model.ts';

/** One thing somebody says: the thread's post, which has a title and may have a link, or a comment. */
export type Utterance = {
  readonly persona: Bilingual;
  readonly title?: Bilingual;
  readonly text?: Bilingual | undefined;
  /** A whole URL. */
  readonly link?: string | undefined;
};

/** The thread's post under 0, its comments from 1; undefined beyond. */
export function utteranceAt(thread: Thread, number: number): Utterance | undefined {
  if (number === 0) {
    return { persona: thread.author, title: thread.title, text: thread.body, link: thread.card?.url };
  }
  return thread.comments[number - 1];
}
