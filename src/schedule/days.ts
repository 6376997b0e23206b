/** On which days of the week something happens: read from English and from Japanese, and proposed while it is typed. */
import { z } from 'zod';

/** A day of the week. */
export const Day = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);
export type Day = z.infer<typeof Day>;

/** Days of the week, Monday first, each once. */
export const Days = z.array(Day).min(1).readonly();
export type Days = z.infer<typeof Days>;

const WEEK: Days = Day.options;
const WEEKDAYS: Days = WEEK.slice(0, 5);
const WEEKENDS: Days = WEEK.slice(5);

/** What has a word of its own, by that word. */
const SETS = { daily: WEEK, weekdays: WEEKDAYS, weekends: WEEKENDS } as const;

/** The three sets that have a word of their own. */
export type DaySet = keyof typeof SETS;

/** What people write for the sets; longer ones first where one begins another. */
const SET_WORDS: readonly (readonly [word: string, set: DaySet])[] = [
  ['every day', 'daily'],
  ['everyday', 'daily'],
  ['daily', 'daily'],
  ['毎日', 'daily'],
  ['weekdays', 'weekdays'],
  ['weekday', 'weekdays'],
  ['平日', 'weekdays'],
  ['weekends', 'weekends'],
  ['weekend', 'weekends'],
  ['週末', 'weekends'],
];

/** Full names and what is cut off them; Japanese ones, of which `曜日` or `曜` may be there. */
const ENGLISH = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const JAPANESE = ['月', '火', '水', '木', '金', '土', '日'];

/** What may stand before days, or between them, and says nothing. */
const FILLER = /^(?:[\s,、，・/／&+;.]+|and(?![a-z])|on(?![a-z])|every(?![a-z])|毎週|毎|と|の)/;

/** Between the first and the last day of several in a row. */
const RANGE = /^\s*(?:[-‐–—−ー~〜]|から|to(?![a-z])|through(?![a-z]))\s*/;

/** The Japanese end of a range that began with `から`. */
const RANGE_END = /^まで/;

/**
 * The days that somebody typed, in either language or both: `daily`, `weekdays`, `mon,wed`, `Monday and Friday`,
 * `mon-fri`, `月水`, `月〜金`, `毎週土曜日`. Undefined when any of it is something else.
 */
export function parseDays(typed: string): Days | undefined {
  const found = new Set<Day>();
  let rest = typed.normalize('NFKC').toLowerCase().trim();
  while (rest !== '') {
    const read = readFirst(rest);
    if (!read) return undefined;
    for (const day of read.days) found.add(day);
    rest = rest.slice(read.length);
  }
  const days = WEEK.filter((day) => found.has(day));
  return days.length > 0 ? days : undefined;
}

/** The word for days that have one. */
export function daySetOf(days: Days): DaySet | undefined {
  const is = (set: Days) => set.length === days.length && set.every((day) => days.includes(day));
  const sets: readonly DaySet[] = ['daily', 'weekdays', 'weekends'];
  return sets.find((name) => is(SETS[name]));
}

/** Days in the words that they are typed in, which {@link parseDays} reads. */
export function daysText(days: Days): string {
  return daySetOf(days) ?? days.join(',');
}

/** What a half-typed text may become, the likeliest first: what it says already, and that with one day more. */
export function daysProposed(typed: string): Days[] {
  const text = typed.normalize('NFKC').toLowerCase().trim();
  if (text === '') return [...Object.values(SETS), ...WEEK.map((day): Days => [day])];
  const whole = parseDays(text);
  if (whole) return [whole, ...WEEK.filter((day) => !whole.includes(day)).map((day) => withDay(whole, day))];
  const sets = SET_WORDS.filter(([word]) => word.startsWith(text)).map(([, set]) => SETS[set]);
  const [, head = '', begun = ''] = /^(.*?)([a-z]*)$/s.exec(text) ?? [];
  const before = head === '' ? [] : parseDays(head);
  const days = before && begun !== '' ? WEEK.filter((_, index) => ENGLISH[index]?.startsWith(begun)) : [];
  return [...new Set(sets), ...days.map((day) => withDay(before ?? [], day))];
}

function withDay(days: Days, added: Day): Days {
  return WEEK.filter((day) => day === added || days.includes(day));
}

type Read = { readonly days: Days; readonly length: number };

/** What stands at the start of a text: a set, a day, several in a row, or nothing that counts. */
function readFirst(text: string): Read | undefined {
  const [word, set] = SET_WORDS.find(([begins]) => text.startsWith(begins)) ?? [];
  if (word && set) return { days: SETS[set], length: word.length };
  const filler = FILLER.exec(text);
  if (filler) return { days: [], length: filler[0].length };
  const first = readDay(text);
  if (!first) return undefined;
  const range = RANGE.exec(text.slice(first.length));
  const last = range && readDay(text.slice(first.length + range[0].length));
  if (!range || !last) return { days: [first.day], length: first.length };
  const length = first.length + range[0].length + last.length;
  const end = RANGE_END.exec(text.slice(length))?.[0].length ?? 0;
  return { days: daysBetween(first.day, last.day), length: length + end };
}

/** Both included, over the end of the week where the last comes first. */
function daysBetween(first: Day, last: Day): Days {
  const from = WEEK.indexOf(first);
  const count = ((WEEK.indexOf(last) - from + WEEK.length) % WEEK.length) + 1;
  return Array.from({ length: count }, (_, step) => WEEK[(from + step) % WEEK.length]).filter(
    (day) => day !== undefined,
  );
}

function readDay(text: string): { day: Day; length: number } | undefined {
  const japanese = JAPANESE.findIndex((name) => text.startsWith(name));
  const inJapanese = WEEK[japanese];
  if (inJapanese) return { day: inJapanese, length: /^.(?:曜日?)?/.exec(text)?.[0].length ?? 1 };
  const [word = ''] = /^[a-z]+/.exec(text) ?? [];
  const english = ENGLISH.findIndex((name) => word.length >= 3 && (name.startsWith(word) || `${name}s` === word));
  const inEnglish = WEEK[english];
  return inEnglish && { day: inEnglish, length: word.length };
}
