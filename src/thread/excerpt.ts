/** Shows the place in a source that something is said about. */
import stringWidth from 'string-width';

/** How much of a line is shown, and at most how much of that before the place, columns of a terminal. */
const ROOM = 72;
const ROOM_BEFORE = 36;

/** What a terminal would act upon, or hide, instead of showing it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that have to be shown
const UNSHOWABLE = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

/**
 * The part of a line around a column, and below it a caret that points at the column where every character has its
 * width: a full-width one takes two. Undefined for a blank line, which has nothing to show.
 *
 * @param line as in the source
 * @param column from 1, in code points
 */
export function excerpt(line: string, column: number): string | undefined {
  if (line.trim() === '') return undefined;
  const points = [...line.replaceAll('\t', ' ').replace(UNSHOWABLE, '\ufffd')];
  const at = column - 1;
  const start = at - fitting(points.slice(0, at).reverse(), ROOM_BEFORE);
  const shownBefore = points.slice(start, at).join('');
  const end = at + fitting(points.slice(at), ROOM - stringWidth(shownBefore));
  const before = (start > 0 ? '…' : '') + shownBefore;
  const behind = points.slice(at, end).join('') + (end < points.length ? '…' : '');
  return `${before}${behind}\n${' '.repeat(stringWidth(before))}^`;
}

/** How many code points fit into so many columns; of those without a width, a few for each. */
function fitting(points: readonly string[], room: number): number {
  let width = 0;
  const near = points.slice(0, room * 4);
  const beyond = near.findIndex((point) => {
    width += stringWidth(point);
    return width > room;
  });
  return beyond < 0 ? near.length : beyond;
}
