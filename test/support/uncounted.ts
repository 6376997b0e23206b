/** Programs that tests start, and whose lines that run other tests count. */
import { resolve } from 'node:path';

/**
 * For the environment of such a program: counting would take half as much time again. What one of them has compiled is
 * there for the next; a program that counts must compile by itself, or it would not know all that ran.
 */
export const uncounted: Readonly<Record<string, string>> = {
  NODE_V8_COVERAGE: '',
  NODE_COMPILE_CACHE: resolve('node_modules/.cache/reprise-tests'),
};
