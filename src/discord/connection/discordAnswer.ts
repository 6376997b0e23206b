/** Requests of a start, and who has answered them: Discord, something in its place, or nobody. */
import { DiscordAPIError, HTTPError, type InternalRequest, RateLimitError, type REST } from 'discord.js';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { Clock } from '../../runtime/clock.ts';
import { StartupError, type StartupProblem, type StartupStep } from '../../runtime/startupError.ts';
import { AnswerError } from '../rest/answer.ts';
import { growingWait } from './growingWait.ts';

/** How long a start waits for an answer in all, and between two tries, milliseconds: see docs/decisions. */
const PATIENCE = 30_000;
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 15_000;

/** UTF-16 units of what somebody else said that a message repeats. */
const LONGEST_QUOTE = 300;

/** What came of a request that was made once. */
type Answer =
  | { kind: 'answered'; body: unknown }
  | { kind: 'failed'; problem: StartupProblem }
  /** Nobody knows; to be asked again, after `wait` milliseconds if Discord said so. */
  | { kind: 'unanswered'; reason: string; wait?: number };

/** What is needed to ask Discord something at the start. */
export type Asking = {
  /** Asks once, and rejects instead of waiting. */
  readonly rest: REST;
  readonly request: InternalRequest;
  /** What the answer must look like; another one is not Discord's. */
  readonly schema: z.ZodType;
  readonly step: StartupStep;
  /** Where Discord is, as the configuration says. */
  readonly address: string;
  readonly log: Logger;
  /** Real time. */
  readonly clock: Clock;
};

/** A request that is made once; whoever asks hears at once what came of it. */
export type Question = Omit<Asking, 'log' | 'clock'>;

/**
 * Makes a request as often as it takes, for half a minute.
 *
 * @returns the answer, as the schema reads it
 * @throws StartupError when Discord refuses, something else answers, or nobody does
 */
export async function askDiscord<Schema extends z.ZodType>(
  asking: Asking & { readonly schema: Schema },
): Promise<z.infer<Schema>> {
  const { address, schema, log, clock } = asking;
  const began = clock.now();
  for (let tries = 0; ; tries += 1) {
    const answer = await ask(asking);
    if (answer.kind === 'answered') return schema.parse(answer.body);
    if (answer.kind === 'failed') throw new StartupError(answer.problem);
    const { reason } = answer;
    const wait = answer.wait ?? growingWait(FIRST_WAIT, LONGEST_WAIT, tries);
    if (answer.wait === undefined && clock.now() + wait - began > PATIENCE) {
      throw new StartupError({ kind: 'unreachable', address, reason });
    }
    log.warn({ address, reason, nextTryInMs: wait }, 'Discord cannot be reached: trying again');
    await clock.wait(wait);
  }
}

/**
 * Makes a request once.
 *
 * @returns the answer, as the schema reads it
 * @throws StartupError when Discord refuses, something else answers, or nobody does
 */
export async function askDiscordOnce<Schema extends z.ZodType>(
  question: Question & { readonly schema: Schema },
): Promise<z.infer<Schema>> {
  const answer = await ask(question);
  if (answer.kind === 'answered') return question.schema.parse(answer.body);
  const { address } = question;
  throw new StartupError(
    answer.kind === 'failed' ? answer.problem : { kind: 'unreachable', address, reason: answer.reason },
  );
}

async function ask({ rest, request, schema, step, address }: Question): Promise<Answer> {
  try {
    const response = await rest.queueRequest(request);
    const text = await response.text();
    const body = parsed(text);
    if (schema.safeParse(body).success) return { kind: 'answered', body };
    const location = response.headers.get('Location') ?? undefined;
    const said = gist(text);
    return {
      kind: 'failed',
      problem: {
        kind: 'not-discord',
        address,
        status: response.status,
        said,
        ...(location !== undefined && { location }),
      },
    };
  } catch (error) {
    return failureOf(error, step, address);
  }
}

function failureOf(error: unknown, step: StartupStep, address: string): Answer {
  if (error instanceof RateLimitError) {
    return { kind: 'unanswered', reason: 'Discord asks to wait (status 429)', wait: Math.ceil(error.retryAfter) };
  }
  if (error instanceof DiscordAPIError) return { kind: 'failed', problem: refusalOf(error, step) };
  if (error instanceof AnswerError) return elsewhere(error, address);
  if (error instanceof HTTPError)
    return { kind: 'unanswered', reason: `status ${error.status} ${error.message}`.trim() };
  return { kind: 'unanswered', reason: networkReason(error) };
}

function refusalOf({ status, code, message }: DiscordAPIError, step: StartupStep): StartupProblem {
  if (status === 401) return { kind: 'token-refused' };
  // The message has what Discord says of each field, one a line.
  return { kind: 'refused', step, status, code: Number(code), said: oneLine(message.split('\n').join('; ')) };
}

/** What stands before Discord may be out of order for a moment; what answers otherwise will go on doing so. */
function elsewhere({ status, text, location }: AnswerError, address: string): Answer {
  const said = gist(text);
  // However long somebody else asks to wait: only Discord's own word makes a start wait for ever.
  if (status >= 500 || status === 429) return { kind: 'unanswered', reason: `status ${status} ${said}`.trim() };
  return {
    kind: 'failed',
    problem: { kind: 'not-discord', address, status, said, ...(location !== undefined && { location }) },
  };
}

/** Why the network failed, in its own words, on one line. */
export function networkReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'AbortError') return 'no answer in time';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (code === undefined && error.cause !== undefined) return networkReason(error.cause);
  return [code, oneLine(error.message)].filter((part) => part && part !== '').join(': ');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON, so not Discord's: no schema takes it.
    return undefined;
  }
}

/** What a page or a text says, on one short line: its title, else its first words. */
function gist(text: string): string {
  const title = /<title[^>]*>([^<]+)<\/title>/i.exec(text)?.[1];
  return oneLine(title ?? text.replace(/<(script|style)[\s\S]*?<\/\1>/gi, ' ').replace(/<[^>]*>/g, ' '));
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line;
}
