/** MiniSearch set up as well as it goes for both languages: words, and pairs of kana and kanji. */
import MiniSearch from 'minisearch';
import { documentsOf } from '../../src/search/documents.ts';
import { fold } from '../../src/search/fold.ts';
import type { SearchableThread } from '../../src/search/search.ts';
import { piecesOf, runsOf } from '../../src/search/tokens.ts';

/** @returns a search that gives how many texts hold all words, the last one perhaps going on */
export function miniSearch(threads: readonly SearchableThread[]): (typed: string) => number {
  const index = new MiniSearch<{ id: number; text: string }>({
    fields: ['text'],
    tokenize: (text) => runsOf(fold(text)).flatMap(piecesOf),
    searchOptions: {
      combineWith: 'AND',
      prefix: (_term, at, terms) => at === terms.length - 1,
    },
  });
  const texts = threads.flatMap(({ thread }) => documentsOf(thread));
  index.addAll(texts.map(({ text }, id) => ({ id, text })));
  return (typed) => index.search(typed).length;
}
