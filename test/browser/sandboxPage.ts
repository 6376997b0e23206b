/** One sandbox and one browser for a group of tests, and for each test somebody who has just opened the page. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { launchBrowser } from './chromium.ts';
import { PageUser } from './pageUser.ts';
import { type SandboxProgram, startSandbox } from './sandboxProgram.ts';

/** Call it inside `describe`. After each test the browser must have had nothing to complain about. */
export function openPageForEach(begin: (user: PageUser) => Promise<void>): void {
  let browser: Browser;
  let sandbox: SandboxProgram;
  let user: PageUser;

  beforeAll(async () => {
    [browser, sandbox] = await Promise.all([launchBrowser(), startSandbox()]);
  });

  beforeEach(async () => {
    user = await PageUser.open(browser, sandbox.address);
    await begin(user);
  });

  afterEach(async () => {
    expect(user.complaints).toEqual([]);
    await user.close();
  });

  afterAll(async () => {
    await browser.close();
    await sandbox.stop();
  });
}
