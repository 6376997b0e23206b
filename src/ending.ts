/** How the program ends when it cannot go on: one message for people on standard error, and exit code 1. */
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { startupLanguage, startupProblemText } from './i18n/startup.ts';
import { createLog } from './runtime/log.ts';
import { StartupError, type StartupProblem } from './runtime/startupError.ts';

/** Ends the program. What is no start-up problem is an error of our own: logged once, whatever the log's level. */
export function endWith(error: unknown): never {
  const problem = error instanceof StartupError ? error.problem : crash(error);
  process.stderr.write(`${startupProblemText(startupLanguage(process.env), problem)}\n`);
  process.exit(1);
}

/**
 * Lets errors and rejections that nobody handles end the program in the same way: never in silence, never as a dump. A
 * program that another one has turned into takes that over.
 */
export function endOnUnhandledErrors(): void {
  // Node hands rejections that nobody handles to the same event.
  process.removeAllListeners('uncaughtException').once('uncaughtException', endWith);
}

function crash(error: unknown): StartupProblem {
  const reference = randomUUID().slice(0, 8);
  createLog('fatal', pino.destination({ fd: 1, sync: true })).fatal({ err: error, reference }, 'unexpected failure');
  return { kind: 'crashed', reference };
}
