/** What the page's log shows of requests and events: all of it but tokens, and of what is very long the beginning. */
import { scrub } from '../../runtime/log.ts';

/** UTF-16 units of a text that are worth reading; a face is a hundred times as long. */
const LONGEST = 4_000;

const HIDDEN: ReadonlySet<string> = new Set(['token', 'authorization']);

/** The same JSON without secrets. */
export function readable(json: unknown): unknown {
  if (typeof json === 'string') return shortened(scrub(json));
  if (Array.isArray(json)) return json.map(readable);
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(
    Object.entries(json).map(([key, value]) => [key, HIDDEN.has(key) ? '[secret]' : readable(value)]),
  );
}

function shortened(text: string): string {
  if (text.length <= LONGEST) return text;
  return `${text.slice(0, LONGEST / 40)}… (${text.length.toLocaleString('en')} characters)`;
}
