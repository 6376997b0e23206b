/** Things go wrong while a replay runs, at the press of a button, and whoever watches sees it heal. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { speakers } from '../support/shippedThread.ts';
import { launchBrowser } from './chromium.ts';
import { describeInBrowser, PATIENCE } from './inBrowser.ts';
import { type SandboxProgram, startSandbox } from './sandboxProgram.ts';
import { Visitor } from './visitor.ts';

describeInBrowser('a replay heals', () => {
  let browser: Browser;
  let sandbox: SandboxProgram;
  let visitor: Visitor;

  beforeAll(async () => {
    [browser, sandbox] = await Promise.all([launchBrowser(), startSandbox()]);
  }, PATIENCE);

  beforeEach(async () => {
    visitor = await Visitor.open(browser, sandbox.address);
    await visitor.openPanel();
    // Slow enough that what goes wrong does so in the middle of the replay.
    await visitor.speed('×1');
  }, PATIENCE);

  afterEach(async () => {
    expect(visitor.complaints).toEqual([]);
    await visitor.close();
  });

  afterAll(async () => {
    await browser.close();
    await sandbox.stop();
  });

  const authors = async () => (await visitor.posts()).map(({ author }) => author);
  const button = (name: string) => visitor.page.getByRole('button', { name, exact: true });
  const entries = (text: string) => visitor.page.locator('.entry', { hasText: text });

  it('when the answer to a post is lost', async () => {
    await button('Clear').click();
    await button('Lose the next answer').click();
    await visitor.replay();
    await visitor.speed('×20');
    await visitor.message('The end').waitFor();
    expect(await authors()).toEqual(speakers);
    await button('Problems').click();
    await entries('/webhooks/:id/:token').getByText('no answer').waitFor();
    expect(await visitor.page.locator('.entry').count()).toBe(1);
  });

  it('when its webhook is deleted', async () => {
    await visitor.enter('announcements');
    await visitor.replay();
    await visitor.message('Cloud Skeptic PhD').waitFor();
    await button('Delete the webhooks').click();
    await visitor.speed('×20');
    await visitor.message('The end').waitFor();
    expect(await authors()).toEqual(speakers);
  });

  it('when the bot is killed and started again', async () => {
    await visitor.enter('Green or black?');
    await visitor.replay();
    await visitor.message('Cloud Skeptic PhD').waitFor();
    await button('Kill the bot').click();
    await visitor.page.locator('.notice', { hasText: 'Bot is down' }).waitFor();
    await button('Start the bot').click();
    await visitor.page.locator('.notice').waitFor({ state: 'detached' });
    await visitor.speed('×20');
    await visitor.message('The end').waitFor();
    expect(await authors()).toEqual(speakers);
  });

  it('when a permission is taken and given back, and says so in between', async () => {
    await visitor.enter('How hot is too hot?');
    await visitor.replay();
    await visitor.message('Cloud Skeptic PhD').waitFor();
    await button('Revoke Manage Webhooks').click();
    await button('Delete the webhooks').click();
    await visitor.speed('×20');
    await visitor.message('Paused: the bot lacks Manage Webhooks').waitFor();
    await button('Grant Manage Webhooks').click();
    await button('Resume').click();
    await visitor.message('The end').waitFor();
    expect(await authors()).toEqual(speakers);
  });
});
