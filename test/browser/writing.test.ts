/** People write on the page: nothing they wrote gets lost, and what cannot be sent says why. */
import { expect, it } from 'vitest';
import { LONGEST_MESSAGE } from '../../src/sandbox/page/protocol/frames.ts';
import { describeInBrowser } from './inBrowser.ts';
import type { PageUser } from './pageUser.ts';
import { openPageForEach } from './sandboxPage.ts';

describeInBrowser('on the page', () => {
  let user: PageUser;

  openPageForEach(async (opened) => {
    user = opened;
  });

  it('text behind a command goes into its first option, and is sent from there', async () => {
    await user.type('/search rice ball');
    await user.suggestion('/thread search').waitFor();
    await user.press('Enter');
    await user.page.locator('.command-name', { hasText: '/thread search' }).waitFor();
    expect(await user.composer.inputValue()).toBe('rice ball');
    await user.press('Enter');
    await user.message('Search results').waitFor();
  });

  it('text behind the options of a command goes into one of them before the command is sent', async () => {
    await user.type('／thread search');
    await user.suggestion('/thread search').waitFor();
    await user.press('Enter');
    await user.type('rice ball');
    await user.page.getByText('Press Enter to put this into').waitFor();
    await user.press('Enter', 'Enter');
    await user.message('Search results').waitFor();
  });

  it('text behind a command that takes none stays where it is, with a word why', async () => {
    await user.type('/thread pause now');
    await user.page.getByText('/thread pause takes no text').waitFor();
    await user.press('Enter');
    expect(await user.composer.inputValue()).toBe('/thread pause now');
    await user.page.reload();
    await user.message().first().waitFor();
    expect(await user.composer.inputValue()).toBe('/thread pause now');
  });

  it('a text that is too long for a message stays where it is, with a word why, until it fits', async () => {
    await user.composer.focus();
    await user.page.keyboard.insertText('x'.repeat(LONGEST_MESSAGE + 1));
    await user.page.getByText('Delete 1 to send it').waitFor();
    await user.press('Enter');
    expect(await user.composer.inputValue()).toHaveLength(LONGEST_MESSAGE + 1);
    await user.press('Backspace', 'Enter');
    await user.message('xxxxx').waitFor();
    expect(await user.composer.inputValue()).toBe('');
  });
});
