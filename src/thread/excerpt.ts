/** Shows the place in a source that something is said about. */
import stringWidth from 'string-width';

/** How much of a line is shown, and at most how much of that before the place, columns of a terminal. */
const ROOM = 72;
const ROOM_BEFORE = 36;

/** UTF-16 units that are looked at on each side: of a line of a million no more is needed. */
const NEAR = ROOM * 8;

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
  const at = unitsOf(line, column - 1);
  const before = shownPoints(line.slice(Math.max(0, at - NEAR), at));
  const behind = shownPoints(line.slice(at));
  const kept = fitting(before.toReversed(), ROOM_BEFORE);
  const left = before.slice(before.length - kept).join('');
  const shown = fitting(behind, ROOM - stringWidth(left));
  const right = behind.slice(0, shown).join('');
  const start = kept < column - 1 ? '…' : '';
  const end = shown < behind.length ? '…' : '';
  return `${start}${left}${right}${end}\n${' '.repeat(stringWidth(start + left))}^`;
}

/** UTF-16 units of so many code points at the start of a line. */
function unitsOf(line: string, points: number): number {
  let units = 0;
  for (let point = 0; point < points; point += 1) units += (line.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
  return units;
}

/** The first code points of a text, as they are shown. */
function shownPoints(text: string): string[] {
  return [...text.slice(0, NEAR).replaceAll('\t', ' ').replace(UNSHOWABLE, '\ufffd')];
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
