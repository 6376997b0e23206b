/** What people mean by the times, days and zones that they type, or a refusal that says what can be typed. */
import { type Days, parseDays } from '../schedule/days.ts';
import { parseTime, type TimeOfDay } from '../schedule/timeOfDay.ts';
import { zoneNamed } from '../schedule/zones.ts';
import { Refusal } from './problem.ts';

/** @throws Refusal for what is no time of day */
export function timeNamed(asked: string): TimeOfDay {
  const time = parseTime(asked);
  if (time === undefined) throw new Refusal({ code: 'not-a-time', asked });
  return time;
}

/** @throws Refusal for what is no day of the week, and for several of which one is none */
export function daysNamed(asked: string): Days {
  const days = parseDays(asked);
  if (days === undefined) throw new Refusal({ code: 'not-days', asked });
  return days;
}

/** The IANA name of a time zone. @throws Refusal naming the nearest */
export function zoneIdNamed(asked: string): string {
  const resolution = zoneNamed(asked);
  if (resolution.kind === 'found') return resolution.item.id;
  throw new Refusal({ code: 'no-such-zone', asked, nearest: resolution.nearest.map(({ id }) => ({ id, name: id })) });
}
