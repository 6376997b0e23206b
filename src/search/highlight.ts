/** Shows where in a text, as it is written, a query is found. */
import { fold, foldMapped, originalRange } from './fold.ts';
import { findAny, findMatches } from './matches.ts';
import type { Query } from './query.ts';
import type { TextRange } from './search.ts';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** UTF-16 units of a text that is searched whole; of a longer one so many on either side of the first match are. */
const LONGEST = 4_000;
const AROUND = 1_000;

/** UTF-16 units that are folded at once to find a place. */
const STEP = 16_384;

/**
 * The matches, in order, none overlapping or touching another, none cutting what readers see as one character. Of a long
 * text only those near the first: nobody is shown more, and a text may have a million letters.
 *
 * @param found where the query is in the folded text, if that is known
 */
export function highlight(text: string, query: Query, found = findMatches(fold(text), query)): TextRange[] {
  if (!found) return [];
  const { start: from, end: to } = text.length > LONGEST ? around(text, found) : { start: 0, end: text.length };
  const part = text.slice(from, to);
  return matchesIn(part, query)
    .filter(({ start, end }) => (from === 0 || start > 0) && (to >= text.length || end < part.length))
    .map(({ start, end }) => ({ start: from + start, end: from + end }));
}

function matchesIn(text: string, query: Query): TextRange[] {
  const folded = foldMapped(text);
  const segments = graphemes.segment(text);
  const merged: TextRange[] = [];
  for (const match of findAny(folded.text, query).sort((one, other) => one.start - other.start)) {
    const { start, end } = wholeGraphemes(segments, originalRange(folded, match));
    const last = merged.at(-1);
    if (!last || start > last.end) merged.push({ start, end });
    else merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, end) };
  }
  return merged;
}

/** The part of a long text around its first match, from the start of a grapheme on. */
function around(text: string, found: readonly TextRange[]): TextRange {
  const first = found.reduce((least, { start }) => Math.min(least, start), Number.POSITIVE_INFINITY);
  const at = placeOf(text, first);
  const from = Math.max(0, at - AROUND);
  return { start: graphemes.segment(text).containing(from)?.index ?? from, end: at + AROUND };
}

/** About where in a text a place of the folded one is: where a step cuts a character, it may be off by a few units. */
function placeOf(text: string, folded: number): number {
  let before = 0;
  for (let from = 0; from < text.length; from += STEP) {
    const step = text.slice(from, from + STEP);
    const { length } = fold(step);
    if (before + length > folded) return from + placeIn(step, folded - before);
    before += length;
  }
  return text.length;
}

function placeIn(text: string, folded: number): number {
  return originalRange(foldMapped(text), { start: folded, end: folded + 1 }).start;
}

function wholeGraphemes(segments: Intl.Segments, { start, end }: TextRange): TextRange {
  const last = segments.containing(end - 1);
  return { start: segments.containing(start)?.index ?? start, end: last ? last.index + last.segment.length : end };
}
