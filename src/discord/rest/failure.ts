/** What a failed request to Discord means. Callers decide by this, never by messages. */
import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { CERTIFICATE_CODE, isNetworkError } from '../../runtime/networkError.ts';
import { AnswerError } from './answer.ts';
import { BudgetError } from './requestBudget.ts';

/** What is certain after a request that failed. */
export type RestFailure =
  /** Not carried out; not to be tried again for `for` milliseconds. `refused` if Discord said so, not only our own count. */
  | { kind: 'rate-limited'; for: number; refused: boolean }
  /**
   * Not carried out: Discord understood and refused (`topics/opcodes-and-status-codes`). The reason is for the log, in
   * Discord's words: which field was wrong, and how.
   */
  | { kind: 'refused'; status: number; code: number; reason: string }
  /** Not carried out: it was never sent. The reason is for the log, in the network's words. */
  | { kind: 'unsent'; reason: string }
  /**
   * Nobody can say whether it was carried out: no answer, one of 500 and above, or one that is not Discord's. `retryAfter`
   * is how many milliseconds whoever answered asks to wait; the reason, for the log, is who answered, or what broke.
   */
  | { kind: 'unanswered'; reason: string; retryAfter?: number | undefined };

/** Failures that tell why a request was not carried out. */
export type CertainFailure = Extract<RestFailure, { kind: 'rate-limited' | 'refused' }>;

/** UTF-16 units of a reason. */
const REASON_LENGTH = 500;

/** Classifies what a call of Discord's REST threw. */
export function restFailure(error: unknown): RestFailure {
  if (error instanceof BudgetError) return { kind: 'rate-limited', for: Math.ceil(error.retryAfter), refused: false };
  if (error instanceof RateLimitError) {
    const { retryAfter, timeToReset } = error;
    // A request that @discordjs/rest held back by its own count has waited for nothing but the reset of its bucket.
    return { kind: 'rate-limited', for: Math.ceil(retryAfter), refused: retryAfter !== timeToReset };
  }
  if (error instanceof DiscordAPIError && typeof error.code === 'number') {
    const { status, code, message } = error;
    return { kind: 'refused', status, code, reason: message.slice(0, REASON_LENGTH) };
  }
  const reason = reasonOf(error);
  if (error instanceof AnswerError) return { kind: 'unanswered', reason, retryAfter: error.retryAfter };
  return { kind: isUnsent(error) ? 'unsent' : 'unanswered', reason };
}

/** Whether it was Discord, or the way to it, that failed: then nothing of ours is broken. */
export function isRestFailure(error: unknown): boolean {
  if (error instanceof DiscordAPIError || error instanceof HTTPError || error instanceof RateLimitError) return true;
  if (error instanceof AnswerError || error instanceof BudgetError) return true;
  return error instanceof Error && isNetworkError(error);
}

/** What an operator can look for: the network's own code, a status, or else the words. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof HTTPError || error instanceof DiscordAPIError) return `status ${error.status} ${error.message}`;
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'no answer in time';
  // Of a host with several addresses the whole has no words, and the first is like the others.
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const said = code === undefined || error.message.includes(code) ? error.message : `${code} ${error.message}`;
  return said.slice(0, REASON_LENGTH);
}

/** The system calls that come before anything can be sent. */
const BEFORE_SENDING: ReadonlySet<string> = new Set(['getaddrinfo', 'connect']);

/**
 * Whether no connection could be made. One that broke, or was closed while it lay idle, proves nothing: the request may
 * have been read before.
 */
function isUnsent(error: unknown): boolean {
  // Of a host with several addresses, one error each.
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(isUnsent);
  if (!(error instanceof Error) || !('code' in error)) return false;
  const code = String(error.code);
  if ('syscall' in error) return BEFORE_SENDING.has(String(error.syscall));
  return code === 'UND_ERR_CONNECT_TIMEOUT' || CERTIFICATE_CODE.test(code);
}
