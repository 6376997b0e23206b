/** The plain scan over every text of many threads. */
import { documentsOf } from '../../src/search/documents.ts';
import type { SearchableThread } from '../../src/search/search.ts';
import { looksFor, scanned } from '../support/scan.ts';

/** The comments that hold what was typed, each as `thread/number`. */
export function scanner(threads: readonly SearchableThread[]): (typed: string) => Set<string> {
  const texts = threads.flatMap(({ id, thread }) =>
    documentsOf(thread).map(({ comment, text }) => ({ comment: `${id}/${comment}`, text: scanned(text) })),
  );
  return (typed) => {
    const holds = looksFor(typed);
    return new Set(texts.filter(({ text }) => holds(text)).map(({ comment }) => comment));
  };
}
