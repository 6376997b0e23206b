/** When something happens that happens again and again: at a time of day, on some days, by the clocks of one zone. */
import { Cron } from 'croner';
import { z } from 'zod';
import { Days } from './days.ts';
import { TimeOfDay } from './timeOfDay.ts';

/** A time, days of the week, and the zone, one that this machine knows, whose clocks and calendar say when that is. */
export const Recurrence = z
  .object({ time: TimeOfDay, days: Days, zone: z.string().refine(isZone, 'a zone that this machine does not know') })
  .readonly();
export type Recurrence = z.infer<typeof Recurrence>;

/**
 * The first time after a moment, both in milliseconds since the Unix epoch. Where clocks are set forward over it, it is the
 * moment at which they are; where they are set back, it is the first of the two: no day has it twice, or not at all.
 *
 * @throws TypeError for a zone that this machine does not know
 */
export function nextTime({ time, days, zone }: Recurrence, after: number): number {
  const [hour, minute] = time.split(':').map(Number);
  const next = new Cron(`${minute} ${hour} * * ${days.join(',')}`, { timezone: zone }).nextRun(new Date(after));
  if (!next) throw new TypeError(`There is no ${time} on ${days.join()} in ${zone} after ${after}.`);
  return next.getTime();
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    // How Intl says that it has no such zone.
    return false;
  }
}

/** The first few times after a moment. */
export function nextTimes(recurrence: Recurrence, after: number, count: number): number[] {
  const times: number[] = [];
  for (let last = after; times.length < count; times.push(last)) last = nextTime(recurrence, last);
  return times;
}
