/** Things go wrong while a replay runs, at the press of a button, and whoever watches sees it heal. */
import { expect, it } from 'vitest';
import { speakers } from '../support/shippedThread.ts';
import { describeInBrowser } from './inBrowser.ts';
import type { PageUser } from './pageUser.ts';
import { openPageForEach } from './sandboxPage.ts';

describeInBrowser('a replay heals', () => {
  let user: PageUser;

  openPageForEach(async (opened) => {
    user = opened;
    await user.openPanel();
    // Slow enough that what goes wrong does so in the middle of the replay.
    await user.speed('×1');
  });

  const authors = async () => (await user.posts()).map(({ author }) => author);
  const button = (name: string) => user.page.getByRole('button', { name, exact: true });
  const entries = (text: string) => user.page.locator('.entry', { hasText: text });

  it('a replay heals when the answer to a post is lost', async () => {
    await button('Clear').click();
    await button('Lose the next answer').click();
    await user.replay();
    await user.speed('×20');
    await user.message('The end').waitFor();
    expect(await authors()).toEqual(speakers);
    await button('Problems').click();
    await entries('/webhooks/:id/:token').getByText('no answer').waitFor();
    expect(await user.page.locator('.entry').count()).toBe(1);
  });

  it('a replay heals when its webhook is deleted', async () => {
    await user.enter('announcements');
    await user.replay();
    await user.message('Cloud Skeptic PhD').waitFor();
    await button('Delete the webhooks').click();
    await user.speed('×20');
    await user.message('The end').waitFor();
    expect(await authors()).toEqual(speakers);
  });

  it('a replay heals when the bot is killed and started again', async () => {
    await user.enter('Green or black?');
    await user.replay();
    await user.message('Cloud Skeptic PhD').waitFor();
    await button('Kill the bot').click();
    await user.page.locator('.notice', { hasText: 'Bot is down' }).waitFor();
    await user.page.locator('.notice').getByRole('button', { name: 'Start the bot' }).click();
    await user.page.locator('.notice').waitFor({ state: 'detached' });
    await user.speed('×20');
    await user.message('The end').waitFor();
    expect(await authors()).toEqual(speakers);
  });

  it('a replay heals when a permission is taken and given back, and says so in between', async () => {
    await user.enter('How hot is too hot?');
    await user.replay();
    await user.message('Cloud Skeptic PhD').waitFor();
    await button('Revoke Manage Webhooks').click();
    await button('Delete the webhooks').click();
    await user.speed('×20');
    await user.message('Paused: the bot lacks Manage Webhooks').waitFor();
    await button('Grant Manage Webhooks').click();
    await button('Resume').click();
    await user.message('The end').waitFor();
    expect(await authors()).toEqual(speakers);
  });
});
