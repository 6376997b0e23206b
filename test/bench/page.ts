/**
 * How long the sandbox's page takes to open onto thousands of messages, and to show what is typed below them, beside the same
 * with a few. Needs a Chromium.
 *
 *     npm run bench page -- --sizes 3000
 */
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../browser/chromium.ts';
import { fillChannel } from '../browser/filledChannel.ts';
import { PageUser } from '../browser/pageUser.ts';
import { startSandbox } from '../browser/sandboxProgram.ts';
import { type BenchOptions, type BenchRow, median } from './measure.ts';

const MESSAGES = 3_000;
const TIMES = 5;

/** Typed first, not counted: the list of commands is made then. */
const BEGINNING = '/t';
/** The rest of a command's name. */
const KEYS = ['h', 'r', 'e', 'a', 'd', ' ', 'l', 'i', 's', 't'];

/** Resolves when what has changed is on the screen: the frame after the next begins. */
const SHOWN = 'new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown)))';

/** @param sizes how many messages, 3,000 by default */
export async function benchPage({ sizes }: BenchOptions): Promise<BenchRow[]> {
  const messages = Number(sizes ?? MESSAGES);
  const browser = await launchBrowser();
  const sandbox = await startSandbox();
  try {
    const few = await visit(browser, sandbox.address);
    await fillChannel(sandbox, messages);
    const many = await visit(browser, sandbox.address);
    const count = messages.toLocaleString('en');
    return [
      row(`the page, opened onto ${count} messages`, many.opening, few.opening),
      row(`the page, ten keys typed below ${count} messages`, many.typing, few.typing),
    ];
  } finally {
    await browser.close();
    await sandbox.stop();
  }
}

function row(name: string, many: number, few: number): BenchRow {
  return { name, figures: { ms: many, 'ms, a few': few }, beside: { peer: 'the same with a few', ratio: many / few } };
}

type Visit = { readonly opening: number; readonly typing: number };

/** Milliseconds until there is something to read, and from the first key to what the last one shows. */
async function visit(browser: Browser, address: string): Promise<Visit> {
  const visits: Visit[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    const began = performance.now();
    const user = await PageUser.open(browser, address);
    const opening = performance.now() - began;
    visits.push({ opening, typing: await typing(user) });
    await user.close();
  }
  return { opening: median(visits.map((each) => each.opening)), typing: median(visits.map((each) => each.typing)) };
}

async function typing(user: PageUser): Promise<number> {
  await user.type(BEGINNING);
  await user.suggestion('/thread list').waitFor();
  const began = performance.now();
  await user.press(...KEYS);
  await user.page.evaluate(SHOWN);
  return performance.now() - began;
}
