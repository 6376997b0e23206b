/** The lines with a meaning of their own: the meta line, the heading of the comments, an escaped line. */

/** What may stand between category and date. */
const SEPARATORS = '·|｜・･•–—-';

/** A date at the end of a line: `2025-12-05`, `2025/12/5`, `2025.12.05`, `2025年12月5日`, with its day of the week or without. */
const DATE = (() => {
  const day = '[日月火水木金土](?:曜日?)?|(?:sun|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?)(?:day)?\\.?';
  return new RegExp(
    '(?<year>[0-9０-９]{4})\\s?[-－/／.．年]\\s?(?<month>[0-9０-９]{1,2})\\s?[-－/／.．月]\\s?(?<day>[0-9０-９]{1,2})\\s?日?' +
      `\\s?(?:[(（]\\s?(?:${day})\\s?[)）]|(?:${day}))?$`,
    'iu',
  );
})();

/** No date with all of its ornaments is longer, UTF-16 units. */
const LONGEST_DATE = 60;

const HEADING =
  /^[():件の数全\s]*(?:(?<before>[\d,]+)[():件の数全\s]*)?(?:comments?|コメント)[():件の数全\s]*(?<after>[\d,]+)?[():件の数全\s]*$/iu;
const NUMBER = /^(?:\d+|\d{1,3}(?:,\d{3})+)$/;

/** No heading is longer, UTF-16 units, or begins so: most lines of text are or do, and need no closer look. */
const LONGEST_HEADING = 60;
const NO_HEADING = /^[abd-z\\\u3041-\u30b2\u30b4-\u30ff]/i;

/** Category (may be empty) and date as written of a meta line; `iso` is undefined if there is no such day. */
export function readMeta(line: string): { category: string; date: string; iso: string | undefined } | undefined {
  const tailAt = Math.max(0, line.length - LONGEST_DATE);
  const match = DATE.exec(line.slice(tailAt));
  if (!match) return undefined;
  const dateAt = tailAt + match.index;
  const before = line.slice(0, dateAt).trimEnd();
  if (before !== '' && !SEPARATORS.includes(before.slice(-1))) return undefined;
  return { category: before.slice(0, -1).trimEnd(), date: line.slice(dateAt), iso: isoDate(match.groups) };
}

function isoDate({ year = '', month = '', day = '' }: Record<string, string> = {}): string | undefined {
  const iso = [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-').normalize('NFKC');
  const midnight = new Date(`${iso}T00:00:00Z`);
  const exists = !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(iso);
  return exists ? iso : undefined;
}

/** The number that a heading of the comments declares, or `undeclared`; undefined for another line. */
export function readHeading(line: string): number | 'undeclared' | undefined {
  if (line.length > LONGEST_HEADING || NO_HEADING.test(line)) return undefined;
  const groups = HEADING.exec(line.normalize('NFKC'))?.groups;
  if (!groups || (groups.before !== undefined && groups.after !== undefined)) return undefined;
  const declared = groups.before ?? groups.after;
  if (declared === undefined) return 'undeclared';
  return NUMBER.test(declared) ? Number(declared.replaceAll(',', '')) : undefined;
}

/** Whether a line is kept by a leading backslash from meaning anything. */
export function isEscaped(line: string): boolean {
  return line.startsWith('\\');
}
