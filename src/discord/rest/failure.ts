/** What a failed request to Discord means. Callers decide by this, never by messages. */
import { DiscordAPIError, RateLimitError } from 'discord.js';

export type RestFailure =
  /** Not carried out; not to be tried again for `for` milliseconds. `refused` if Discord said so, not only our own count. */
  | { kind: 'rate-limited'; for: number; refused: boolean }
  /** Not carried out: Discord understood and refused (`discord-api-docs topics/opcodes-and-status-codes`). */
  | { kind: 'refused'; status: number; code: number }
  /** Nobody can say whether it was carried out: no answer, or one of 500 and above. */
  | { kind: 'unanswered' };

/** Classifies what @discordjs/rest threw. */
export function restFailure(error: unknown): RestFailure {
  if (error instanceof RateLimitError) {
    const { retryAfter, timeToReset } = error;
    // A request that @discordjs/rest held back by its own count has waited for nothing but the reset of its bucket.
    return { kind: 'rate-limited', for: Math.ceil(retryAfter), refused: retryAfter !== timeToReset };
  }
  if (error instanceof DiscordAPIError && error.status < 500) {
    // What stands before Discord refuses without a code.
    return { kind: 'refused', status: error.status, code: Number(error.code) || 0 };
  }
  return { kind: 'unanswered' };
}
