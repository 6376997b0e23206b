/** Shows where in a text, as it is written, a query is found. */
import { graphemeEnd, graphemeStart } from '../text/graphemes.ts';
import { type Folded, fold, foldedAs, foldMapped, originalRange } from './fold.ts';
import { findAny, findMatches } from './matches.ts';
import type { Query } from './query.ts';
import type { TextRange } from './search.ts';

/** UTF-16 units of a text that is searched whole; of a longer one so many on either side of the first match are. */
const LONGEST = 4_000;
const AROUND = 1_000;

/** UTF-16 units that are folded at once to find a place. */
const STEP = 16_384;

/**
 * The matches, in order, none overlapping or touching another, none cutting what readers see as one character; none unless
 * all of the query is there. Of a long text only those near the first: nobody is shown more, and a text may have a million
 * letters.
 *
 * @param folded the text as `fold` makes it, if that is known
 */
export function highlight(text: string, query: Query, folded = fold(text)): TextRange[] {
  const found = findMatches(folded, query);
  if (!found) return [];
  if (text.length <= LONGEST) return shownRanges(text, foldedAs(text, folded), found);
  const { start: from, end: to } = around(text, found);
  const part = text.slice(from, to);
  const foldedPart = foldMapped(part);
  return shownRanges(part, foldedPart, findAny(foldedPart.text, query))
    .filter(({ start, end }) => (from === 0 || start > 0) && (to >= text.length || end < part.length))
    .map(({ start, end }) => ({ start: from + start, end: from + end }));
}

/** Matches in a folded text as ranges of the original, in order and merged. */
function shownRanges(text: string, folded: Folded, matches: readonly TextRange[]): TextRange[] {
  const merged: TextRange[] = [];
  for (const match of matches.toSorted((one, other) => one.start - other.start)) {
    const { start, end } = wholeGraphemes(text, originalRange(folded, match));
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
  return { start: graphemeStart(text, from), end: at + AROUND };
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

function wholeGraphemes(text: string, { start, end }: TextRange): TextRange {
  return { start: graphemeStart(text, start), end: graphemeEnd(text, end) };
}
