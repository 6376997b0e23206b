/** Hours of every day in which nothing begins by schedule. */
import { z } from 'zod';
import { Day } from './days.ts';
import { nextTime } from './recurrence.ts';
import { TimeOfDay } from './timeOfDay.ts';

/** From one time of day to another, over midnight where that comes first; by the clocks of one zone. */
export const QuietHours = z.object({ from: TimeOfDay, to: TimeOfDay, zone: z.string() }).readonly();
export type QuietHours = z.infer<typeof QuietHours>;

/**
 * When the quiet hours end that a moment is in; undefined in none. Their first moment is in them, their end is not. It is
 * what comes next that counts, not what clocks show: an hour that clocks show twice is quiet until the end has come once.
 */
export function quietUntil({ from, to, zone }: QuietHours, moment: number): number | undefined {
  const next = (time: TimeOfDay) => nextTime({ time, days: Day.options, zone }, moment);
  const end = next(to);
  return end < next(from) ? end : undefined;
}

/** A moment, or the end of the quiet hours that it is in; `off` where there are none. */
export function outsideQuiet(quiet: QuietHours | 'off', moment: number): number {
  return (quiet === 'off' ? undefined : quietUntil(quiet, moment)) ?? moment;
}
