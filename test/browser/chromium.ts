/** The browser of the browser tests: Chromium as the system has it. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { describe } from 'vitest';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const found = process.env.CHROMIUM ?? PLACES.find((path) => existsSync(path));

const HOW_TO_GET_IT =
  'There is no Chromium for the browser tests. Install it (apt install chromium), or set CHROMIUM to its path.';

/** No sandbox: containers that run tests allow none. The rest keeps it from asking the network for anything. */
const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Tests that need the browser: left out where there is none, but never in CI. */
export function describeInBrowser(title: string, body: () => void): void {
  if (found === undefined && process.env.CI) throw new Error(HOW_TO_GET_IT);
  if (found === undefined) console.warn(HOW_TO_GET_IT);
  describe.skipIf(found === undefined)(title, { timeout: 60_000 }, body);
}

/** @throws Error when there is none */
export function launchBrowser(): Promise<Browser> {
  if (found === undefined) throw new Error(HOW_TO_GET_IT);
  return chromium.launch({ executablePath: found, args: ARGUMENTS });
}
