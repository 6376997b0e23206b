/** How often messages older than an hour may be edited (`topics/opcodes-and-status-codes#json`, error 30046). */
import type { APIMessage } from 'discord.js';

/** From which age on edits are limited, milliseconds. */
const OLD = 60 * 60_000;

/** Discord does not publish how many it takes; these few are stricter than what was seen. */
const MOST_EDITS = 3;
const PER = 60 * 60_000;

export class OldEdits {
  /** When each message was last edited when it was old, by its id, the oldest first. */
  readonly #edits = new Map<string, number[]>();

  /** Counts an edit at `now`; undefined when it is allowed, else its refusal. */
  refusalOf({ id, timestamp }: APIMessage, now: number): Response | undefined {
    if (now - Date.parse(timestamp) < OLD) return undefined;
    const recent = (this.#edits.get(id) ?? []).filter((time) => now - time < PER);
    this.#edits.set(id, recent);
    const [first] = recent;
    if (first === undefined || recent.length < MOST_EDITS) {
      recent.push(now);
      return undefined;
    }
    return tooOften((first + PER - now) / 1_000);
  }
}

function tooOften(seconds: number): Response {
  const message = 'Maximum number of edits to messages older than 1 hour reached. Try again later.';
  const headers = { 'Retry-After': String(Math.ceil(seconds)), 'X-RateLimit-Scope': 'user' };
  return Response.json({ message, code: 30046, retry_after: seconds, global: false }, { status: 429, headers });
}
