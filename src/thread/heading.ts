/** Finds where the comments begin: at their heading, or at the first persona line if there is none. */
import type { Report } from './diagnostics.ts';
import type { Line } from './lines.ts';
import { readHeading } from './marks.ts';
import { readPair, readPersonaLine } from './personaLine.ts';

/** The two parts of what follows the author. */
export type Division = {
  /** Titles, card and body. */
  readonly post: readonly Line[];
  readonly comments: readonly Line[];
  readonly heading: Line | undefined;
  /** How many comments the heading says there are. */
  readonly declared: number | undefined;
};

/**
 * Divides what follows the author. Of several lines that read as a heading the first with a persona line below it is
 * meant; the others are reported.
 */
export function divide(lines: readonly Line[], report: Report): Division {
  const candidates = new Set(lines.filter(({ plain }) => readHeading(plain) !== undefined));
  const heading = chooseHeading(lines, candidates);
  if (!heading) return divideWithoutHeading(lines, report);
  const at = lines.indexOf(heading);
  const start = textFrom(lines, at + 1, candidates);
  for (const line of candidates) {
    if (line === heading) continue;
    const isRightBelow =
      line.number > heading.number && line.number < (lines[start]?.number ?? Number.POSITIVE_INFINITY);
    report({ code: 'extra-heading', found: line.plain, readAs: isRightBelow ? 'nothing' : 'text' }, line.number);
  }
  const declared = readHeading(heading.plain);
  return {
    post: lines.slice(0, at),
    comments: lines.slice(start),
    heading,
    declared: typeof declared === 'number' ? declared : undefined,
  };
}

function chooseHeading(lines: readonly Line[], candidates: ReadonlySet<Line>): Line | undefined {
  let below = 0;
  for (const [at, line] of lines.entries()) {
    // Headings in a row have the same line below them.
    if (!candidates.has(line) || at < below) continue;
    below = textFrom(lines, at + 1, candidates);
    if (isPersonaLine(lines, below)) return line;
  }
  const [first] = candidates;
  return first;
}

/** Where the next line stands that is neither blank nor a heading; the end if there is none. */
function textFrom(lines: readonly Line[], start: number, headings: ReadonlySet<Line>): number {
  let at = start;
  for (let line = lines[at]; line && (line.plain === '' || headings.has(line)); line = lines[at]) at += 1;
  return at;
}

function divideWithoutHeading(lines: readonly Line[], report: Report): Division {
  const found = lines.findIndex(
    (line, at) =>
      (at === 0 || lines[at - 1]?.plain === '') && isPersonaLine(lines, at) && readPair(line.plain) !== undefined,
  );
  const start = found < 0 ? lines.length : found;
  const first = lines[start];
  if (first) report({ code: 'no-heading', found: first.plain }, first.number);
  return { post: lines.slice(0, start), comments: lines.slice(start), heading: undefined, declared: undefined };
}

function isPersonaLine(lines: readonly Line[], at: number): boolean {
  const hasTextBelow = (lines[at + 1]?.plain ?? '') !== '';
  return hasTextBelow && readPersonaLine(lines[at]?.plain ?? '') !== undefined;
}
