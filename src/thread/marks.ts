/** The lines with a meaning of their own: the meta line, the heading of the comments, a link, an escaped line. */

const META =
  /^(?:(?<category>.*?)\s*[·|・-]\s*)?(?<year>\d{4})(?:-|\/|年)(?<month>\d{1,2})(?:-|\/|月)(?<day>\d{1,2})日?$/u;
const HEADING = /^(?:コメント|comments?)\s*(?:[(（]\s*(?<bracketed>\d+)\s*件?\s*[)）]|(?<plain>\d+)\s*件?)?$/iu;
const LINK = /^(?:https?:\/\/)?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}[\p{L}\p{N}-]+(?::\d+)?(?:[/?#]\S*)?$/u;

/** Longer lines are text: it keeps the work on hostile input linear, code units. */
const LONGEST_MARK = 2_000;

/** Category (may be empty) and ISO date of a meta line; `date` is undefined if there is no such day. */
export function readMeta(line: string): { category: string; date: string | undefined } | undefined {
  const parts = line.length > LONGEST_MARK ? undefined : META.exec(line)?.groups;
  if (!parts) return undefined;
  const iso = [parts.year, parts.month?.padStart(2, '0'), parts.day?.padStart(2, '0')].join('-');
  const day = new Date(`${iso}T00:00:00Z`);
  const exists = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(iso);
  return { category: parts.category ?? '', date: exists ? iso : undefined };
}

/** The number a heading of comments declares, or `undeclared`; undefined for another line. */
export function readHeading(line: string): number | 'undeclared' | undefined {
  const match = line.length > LONGEST_MARK ? undefined : HEADING.exec(line);
  if (!match) return undefined;
  const declared = match.groups?.bracketed ?? match.groups?.plain;
  return declared === undefined ? 'undeclared' : Number(declared);
}

/** The whole URL of a line that is nothing but a domain or a URL. */
export function readLink(line: string): string | undefined {
  if (line.length > LONGEST_MARK || !LINK.test(line)) return undefined;
  const url = /^https?:\/\//.test(line) ? line : `https://${line}`;
  return URL.canParse(url) ? url : undefined;
}

/** Whether a line is kept by a leading backslash from meaning anything. */
export function isEscaped(line: string): boolean {
  return line.startsWith('\\');
}

/** Whether a line above the comments would be read as more than text. */
export function hasMeaning(line: string): boolean {
  return isEscaped(line) || readHeading(line) !== undefined || readLink(line) !== undefined;
}

/** The text of a line, without the backslash that escapes it; a backslash alone has nothing to escape. */
export function unescaped(line: string): string {
  return isEscaped(line) ? line.slice(1).trim() || line : line;
}
