/** The part of a text around the first match of a search, with every match in bold. */

import type { TextRange } from '../../search/search.ts';
import { escapeLineStart, escapePiece, takesBackslash } from '../../text/escape.ts';
import { graphemeStart } from '../../text/graphemes.ts';
import { wordStart } from '../../text/words.ts';

const ELLIPSIS = '…';
const BOLD = '**';

/** What the start of a line may need. */
const BACKSLASH = '\\';

/** What becomes one blank: all white space but a blank by itself. */
const WHITE_SPACE = /\s{2,}|[^\S ]/g;

/** The share of the room that may stand before the first match. */
const LEAD = 0.2;

/** A word longer than this is cut rather than kept whole, UTF-16 units. */
const LONGEST_WORD = 24;

/** A text longer than this is cut without a look whether it fits once its white space is gone, UTF-16 units. */
const LONGEST_WHOLE = 4_000;

/**
 * A text as one line of Discord's markdown, at most `limit` UTF-16 units. One that is longer begins a little before the
 * first match (at its start without one), is cut at no grapheme and at words only where it must, and marked with `…`.
 *
 * @param matches in order, not overlapping, on grapheme boundaries
 * @param limit at least 80
 */
export function snippet(text: string, matches: readonly TextRange[], limit: number): string {
  if (text.length <= LONGEST_WHOLE && text.replace(WHITE_SPACE, ' ').length <= limit) {
    const whole = escapeLineStart(markedParts(text, matches, 0, text.length));
    if (whole.length <= limit) return whole;
  }
  const start = startOf(text, matches[0], limit);
  const room = limit - 2 * ELLIPSIS.length - BACKSLASH.length;
  const end = endOf(text, matches, start, room);
  const shown = markedParts(text, matches, start, end);
  return `${start > 0 ? ELLIPSIS : ''}${escapeLineStart(shown)}${end < text.length ? ELLIPSIS : ''}`;
}

/** A word's start a little before the first match. */
function startOf(text: string, first: TextRange | undefined, limit: number): number {
  const match = first?.start ?? 0;
  const wanted = match - Math.floor(limit * LEAD);
  if (wanted <= 0) return 0;
  const word = wordStart(text, wanted);
  const start = graphemeStart(text, wanted - word <= LONGEST_WORD ? word : wanted);
  const marks = /^[\s\p{P}]*/u.exec(text.slice(start, match))?.[0].length ?? 0;
  return graphemeStart(text, start + marks) === start + marks ? start + marks : start;
}

/** Where the last grapheme ends that fits, or the word before it. */
function endOf(text: string, matches: readonly TextRange[], start: number, room: number): number {
  const bold = new Set(matches.filter((match) => match.end > start).map((match) => Math.max(match.start, start)));
  let length = 0;
  for (let at = start; at < text.length; at += 1) {
    length += (takesBackslash(text.charAt(at)) ? 1 + BACKSLASH.length : 1) + (bold.has(at) ? 2 * BOLD.length : 0);
    if (length > room) {
      const end = wordEnd(text, matches, start, graphemeStart(text, at));
      return start + text.slice(start, end).trimEnd().length;
    }
  }
  return text.length;
}

/** The end of the last whole word, unless that is far away or inside a match. */
function wordEnd(text: string, matches: readonly TextRange[], start: number, end: number): number {
  const word = wordStart(text, end);
  const cutsMatch = matches.some((match) => match.start < word && word < match.end);
  const fits = word > start && end - word <= LONGEST_WORD && !cutsMatch && graphemeStart(text, word) === word;
  return fits && word >= Math.min(end, matches[0]?.end ?? 0) ? word : end;
}

/** The pieces between `start` and `end`; matches that touch are one, since bold next to bold is not read as such. */
function partsOf(matches: readonly TextRange[], start: number, end: number) {
  const parts: { from: number; to: number; bold: boolean }[] = [];
  const add = (from: number, to: number, bold: boolean) => {
    const last = parts.at(-1);
    if (from >= to) return;
    if (last?.bold === bold) last.to = to;
    else parts.push({ from, to, bold });
  };
  let at = start;
  for (const match of matches) {
    const [from, to] = [Math.max(match.start, start), Math.min(match.end, end)];
    if (from >= to) continue;
    add(at, from, false);
    add(from, to, true);
    at = to;
  }
  add(at, end, false);
  return parts;
}

function markedParts(text: string, matches: readonly TextRange[], start: number, end: number): string {
  const parts = partsOf(matches, start, end);
  return parts.map(({ from, to, bold }, index) => marked(text.slice(from, to), bold, index === 0)).join('');
}

/** What begins within bold at the start of a line is read by Discord as if it began the line. */
function marked(piece: string, bold: boolean, isFirst: boolean): string {
  const escaped = escapePiece(piece.replace(WHITE_SPACE, ' '));
  const line = bold && isFirst ? escapeLineStart(escaped) : escaped;
  return bold ? `${BOLD}${line}${BOLD}` : line;
}
