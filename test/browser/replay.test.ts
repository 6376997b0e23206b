/** People use the bot on the sandbox's page: the whole product, from the first key to the last post. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from './chromium.ts';
import { describeInBrowser, PATIENCE } from './inBrowser.ts';
import { type SandboxProgram, startSandbox } from './sandboxProgram.ts';
import { Visitor } from './visitor.ts';

const COMMENTS = 7;

describeInBrowser('on the page', () => {
  let browser: Browser;
  let sandbox: SandboxProgram;
  let visitor: Visitor;

  beforeAll(async () => {
    [browser, sandbox] = await Promise.all([launchBrowser(), startSandbox()]);
  }, PATIENCE);

  afterEach(async () => {
    expect(visitor.complaints).toEqual([]);
    await visitor.close();
  });

  afterAll(async () => {
    await browser.close();
    await sandbox.stop();
  });

  it('a Japanese member replays a thread with the keyboard alone, and reads it to the last post', async () => {
    visitor = await Visitor.open(browser, sandbox.address);
    await visitor.be('Mika');
    await visitor.goTo('茶屋');
    await visitor.type('/');
    await visitor.suggestion('/スレッド 再生').waitFor();
    expect(await visitor.suggestion('/スレッド 再生').textContent()).toContain('スレッドをこのチャンネルで再生します');
    await visitor.type('再生');
    await visitor.press('Enter');
    await visitor.type('トレーニウム');
    await visitor.page.getByText('一致する候補がありません').waitFor();
    for (const _ of 'トレーニウム') await visitor.press('Backspace');
    await visitor.type('trainium');
    await visitor.suggestion('NVIDIAのAIチップ覇権').waitFor();
    await visitor.press('Enter');
    await visitor.type('速');
    await visitor.press('Enter');
    await visitor.suggestion('速め').waitFor();
    await visitor.type('速め');
    await visitor.press('Enter', 'Enter');

    await visitor.speed('×20');
    const control = visitor.message('Mika が /スレッド 再生 を使用しました').or(visitor.message(/再生中|再生終了/));
    await control.first().waitFor();
    await visitor.message('再生終了').waitFor();

    const posts = await visitor.posts();
    expect(posts).toHaveLength(1 + COMMENTS);
    expect(posts[0]).toMatchObject({ author: 'クラウドに懐疑的な博士' });
    expect(posts[0]?.text).toContain('NVIDIAのAIチップ覇権に亀裂');
    expect(posts[1]).toMatchObject({ author: '元インテル半導体設計者' });
    expect(posts[1]?.text).toMatch(/^真のポイントは単なる速度じゃない。/);
    expect(posts.at(-1)?.author).toBe('シリコンバレーの歴史家');
    // Every face was loaded, from the page's own server.
    expect(
      await visitor.page.evaluate('[...document.querySelectorAll("img.face")].every((one) => one.naturalWidth > 0)'),
    ).toBe(true);
    // The list has stayed at its end.
    expect(await visitor.page.evaluate('document.querySelector(".scroller").scrollTop')).toBe(0);
    expect(await visitor.page.locator('.verdict.bad').count()).toBe(0);
  });

  it('completion follows what is typed, in both languages, and Escape backs out', async () => {
    visitor = await Visitor.open(browser, sandbox.address);
    await visitor.type('/thread sh');
    await visitor.suggestion('/thread show').waitFor();
    expect(await visitor.suggestion().count()).toBe(1);
    await visitor.press('Tab');
    await visitor.suggestion('Is Nvidia').waitFor();
    await visitor.type('zzzz');
    await visitor.page.getByText('Nothing matches what you typed').waitFor();
    for (const _ of 'zzzz') await visitor.press('Backspace');
    await visitor.type('覇権');
    await visitor.suggestion('Is Nvidia').waitFor();
    await visitor.press('Escape');
    expect(await visitor.composer.inputValue()).toBe('');
  });

  it('the arrow keys never leave what can be seen of the list of commands', async () => {
    visitor = await Visitor.open(browser, sandbox.address);
    await visitor.type('/');
    await visitor.suggestion('/settings show').waitFor();
    for (const title of await visitor.suggestion().allTextContents()) {
      const picked = visitor.page.locator('#suggestions [aria-selected="true"]', { hasText: title });
      await picked.waitFor();
      const [row, list] = await Promise.all([picked.boundingBox(), visitor.page.locator('.popup').boundingBox()]);
      if (!row || !list) throw new Error('The list is gone.');
      expect(row.y).toBeGreaterThanOrEqual(list.y);
      expect(row.y + row.height).toBeLessThanOrEqual(list.y + list.height);
      await visitor.press('ArrowDown');
    }
  });

  it('a command without its required option is not sent, and the arrow key brings back the last one that was', async () => {
    visitor = await Visitor.open(browser, sandbox.address);
    await visitor.type('/thread show');
    await visitor.press('Enter');
    await visitor.suggestion('Is Nvidia').waitFor();
    await visitor.page.getByRole('button', { name: 'Send' }).click();
    await visitor.suggestion('Is Nvidia').waitFor({ state: 'hidden' });
    await visitor.page.getByText('This option is required').waitFor({ state: 'hidden' });
    await visitor.press('Enter');
    await visitor.message('Comment 1 of 7').waitFor();
    await visitor.composer.focus();
    await visitor.press('ArrowUp');
    await visitor.page.locator('.command-name', { hasText: '/thread show' }).waitFor();
    expect(await visitor.page.getByLabel('thread', { exact: true }).inputValue()).toContain('Is Nvidia');
  });

  it('a member sees no command for managers, and is refused privately what is not theirs to control', async () => {
    visitor = await Visitor.open(browser, sandbox.address);
    await visitor.speed('×1');
    await visitor.replay('trainium', 'Slow');
    await visitor.message('Playing').waitFor();
    await visitor.be('Ben');
    await visitor.type('/settings');
    await visitor.page.getByText('You may use no command of that name here.').waitFor();
    await visitor.press('Enter', 'Escape');
    expect(await visitor.message('/settings').count()).toBe(0);

    await visitor.page.getByRole('button', { name: 'Stop' }).click();
    const refusal = visitor.message('Only whoever started this replay');
    await refusal.getByText('Only you can see this').waitFor();
    await visitor.be('Alex');
    expect(await refusal.count()).toBe(0);
    await visitor.be('Ben');
    await refusal.getByRole('button', { name: 'Dismiss message' }).click();
    await refusal.waitFor({ state: 'detached' });
    await visitor.be('Alex');
    await visitor.page.getByRole('button', { name: 'Stop' }).click();
    await visitor.message('Stopped').waitFor();
  });

  it('the second server sees nothing of the first', async () => {
    visitor = await Visitor.open(browser, sandbox.address);
    await visitor.be('Sora');
    await visitor.type('/設定 言語');
    await visitor.press('Enter');
    await visitor.suggestion('英語').first().waitFor();
    await visitor.type('英語');
    await visitor.press('Enter', 'Enter');
    await visitor.message('/設定 言語').waitFor();
    const rail = visitor.page.locator('.rail').getByRole('button');
    expect(await rail.count()).toBe(1);
    await rail.and(visitor.page.getByTitle('茶屋')).waitFor();
    expect(await visitor.page.locator('.channel').allInnerTexts()).not.toContain('general');

    await visitor.be('Alex');
    expect(await rail.count()).toBe(1);
    await rail.and(visitor.page.getByTitle('Tea House')).waitFor();
    await visitor.command('settings show');
    await visitor.message('Language of the posts').waitFor();
    expect(await visitor.message('chosen').count()).toBe(0);
    expect(await visitor.message('お湯が沸きました').count()).toBe(0);
  });
});
