/** Cuts a text that is too long for one message where it hurts least. */
import { escapeLineStart, escapePiece } from './escape.ts';
import { limits } from './limits.ts';
import { segmenterOf } from './segmenters.ts';

/** How far beyond the limit one must look to know where the last grapheme ends, in UTF-16 units. */
const LOOKAHEAD = 32;

/** In an escaped text: an escape sequence, a link or a mention between angle brackets, a bare link. No cut goes through one. */
const WHOLE = /\\[^\n]|<(?! )[^\n<>]*>?|https?:\/\/[^\s<]+/g;

/** Of those, a link with its address. */
const LINK = /^<?(https?:\/\/[^>]*)>?$/;

/**
 * The parts of an escaped text, each 1 to `limit` UTF-16 units and not only white space: cut between paragraphs, else
 * lines, sentences, words, graphemes; never inside an escape sequence or a link. A link longer than the limit is shown as
 * written instead, and cut. White space at the cuts is dropped, everything else is kept; a mark that a cut puts at the
 * start of a line is escaped. Only a grapheme longer than the limit is cut, between code points.
 */
export function split(text: string, limit: number = limits.content): string[] {
  const parts: string[] = [];
  let rest = withoutLongLinks(text.trim(), limit);
  while (rest.length > limit) {
    const cut = cutOf(rest, limit);
    parts.push(rest.slice(0, cut).trimEnd());
    rest = startOfPart(rest.slice(cut));
  }
  if (rest !== '') parts.push(rest);
  return parts;
}

function withoutLongLinks(text: string, limit: number): string {
  return text.replace(WHOLE, (whole) => {
    const address = whole.length > limit ? LINK.exec(whole)?.[1] : undefined;
    return address === undefined ? whole : escapePiece(address);
  });
}

/** Within a line a mark such as `-` means nothing; at the start of a message it would. */
function startOfPart(text: string): string {
  const trimmed = text.trimStart();
  const atLineStart = text.slice(0, text.length - trimmed.length).includes('\n');
  return atLineStart ? trimmed : escapeLineStart(trimmed);
}

function cutOf(text: string, limit: number): number {
  const window = text.slice(0, limit + LOOKAHEAD);
  const inside = insideOf(window);
  const allowed = (at: number) => at > 0 && at <= limit && !inside.has(at);

  for (const boundaries of candidates(window)) {
    const last = boundaries.findLast(allowed);
    // A cut far from the end would leave a stub: a finer one is better.
    if (last !== undefined && last > limit / 2) return last;
  }
  const graphemes = boundariesOf(window, segmenterOf('grapheme')).findLast(allowed);
  return graphemes ?? codePointCut(window, limit);
}

/** The places within what must stay whole. */
function insideOf(window: string): Set<number> {
  const inside = new Set<number>();
  for (const { index, 0: whole } of window.matchAll(WHOLE)) {
    for (let at = index + 1; at < index + whole.length; at += 1) inside.add(at);
  }
  return inside;
}

/** The places where a text may be cut, from the best kind to the finest. */
function* candidates(window: string): Generator<number[]> {
  yield [...window.matchAll(/\n\s*\n/g)].map((gap) => gap.index);
  yield [...window.matchAll(/\n/g)].map((gap) => gap.index);
  for (const kind of ['sentence', 'word', 'grapheme'] as const) yield boundariesOf(window, segmenterOf(kind));
}

function boundariesOf(window: string, segmenter: Intl.Segmenter | undefined): number[] {
  return segmenter ? Array.from(segmenter.segment(window), ({ index }) => index) : [];
}

function codePointCut(window: string, limit: number): number {
  const code = window.charCodeAt(limit);
  return code >= 0xdc00 && code <= 0xdfff ? limit - 1 : limit;
}
