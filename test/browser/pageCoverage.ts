/**
 * Tells the coverage of these tests which lines of the page's sources ran in the browser. Vitest reads what the processes
 * leave that tests start (`coverage.autoAttachSubprocess`): the page leaves the same.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';

/** The page's script as it was sent. It names its sources, seen from a folder right inside of the project's. */
export const SENT_SCRIPT = 'coverage/page.js';

/** Where vitest looks for what processes leave; undefined when coverage is not asked for. */
const folder = process.env.NODE_V8_COVERAGE;

let files = 0;

/** To be called before the page is opened. */
export async function beginCoverage(page: Page): Promise<void> {
  if (folder !== undefined) await page.coverage.startJSCoverage({ resetOnNavigation: false });
}

/** To be called before it is closed. */
export async function leaveCoverage(page: Page): Promise<void> {
  if (folder === undefined) return;
  const scripts = await page.coverage.stopJSCoverage();
  const path = resolve(SENT_SCRIPT);
  for (const needed of [folder, dirname(path)]) mkdirSync(needed, { recursive: true });
  for (const { scriptId, functions, source, url } of scripts) {
    if (!url.endsWith('/page/app.js') || source === undefined) continue;
    // Vitest knows the source map of a script by this beginning alone.
    writeFileSync(path, source.replace('data:application/json;charset=utf-8;base64,', 'data:application/json;base64,'));
    files += 1;
    const result = [{ scriptId, url: pathToFileURL(path).href, functions }];
    writeFileSync(join(folder, `page-${process.pid}-${files}.json`), JSON.stringify({ result }));
  }
}
