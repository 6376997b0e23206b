/** Everybody can use the page: axe finds nothing serious, in both looks and both languages. */
import axe, { type AxeResults } from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from './chromium.ts';
import { describeInBrowser } from './inBrowser.ts';
import { PageUser } from './pageUser.ts';
import { type SandboxProgram, startSandbox } from './sandboxProgram.ts';

/** Everything serious or critical on the page as it is, with the element and the reason. */
async function issues({ page }: PageUser): Promise<string[]> {
  await page.evaluate(axe.source);
  // Passed through the browser as JSON, as axe describes it.
  const { violations } = (await page.evaluate('axe.run({ resultTypes: ["violations"] })')) as AxeResults;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}\n${node.failureSummary}`));
}

describeInBrowser('axe finds nothing serious', () => {
  let browser: Browser;
  let sandbox: SandboxProgram;

  beforeAll(async () => {
    [browser, sandbox] = await Promise.all([launchBrowser(), startSandbox()]);
    const user = await PageUser.open(browser, sandbox.address);
    await user.speed('×20');
    await user.replay();
    await user.message('The end').waitFor();
    await user.close();
  });

  afterAll(async () => {
    await browser.close();
    await sandbox.stop();
  });

  it.each([
    { name: 'Alex', look: 'light', list: 'thread list', word: '/thread' },
    { name: 'Alex', look: 'dark', list: 'thread list', word: '/thread' },
    { name: 'Mika', look: 'light', list: 'スレッド 一覧', word: '/スレッド' },
    { name: 'Mika', look: 'dark', list: 'スレッド 一覧', word: '/スレッド' },
  ] as const)('axe finds nothing serious on the page of $name, $look', async ({ name, look, list, word }) => {
    const user = await PageUser.open(browser, sandbox.address, { colorScheme: look, reducedMotion: 'reduce' });
    await user.be(name);
    await user.openPanel();
    await user.page.locator('.entry-line').first().click();
    await user.command(list);
    await user.page.locator('.message.private').first().waitFor();
    await user.type(word);
    await user.suggestion().first().waitFor();
    expect(await issues(user)).toEqual([]);

    await user.press('Escape');
    await user.message().last().click({ button: 'right' });
    await user.page.getByRole('menu').waitFor();
    expect(await issues(user)).toEqual([]);
    await user.close();
  });

  it('axe finds nothing serious on a narrow screen with its drawer open', async () => {
    const viewport = { width: 390, height: 800 };
    const user = await PageUser.open(browser, sandbox.address, { viewport, reducedMotion: 'reduce' });
    expect(await issues(user)).toEqual([]);
    await user.page.getByRole('button', { name: 'Show servers and channels' }).click();
    await user.page.locator('.with-drawer').waitFor();
    expect(await issues(user)).toEqual([]);
    await user.close();
  });
});
