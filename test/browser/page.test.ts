/** The page itself: steady with thousands of messages, back after a break, and trusting nothing it shows. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from './chromium.ts';
import { fillChannel } from './filledChannel.ts';
import { describeInBrowser } from './inBrowser.ts';
import { PageUser } from './pageUser.ts';
import { type SandboxProgram, startSandbox } from './sandboxProgram.ts';

/** Scrolls up, frame after frame, until the channel's beginning is drawn. */
const GO_UP = `new Promise((done) => {
  const up = () => {
    document.querySelector('.scroller').scrollTo(0, -1e6);
    document.querySelector('.beginning') ? done() : requestAnimationFrame(up);
  };
  up();
})`;

/** Counts from now on what changes among the messages. */
const COUNT_DRAWINGS = `globalThis.drawings = 0;
new MutationObserver((changes) => {
  globalThis.drawings += changes.length;
}).observe(document.querySelector('.log'), { subtree: true, childList: true, attributes: true, characterData: true });`;

describeInBrowser('the page', () => {
  let browser: Browser;
  let sandbox: SandboxProgram;
  let user: PageUser | undefined;

  beforeAll(async () => {
    [browser, sandbox] = await Promise.all([launchBrowser(), startSandbox()]);
  });

  afterEach(() => user?.close());

  afterAll(async () => {
    await browser.close();
    await sandbox.stop();
  });

  it('the page proposes a thread to replay on the first visit, two keys start it in English, and it does not insist', async () => {
    user = await PageUser.open(browser, sandbox.address);
    await user.page.getByRole('button', { name: 'Try /thread replay' }).click();
    await user.page.locator('.command-name', { hasText: '/thread replay' }).waitFor();
    await user.suggestion('Is a One-Hour Meeting').waitFor();
    expect(await user.suggestion().count()).toBe(1);
    await user.press('Enter', 'Enter');
    await user.message('A client in Osaka').waitFor();
    expect(await user.message('This part exists only in Japanese').count()).toBe(0);
    await user.page.getByRole('button', { name: 'Stop' }).click();
    await user.message('Stopped').waitFor();
    await user.page.reload();
    await user.message().first().waitFor();
    expect(await user.page.locator('.hint').count()).toBe(0);
    expect(user.complaints).toEqual([]);
  });

  it('the page shows what people write as they wrote it, never as HTML', async () => {
    user = await PageUser.open(browser, sandbox.address);
    const written = '<img src=x onerror="document.title=1"><b>no</b> [x](javascript:alert(1))';
    await user.type(written);
    await user.press('Enter');
    await user.message('<b>no</b>').waitFor();
    expect(await user.message().last().locator('.markdown').textContent()).toBe(written);
    expect(await user.message().last().locator('.markdown :is(img, b, a)').count()).toBe(0);
    expect(user.complaints).toEqual([]);
  });

  it('the page draws no more of 2,000 messages than one may see, stays at their end, and tells of news further up', async () => {
    const say = await fillChannel(sandbox, 2_000);
    user = await PageUser.open(browser, sandbox.address);
    const { page } = user;
    await user.message('line 1999').waitFor();
    expect(await user.message().count()).toBeLessThan(200);
    say('at the end');
    await user.message('at the end').waitFor();
    expect(await page.evaluate('document.querySelector(".scroller").scrollTop')).toBe(0);
    await page.evaluate('document.querySelector(".scroller").scrollTo(0, -4000)');
    await page.getByText('You are reading older messages').waitFor();
    say('while reading');
    await page.getByText('1 new message').click();
    await page.locator('.missed').waitFor({ state: 'detached' });
    expect(await page.evaluate('document.querySelector(".scroller").scrollTop')).toBe(0);

    // Older ones are drawn on the way up, to the very first.
    await page.evaluate(GO_UP);
    await page.getByRole('heading', { name: 'Welcome to #general' }).waitFor();
    expect(await user.message('The kettle is on').count()).toBe(1);

    // Typing draws none of them again.
    await page.evaluate(COUNT_DRAWINGS);
    await user.type('/thread li');
    await user.suggestion('/thread list').waitFor();
    expect(await page.evaluate('drawings')).toBe(0);
    say('drawn');
    await page.waitForFunction('drawings > 0');
  });

  it('the page comes back by itself as the person one was when the connection breaks', async () => {
    user = await PageUser.open(browser, sandbox.address);
    await user.be('Mika');
    const { port } = new URL(sandbox.address);
    await sandbox.stop();
    await user.page.getByText('サンドボックスとの接続が切れました').waitFor();
    sandbox = await startSandbox(port);
    await user.page.locator('.notice').waitFor({ state: 'detached' });
    await user.page.locator('#who', { hasText: 'Mika' }).waitFor();
    await user.message('The kettle is on').waitFor();
  });
});
