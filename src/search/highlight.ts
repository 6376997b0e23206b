/** Shows where in a text, as it is written, a query is found. */
import { foldMapped, originalRange } from './fold.ts';
import { findMatches } from './matches.ts';
import type { Query } from './query.ts';
import type { TextRange } from './search.ts';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Every match, in order, none overlapping or touching another, none cutting what readers see as one character. */
export function highlight(text: string, query: Query): TextRange[] {
  const folded = foldMapped(text);
  const segments = graphemes.segment(text);
  const merged: TextRange[] = [];
  for (const match of (findMatches(folded.text, query) ?? []).sort((one, other) => one.start - other.start)) {
    const { start, end } = wholeGraphemes(segments, originalRange(folded, match));
    const last = merged.at(-1);
    if (!last || start > last.end) merged.push({ start, end });
    else merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, end) };
  }
  return merged;
}

function wholeGraphemes(segments: Intl.Segments, { start, end }: TextRange): TextRange {
  const last = segments.containing(end - 1);
  return { start: segments.containing(start)?.index ?? start, end: last ? last.index + last.segment.length : end };
}
