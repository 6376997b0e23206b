/** Tests that need a browser. */
import { describe } from 'vitest';
import { found, HOW_TO_GET_IT } from './chromium.ts';

/** Left out where there is no browser, but never in CI. */
export function describeInBrowser(title: string, body: () => void): void {
  if (found === undefined && process.env.CI) throw new Error(HOW_TO_GET_IT);
  if (found === undefined) console.warn(HOW_TO_GET_IT);
  describe.skipIf(found === undefined)(title, body);
}
