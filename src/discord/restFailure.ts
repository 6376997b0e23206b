/** What a failed request to Discord means. Callers decide by this, never by messages. */
import { DiscordAPIError, RateLimitError } from 'discord.js';

export type RestFailure =
  /** Not carried out; not to be tried again for `for` milliseconds. */
  | { kind: 'rate-limited'; for: number }
  /** Not carried out: Discord understood and refused (`discord-api-docs topics/opcodes-and-status-codes`). */
  | { kind: 'refused'; status: number; code: number }
  /** Nobody can say whether it was carried out: no answer, or one of 500 and above. */
  | { kind: 'unanswered' };

/** Classifies what @discordjs/rest threw. */
export function restFailure(error: unknown): RestFailure {
  if (error instanceof RateLimitError) return { kind: 'rate-limited', for: Math.ceil(error.retryAfter) };
  if (error instanceof DiscordAPIError && error.status < 500) {
    return { kind: 'refused', status: error.status, code: Number(error.code) };
  }
  return { kind: 'unanswered' };
}
