/** Times as Discord writes them, in a person's locale. All instants are milliseconds since the Unix epoch. */

const styles: Record<string, Intl.DateTimeFormatOptions> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
  s: { dateStyle: 'short', timeStyle: 'short' },
  S: { dateStyle: 'short', timeStyle: 'medium' },
};

const steps: [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** What `<t:…:style>` shows. */
export function formatTime(at: number, style: string, now: number, locale: string): string {
  if (style === 'R') return relative(at, now, locale);
  return new Intl.DateTimeFormat(locale, styles[style] ?? styles.f).format(at);
}

function relative(at: number, now: number, locale: string): string {
  const seconds = Math.round((at - now) / 1_000);
  const [unit, length] = steps.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'always' }).format(Math.round(seconds / length), unit);
}

/** The time beside a message's author: of today the time alone, of yesterday so named, else with the date. */
export function messageTime(at: number, now: number, locale: string): string {
  const time = formatTime(at, 't', now, locale);
  const days = daysBetween(at, now);
  if (days === 0) return time;
  if (days !== 1) return formatTime(at, 's', now, locale);
  const yesterday = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-1, 'day');
  return `${yesterday.charAt(0).toLocaleUpperCase(locale)}${yesterday.slice(1)} ${time}`;
}

/** The date that separates the messages of two days. */
export function dayTitle(at: number, locale: string): string {
  return formatTime(at, 'D', at, locale);
}

/** Whether two instants lie on one day where the reader is. */
export function sameDay(one: number, other: number): boolean {
  return daysBetween(one, other) === 0;
}

function daysBetween(earlier: number, later: number): number {
  return Math.round((startOfDay(later) - startOfDay(earlier)) / 86_400_000);
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
