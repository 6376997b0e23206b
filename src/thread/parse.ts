/** Reads the thread format. Never throws; reports every problem with line and column. */

import { readComments } from './comments.ts';
import { type Diagnostic, diagnose, type Report } from './diagnostics.ts';
import { tooLongAsSource } from './format.ts';
import { divide } from './heading.ts';
import { type Line, MAX_BYTES, MAX_LINES, readLines } from './lines.ts';
import { readHeading, readMeta } from './marks.ts';
import type { Thread } from './model.ts';
import { paragraphsOf } from './paragraphs.ts';
import { readPersonaLine } from './personaLine.ts';
import { readPost } from './post.ts';

/** A thread, or why there is none; warnings may come with either. */
export type ParseResult =
  | { readonly ok: true; readonly thread: Thread; readonly diagnostics: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** Parses a source of at most 1,048,576 bytes, in time that grows linearly with its length. */
export function parseThread(source: Uint8Array | string): ParseResult {
  const { lines, last, diagnostics } = readLines(source);
  if (lines.length === 0) return { ok: false, diagnostics };
  const report: Report = (finding, line, column) => diagnostics.push(diagnose(finding, line, column));
  const thread = readThread(lines, last, report);
  const tooLong = thread && mayGrowTooLong(source, last) ? tooLongAsSource(thread) : undefined;
  if (tooLong) report(tooLong, last);
  const sorted = diagnostics.toSorted((one, other) => one.line - other.line || one.column - other.column);
  const refused = sorted.some(({ severity }) => severity === 'error');
  return thread && !refused ? { ok: true, thread, diagnostics: sorted } : { ok: false, diagnostics: sorted };
}

/** Whatever is read can be exported and read again. A quarter of what a source may have never grows that much. */
function mayGrowTooLong(source: Uint8Array | string, lines: number): boolean {
  return source.length > MAX_BYTES / 4 || lines > MAX_LINES / 4;
}

function readThread(lines: readonly Line[], lastLine: number, report: Report): Thread | undefined {
  const { meta, below: belowMeta } = takeMeta(lines, report);
  const { author, below } = takeAuthor(belowMeta, firstText(lines)?.number ?? 0, report);
  const division = divide(below, report);
  const { title, card, body } = readPost(paragraphsOf(division.post), firstText(below)?.number ?? lastLine, report);
  const comments = readComments(division, lastLine, report);
  if (!meta || !author || !title) return undefined;
  return { ...meta, author, title, ...(card && { card }), ...(body && { body }), comments };
}

/** Category and date, on the first line with text. */
function takeMeta(lines: readonly Line[], report: Report) {
  const line = firstText(lines);
  const read = line && readMeta(line.plain);
  if (!line || !read) {
    report({ code: 'no-date', found: line?.plain }, line?.number ?? 1);
    // Something stands where the date should: it was meant for it, unless it says who wrote the post.
    const isMeant = line && readPersonaLine(line.plain)?.bare !== false;
    return { meta: undefined, below: isMeant ? after(lines, line) : lines };
  }
  const { category, date, iso } = read;
  if (category === '') report({ code: 'empty-category' }, line.number);
  if (iso === undefined) report({ code: 'no-such-date', found: date }, line.number);
  return { meta: iso === undefined ? undefined : { category, date: iso }, below: after(lines, line) };
}

/** Who wrote the post. A bare name right below the first line is the author's; further down it is a title. */
function takeAuthor(lines: readonly Line[], metaLine: number, report: Report) {
  const line = firstText(lines);
  const isRightBelow = line?.number === metaLine + 1;
  const read = line && readPersonaLine(line.plain);
  if (line && read && (!read.bare || isRightBelow)) return { author: read.names, below: after(lines, line) };
  report({ code: 'no-author', found: line?.plain }, line?.number ?? lines.at(-1)?.number ?? 1);
  // What stands right below the date was meant for the author, unless it is the heading.
  const isMeant = line && isRightBelow && readHeading(line.plain) === undefined;
  return { author: undefined, below: isMeant ? after(lines, line) : lines };
}

function firstText(lines: readonly Line[]): Line | undefined {
  return lines.find(({ plain }) => plain !== '');
}

function after(lines: readonly Line[], line: Line): readonly Line[] {
  return lines.slice(lines.indexOf(line) + 1);
}
