/** A time of day as people type it and as it is kept: hours and minutes on the wall, without a day or a zone. */
import { z } from 'zod';

/** `HH:MM`, from `00:00` to `23:59`. */
export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
export type TimeOfDay = z.infer<typeof TimeOfDay>;

/** `9:30`, `09:30`, `９：３０`, `9時`, `9時30分`, `9時半`. */
const TYPED = /^(\d{1,2})(?::(\d{2})|時(?:(\d{1,2})分?|(半))?)$/;

/** The time that somebody typed; undefined for what is none, `24:00` included: of which day that is nobody knows. */
export function parseTime(typed: string): TimeOfDay | undefined {
  const [, hour, minute, spoken, half] = TYPED.exec(typed.normalize('NFKC').replace(/\s/g, '')) ?? [];
  if (hour === undefined) return undefined;
  const time = `${hour.padStart(2, '0')}:${(half ? '30' : (minute ?? spoken ?? '0')).padStart(2, '0')}`;
  return TimeOfDay.safeParse(time).data;
}
