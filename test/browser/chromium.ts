/** The browser of the browser tests: Chromium as the system has it. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where it is; undefined when there is none. */
export const found = process.env.CHROMIUM ?? PLACES.find((path) => existsSync(path));

export const HOW_TO_GET_IT =
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

/** @throws Error when there is none */
export function launchBrowser(): Promise<Browser> {
  if (found === undefined) throw new Error(HOW_TO_GET_IT);
  return chromium.launch({ executablePath: found, args: ARGUMENTS });
}
