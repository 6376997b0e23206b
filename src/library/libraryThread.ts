/** A thread as a server's shelf holds it. */
import type { Bilingual } from '../thread/bilingual.ts';
import type { Thread } from '../thread/model.ts';

/** A thread with the id that people and programs name it by. */
export type LibraryThread = {
  readonly id: string;
  readonly name: Bilingual;
  readonly thread: Thread;
  /** The numbers of what the server does not see, because it muted who says it; 0 is the post. */
  readonly muted: ReadonlySet<number>;
};

/** The numbers of what a server sees of a thread, in order; 0 is the post. */
export function numbersOf({ thread, muted }: LibraryThread): number[] {
  const numbers = Array.from({ length: thread.comments.length + 1 }, (_, number) => number);
  return numbers.filter((number) => !muted.has(number));
}

/** How many comments a server sees of a thread. */
export function commentsSeen(thread: LibraryThread): number {
  return numbersOf(thread).filter((number) => number > 0).length;
}
