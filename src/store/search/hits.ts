/** Shows the comments that were found. */
import { highlight } from '../../search/highlight.ts';
import type { Query } from '../../search/query.ts';
import type { SearchHit } from '../../search/search.ts';
import type { Language } from '../../thread/bilingual.ts';
import type { FoundComments } from './finding.ts';
import { commentOf, languageOf, textIdOf } from './numbers.ts';
import type { ShownText } from './reader.ts';
import { answered, type Reading } from './reading.ts';
import type { SearchScope } from './scope.ts';

/** Each comment in the language that matches, in the preferred one if both do; without a query in the preferred one. */
export function* hitsOf(
  { reader, request: { language, preferred }, owners }: SearchScope,
  comments: readonly number[],
  query: Query,
  found?: Pick<FoundComments, 'texts' | 'complete'>,
): Reading<SearchHit[]> {
  const both: Language[] = preferred === 'en' ? ['en', 'ja'] : ['ja', 'en'];
  const languages = language === undefined ? both : [language];
  const ids = comments.flatMap((comment) => {
    const inOrder = languages.map((its) => textIdOf(comment, its));
    return found ? neededOf(inOrder, found) : inOrder;
  });
  const shown = yield* answered(reader.shown(ids, owners));
  const byComment = Map.groupBy(shown, ({ id }) => commentOf(id));
  return comments.flatMap((comment) => {
    const texts = byComment.get(comment) ?? [];
    const inOrder = languages.flatMap((its) => texts.filter(({ id }) => languageOf(id) === its));
    const hit = query.length === 0 ? inOrder[0] && hitOf(inOrder[0], []) : firstHit(inOrder, query);
    return hit ? [hit] : [];
  });
}

/** Of the texts of a comment, the preferred one first, those among which the one to be shown is: to read more takes longer. */
function neededOf(inOrder: readonly number[], { texts, complete }: Pick<FoundComments, 'texts' | 'complete'>) {
  const first = inOrder.find((id) => texts.has(id));
  // Where not all are known, the preferred one may hold the words as well.
  return first !== undefined && (complete || first === inOrder[0]) ? [first] : inOrder;
}

/** The first text that holds the query; one of them does, since the index found the comment. */
function firstHit(texts: readonly ShownText[], query: Query): SearchHit | undefined {
  for (const text of texts) {
    const matches = highlight(text.text, query, text.folded);
    if (matches.length > 0) return hitOf(text, matches);
  }
  return texts[0] && hitOf(texts[0], []);
}

function hitOf({ threadId, comment, id, text }: ShownText, matches: SearchHit['matches']): SearchHit {
  return { threadId, comment, language: languageOf(id), text, matches };
}
