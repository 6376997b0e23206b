/** People find their way about the page: by keyboard, by touch, and by the browser's own buttons. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from './chromium.ts';
import { describeInBrowser } from './inBrowser.ts';
import { PageUser } from './pageUser.ts';
import { type SandboxProgram, startSandbox } from './sandboxProgram.ts';

/** A phone. */
const PHONE = { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true };

describeInBrowser('a visitor of the page', () => {
  let browser: Browser;
  let sandbox: SandboxProgram;
  let user: PageUser;

  beforeAll(async () => {
    [browser, sandbox] = await Promise.all([launchBrowser(), startSandbox()]);
  });

  afterEach(async () => {
    expect(user.complaints).toEqual([]);
    await user.close();
  });

  afterAll(async () => {
    await browser.close();
    await sandbox.stop();
  });

  const channel = (name: string) => user.page.getByRole('heading', { level: 2, name, exact: true });

  it('a visitor goes back and forward by the browser’s buttons, and stays in the channel when the page is loaded again', async () => {
    user = await PageUser.open(browser, sandbox.address);
    await user.enter('announcements');
    await user.enter('Green or black?');
    await user.page.goBack();
    await channel('announcements').waitFor();
    await user.page.goBack();
    await channel('general').waitFor();
    await user.page.goForward();
    await channel('announcements').waitFor();
    await user.page.reload();
    await channel('announcements').waitFor();
  });

  it('a visitor skips to the messages or to writing with the first keys, and types a letter from anywhere', async () => {
    user = await PageUser.open(browser, sandbox.address);
    await user.page.locator('.server').first().focus();
    await user.press('Shift+Tab', 'Shift+Tab', 'Enter');
    await user.page.locator('.scroller:focus').waitFor();
    await user.page.locator('.server').first().focus();
    await user.press('Shift+Tab', 'Enter');
    await user.page.locator('#composer-text:focus').waitFor();
    await user.page.locator('.panel-button').focus();
    await user.press('h');
    expect(await user.composer.inputValue()).toBe('h');
  });

  it('a visitor is asked whether they are new here once', async () => {
    user = await PageUser.open(browser, sandbox.address);
    await user.page.getByText('New here?').waitFor();
    await user.page.reload();
    await user.message().first().waitFor();
    expect(await user.page.getByText('New here?').count()).toBe(0);
  });

  it('a visitor reaches every menu by touch, and closes the drawer by touch and by Escape', async () => {
    user = await PageUser.open(browser, sandbox.address, PHONE);
    const drawer = user.page.locator('.with-drawer');
    await user.message('green one').getByRole('button', { name: 'More actions' }).tap();
    await user.page.getByRole('menuitem', { name: 'Translate' }).waitFor();
    await user.press('Escape');
    for (const close of [() => user.page.touchscreen.tap(380, 500), () => user.press('Escape')]) {
      await user.page.locator('.drawer-button').tap();
      await user.page.locator('.channel:focus').waitFor();
      await close();
      await drawer.waitFor({ state: 'detached' });
    }
    await user.page.getByRole('button', { name: 'Be somebody else' }).last().tap();
    await user.page.getByRole('menuitemradio', { name: 'Mika' }).getByText('茶屋').waitFor();
    await user.press('Escape');
  });

  it('a visitor is told of a dead bot at the message whose button they pressed, and starts it from its banner', async () => {
    user = await PageUser.open(browser, sandbox.address);
    await user.command('thread list');
    const list = user.message('Threads ·');
    await list.getByRole('button', { name: 'Read' }).first().waitFor();
    await user.openPanel();
    await user.page.getByRole('button', { name: 'Kill the bot' }).click();
    await user.page.locator('.notice', { hasText: 'Bot is down' }).waitFor();
    await list.getByRole('button', { name: 'Read' }).first().click();
    await list.getByText('The application did not respond').waitFor();
    await user.page.locator('.notice').getByRole('button', { name: 'Start the bot' }).click();
    await user.page.locator('.bot-state.ready').waitFor();
  });
});
