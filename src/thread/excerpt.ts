/** Shows the place in a source that something is said about. */
import stringWidth from 'string-width';

/** How much of a line is shown on each side of the place, columns of a terminal. */
const ROOM = 36;

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
  const start = at - fitting(points.slice(0, at).reverse());
  const end = at + fitting(points.slice(at));
  const before = (start > 0 ? '…' : '') + points.slice(start, at).join('');
  const behind = points.slice(at, end).join('') + (end < points.length ? '…' : '');
  return `${before}${behind}\n${' '.repeat(stringWidth(before))}^`;
}

/** How many code points fit into the room. */
function fitting(points: readonly string[]): number {
  let width = 0;
  const beyond = points.slice(0, ROOM * 4).findIndex((point) => {
    width += stringWidth(point);
    return width > ROOM;
  });
  return beyond < 0 ? Math.min(points.length, ROOM * 4) : beyond;
}
