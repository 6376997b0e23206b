/** An independent judge of a parsed source: which of its words are nowhere to be found, and nobody was told. */
import { withoutIgnorable } from '../../src/text/ignorable.ts';
import type { Diagnostic } from '../../src/thread/diagnostics.ts';
import type { Thread } from '../../src/thread/model.ts';

/** What stands between the words of a source, and in its structure alone. */
const BETWEEN = /[\s\\()（）·|｜・･•–—-]+/;

/** The heading of the comments, as far as its words go. */
const HEADING = /^[():件の数全\s]*\d*[():件の数全\s]*(?:comments?|コメント)[():件の数全\s\d]*$/i;

/** The words of a source's lines, but for those that a diagnostic points at, which the thread does not hold as often. */
export function lostWords(source: string, thread: Thread, diagnostics: readonly Diagnostic[]): string[] {
  const told = new Set(diagnostics.map(({ line }) => line));
  const held = countOf(wordsOf(textsOf(thread).join('\n')));
  const lines = source.split(/\r\n|[\n\r\u2028\u2029]/);
  const metaLine = lines.findIndex((line) => wordsOf(line).length > 0);
  const written = lines.filter((line, at) => at !== metaLine && !told.has(at + 1) && !isHeading(line)).flatMap(wordsOf);
  return [...countOf(written)].filter(([word, count]) => count > (held.get(word) ?? 0)).map(([word]) => word);
}

function textsOf({ category, author, title, card, body, comments }: Thread): string[] {
  const said = comments.flatMap(({ persona, text }) => [persona.en, persona.ja, text.en, text.ja]);
  const post = [category, author.en, author.ja, title.en, title.ja, card?.title, card?.url, body?.en, body?.ja];
  return [...post, ...said].map((text) => text ?? '');
}

function wordsOf(text: string): string[] {
  return withoutIgnorable(text.replaceAll('https://', ''))
    .split(BETWEEN)
    .filter((word) => word !== '');
}

function isHeading(line: string): boolean {
  return HEADING.test(withoutIgnorable(line).normalize('NFKC'));
}

function countOf(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
