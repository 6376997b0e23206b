/** Reads what is stored as JSON, where it may be that nobody can. */
import type { z } from 'zod';

/** The value; undefined where the text is no JSON, or says something else. */
export function readJson<Value>(schema: z.ZodType<Value>, text: string): Value | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    // No JSON: whoever asked decides what that means.
    return undefined;
  }
}
