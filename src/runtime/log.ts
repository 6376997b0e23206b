/** The program's log: pino, with every secret scrubbed wherever it hides. */
import { type DestinationStream, type Logger, pino, stdSerializers, stdTimeFunctions } from 'pino';
import { isNetworkError } from './networkError.ts';
import { sourceStack } from './sourceStack.ts';
import { StoreError } from './storeError.ts';

/** Tokens as they occur in text: in addresses of webhooks and interactions, in headers, and bare bot tokens. */
const SECRETS: readonly [RegExp, string][] = [
  [/(\/webhooks\/\d+\/)[\w-]+/g, '$1[secret]'],
  [/(\/interactions\/\d+\/)[\w-]+/g, '$1[secret]'],
  [/\b(postgres(?:ql)?:\/\/)[^\s/@]*@/g, '$1[secret]@'],
  [/\b(Bot|Bearer) [\w.-]{20,}/g, '$1 [secret]'],
  [/[\w-]{23,}\.[\w-]{6}\.[\w-]{27,}/g, '[secret]'],
  [/("(?:token|webhook_token|authorization)"\s*:\s*")[^"]+/gi, '$1[secret]'],
];

/** A text, a line of JSON for instance, without the tokens in it. */
export function scrub(text: string): string {
  return SECRETS.reduce((scrubbed, [pattern, replacement]) => scrubbed.replace(pattern, replacement), text);
}

/**
 * Makes the logger. Each line is scrubbed as a whole just before it is written, so that nothing nested in an error, its
 * cause or its request slips through.
 */
export function createLog(level: string, destination: DestinationStream): Logger {
  return pino(
    { level, base: null, timestamp: stdTimeFunctions.isoTime, serializers: { err: serializeError } },
    { write: (line) => destination.write(scrub(line)) },
  );
}

/** What an operator needs of an error; the request's body stays out, it may hold people's texts. */
function serializeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { type, message, stack } = stdSerializers.err(error);
  const facts = Object.fromEntries(
    ['code', 'status', 'method', 'url'].flatMap((key) => (key in error ? [[key, Reflect.get(error, key)]] : [])),
  );
  return { type, message, ...facts, ...(!isExpected(error) && stack !== undefined && { stack: sourceStack(stack) }) };
}

/** Networks, Discord and stores fail now and then, wherever we ask: where that was tells nobody anything. */
function isExpected(error: Error): boolean {
  const fromDiscord = 'status' in error && ('method' in error || error.name === 'AnswerError');
  return fromDiscord || 'retryAfter' in error || error instanceof StoreError || isNetworkError(error);
}
