/** Tells Discord's answers from those of whatever stands before it: proxies, gateways, captive portals. */
import type { RESTOptions } from 'discord.js';
import { z } from 'zod';

type HttpAnswer = Awaited<ReturnType<RESTOptions['makeRequest']>>;

/** Discord's own codes begin at 10,000 but for 0, a general error; gateways repeat the status as a code. */
const Refusal = z.object({ code: z.literal(0).or(z.int().min(10_000)) });

/** `topics/rate-limits#exceeding-a-rate-limit`: the code is there for some limits only. */
const RateLimit = z.object({ retry_after: z.number() });

/** How long to wait after a 429 that does not say how long, milliseconds. */
const UNSTATED_RETRY_AFTER = 5_000;

/** The longest wait that is taken at its word, milliseconds: one beyond what Node's timers hold would be none at all. */
const LONGEST_RETRY_AFTER = 24 * 3_600_000;

type AnswerFacts = {
  readonly status: number;
  /** All that it said: a page, as a rule. */
  readonly text: string;
  /** Where it sends us, as proxies and captive portals do. */
  readonly location?: string | undefined;
  /** Milliseconds to wait before the next request; undefined where nobody asked for that. */
  readonly retryAfter?: number | undefined;
};

/** What is no answer of Discord's: it proves neither that a request was carried out nor that it was not. */
export class AnswerError extends Error {
  override readonly name = 'AnswerError';
  readonly status: number;
  readonly text: string;
  readonly location: string | undefined;
  readonly retryAfter: number | undefined;

  /** @param what it is instead, for the log */
  constructor(what: string, { status, text, location, retryAfter }: AnswerFacts, options?: ErrorOptions) {
    super(`Something other than Discord answered: ${what} (status ${status})`, options);
    this.status = status;
    this.text = text;
    this.location = location;
    this.retryAfter = retryAfter;
  }
}

/**
 * Reads an answer to its end, so that the time given to a request counts for all of it. A failure of the server's
 * (500 and above) is passed on: it proves nothing either, and @discordjs/rest knows how to repeat it.
 *
 * @throws AnswerError when it is not Discord's
 */
export async function readAnswer(answer: HttpAnswer): Promise<Response> {
  const { status, statusText } = answer;
  const text = await answer.text();
  const headers = new Headers([...answer.headers]);
  // An empty answer that claims to be JSON cannot be read as JSON.
  if (text === '') headers.delete('Content-Type');
  if (status < 500 && !isDiscords(status, text)) {
    throw new AnswerError(headers.get('Content-Type') ?? 'without a text', {
      ...{ status, text },
      location: headers.get('Location') ?? undefined,
      retryAfter: status === 429 ? retryAfter(headers) : undefined,
    });
  }
  return new Response(text || null, { status, statusText, headers });
}

/** Makes a 429 say how long to wait; @discordjs/rest would repeat the request at once, and for ever. */
export function withRetryAfter(answer: HttpAnswer): HttpAnswer {
  if (answer.status === 429) answer.headers.set('Retry-After', String(retryAfter(answer.headers) / 1_000));
  return answer;
}

function isDiscords(status: number, text: string): boolean {
  if (status >= 300 && status < 400) return false;
  if (status < 300 && text === '') return true;
  const body = parsed(text);
  if (status < 300) return body !== undefined;
  return Refusal.safeParse(body).success || (status === 429 && RateLimit.safeParse(body).success);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Whatever is no JSON is not Discord's.
    return undefined;
  }
}

/**
 * How long a 429 asks to wait, milliseconds. Without a wait it would be asked again and again at once. The header may also
 * hold a date, which nobody sends here.
 */
export function retryAfter(headers: Pick<Headers, 'get'>): number {
  const seconds = Number(headers.get('Retry-After') ?? Number.NaN);
  return seconds > 0 ? Math.min(seconds * 1_000, LONGEST_RETRY_AFTER) : UNSTATED_RETRY_AFTER;
}
