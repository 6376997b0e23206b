/** People use the bot on the sandbox's page: the whole product, from the first key to the last post. */
import { expect, it } from 'vitest';
import { describeInBrowser } from './inBrowser.ts';
import type { PageUser } from './pageUser.ts';
import { openPageForEach } from './sandboxPage.ts';

const COMMENTS = 7;

describeInBrowser('on the page', () => {
  let user: PageUser;

  openPageForEach(async (opened) => {
    user = opened;
  });

  it('a Japanese member replays a thread with the keyboard alone, and reads it to the last post', async () => {
    await user.be('Mika');
    await user.goTo('茶屋');
    await user.type('/');
    await user.suggestion('/スレッド 再生').waitFor();
    expect(await user.suggestion('/スレッド 再生').textContent()).toContain('スレッドをこのチャンネルで再生します');
    await user.type('再生');
    await user.press('Enter');
    await user.type('トレーニウム');
    await user.page.getByText('一致する候補がありません').waitFor();
    for (const _ of 'トレーニウム') await user.press('Backspace');
    await user.type('trainium');
    await user.suggestion('NVIDIAのAIチップ覇権').waitFor();
    await user.press('Enter');
    await user.type('速');
    await user.press('Enter');
    await user.suggestion('速め').waitFor();
    await user.type('速め');
    await user.press('Enter', 'Enter');

    await user.speed('×20');
    const control = user.message('Mika が /スレッド 再生 を使用しました').or(user.message(/再生中|再生が終わりました/));
    await control.first().waitFor();
    await user.message('再生が終わりました').waitFor();

    const posts = await user.posts();
    expect(posts).toHaveLength(1 + COMMENTS);
    expect(posts[0]).toMatchObject({ author: 'クラウドに懐疑的な博士' });
    expect(posts[0]?.text).toContain('NVIDIAのAIチップ覇権に亀裂');
    expect(posts[1]).toMatchObject({ author: '元インテル半導体設計者' });
    expect(posts[1]?.text).toMatch(/^真のポイントは単なる速度じゃない。/);
    expect(posts.at(-1)?.author).toBe('シリコンバレーの歴史家');
    // Every face was loaded, from the page's own server.
    expect(
      await user.page.evaluate('[...document.querySelectorAll("img.face")].every((one) => one.naturalWidth > 0)'),
    ).toBe(true);
    // The list has stayed at its end.
    expect(await user.page.evaluate('document.querySelector(".scroller").scrollTop')).toBe(0);
    expect(await user.page.locator('.verdict.bad').count()).toBe(0);
  });

  it('completion follows what is typed, in both languages, and Escape backs out', async () => {
    await user.type('/thread sh');
    await user.suggestion('/thread show').waitFor();
    expect(await user.suggestion().count()).toBe(1);
    await user.press('Tab');
    await user.suggestion('Is Nvidia').waitFor();
    await user.type('zzzz');
    await user.page.getByText('Nothing matches what you typed').waitFor();
    for (const _ of 'zzzz') await user.press('Backspace');
    await user.type('覇権');
    await user.suggestion('Is Nvidia').waitFor();
    await user.press('Escape');
    expect(await user.composer.inputValue()).toBe('');
    await user.press('ArrowUp');
    await user.page.locator('.command-name', { hasText: '/thread show' }).waitFor();
    expect(await user.composer.inputValue()).toBe('覇権');
  });

  it('the arrow keys never leave what can be seen of the list of commands', async () => {
    await user.type('/');
    await user.suggestion('/settings show').waitFor();
    for (const title of await user.suggestion().allTextContents()) {
      const picked = user.page.locator('#suggestions [aria-selected="true"]', { hasText: title });
      await picked.waitFor();
      const [row, list] = await Promise.all([picked.boundingBox(), user.page.locator('.popup').boundingBox()]);
      if (!row || !list) throw new Error('The list is gone.');
      expect(row.y).toBeGreaterThanOrEqual(list.y);
      expect(row.y + row.height).toBeLessThanOrEqual(list.y + list.height);
      await user.press('ArrowDown');
    }
  });

  it('a command without its required option is not sent, and the arrow key brings back the last one that was', async () => {
    await user.type('/thread show');
    await user.press('Enter');
    await user.type('trainium');
    await user.suggestion('Is Nvidia').waitFor();
    await user.page.getByRole('button', { name: 'Send' }).click();
    await user.suggestion('Is Nvidia').waitFor({ state: 'hidden' });
    await user.page.getByText('This option is required').waitFor({ state: 'hidden' });
    await user.press('Enter');
    await user.message('Comment 1 of 7').waitFor();
    await user.composer.focus();
    await user.press('ArrowUp');
    await user.page.locator('.command-name', { hasText: '/thread show' }).waitFor();
    expect(await user.page.getByLabel('thread', { exact: true }).inputValue()).toContain('Is Nvidia');
  });

  it('a member sees no command for managers, and is refused privately what is not theirs to control', async () => {
    await user.speed('×1');
    await user.replay('trainium', 'Slow');
    await user.message('Playing').waitFor();
    await user.be('Ben');
    await user.type('/settings');
    await user.page.getByText('You may use no command of that name here.').waitFor();
    await user.press('Enter', 'Escape');
    expect(await user.message('/settings').count()).toBe(0);

    await user.page.getByRole('button', { name: 'Stop' }).click();
    const refusal = user.message('Only whoever started this replay');
    await refusal.getByText('Only you can see this').waitFor();
    await user.be('Alex');
    expect(await refusal.count()).toBe(0);
    await user.be('Ben');
    await refusal.getByRole('button', { name: 'Dismiss message' }).click();
    await refusal.waitFor({ state: 'detached' });
    await user.be('Alex');
    await user.page.getByRole('button', { name: 'Stop' }).click();
    await user.message('Stopped').waitFor();
  });

  it('the second server sees nothing of the first', async () => {
    await user.be('Sora');
    await user.type('/設定 言語');
    await user.press('Enter');
    await user.suggestion('英語').first().waitFor();
    await user.type('英語');
    await user.press('Enter', 'Enter');
    await user.message('/設定 言語').waitFor();
    const rail = user.page.locator('.rail').getByRole('button');
    expect(await rail.count()).toBe(1);
    await rail.and(user.page.getByTitle('茶屋')).waitFor();
    expect(await user.page.locator('.channel').allInnerTexts()).not.toContain('general');

    await user.be('Alex');
    expect(await rail.count()).toBe(1);
    await rail.and(user.page.getByTitle('Tea House')).waitFor();
    await user.command('settings show');
    await user.message('Language of the posts').waitFor();
    expect(await user.message('chosen').count()).toBe(0);
    expect(await user.message('お湯が沸きました').count()).toBe(0);
  });
});
