/** Somebody at the page, who does with keyboard and mouse what people do, and reads what they would read. */
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { PATIENCE } from '../support/patience.ts';
import { beginCoverage, leaveCoverage } from './pageCoverage.ts';

export class PageUser {
  readonly page: Page;
  /** What the browser complained about: errors of the page, and everything its policy refused. */
  readonly complaints: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(PATIENCE);
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
  }

  /** Opens the page for the first time, as the first person there is. */
  static async open(browser: Browser, address: string, options: BrowserContextOptions = {}): Promise<PageUser> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    const user = new PageUser(await context.newPage());
    await beginCoverage(user.page);
    await user.page.goto(address);
    await user.message().first().waitFor();
    await user.page.locator('.bot-state.ready').waitFor();
    return user;
  }

  async be(name: string): Promise<void> {
    await this.page.locator('#who').click();
    await this.page.getByRole('menuitemradio', { name }).click();
    await this.page.locator('#who', { hasText: name }).waitFor();
    await this.message().first().waitFor();
  }

  async goTo(server: string): Promise<void> {
    await this.page.locator('.rail').getByRole('button', { name: server }).click();
    await this.page.getByRole('heading', { level: 1, name: server }).waitFor();
    await this.message().first().waitFor();
  }

  /** Opens a channel of the server on show. */
  async enter(channel: string): Promise<void> {
    await this.page.locator('.channels').getByRole('button', { name: channel }).click();
    await this.page.getByRole('heading', { level: 2, name: channel, exact: true }).waitFor();
    await this.message().first().waitFor();
  }

  /** Types where the cursor belongs. */
  async type(text: string): Promise<void> {
    await this.composer.focus();
    await this.page.keyboard.type(text);
  }

  /** Presses keys one after the other. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Sends a command that has nothing to fill in. */
  async command(title: string): Promise<void> {
    await this.type(`/${title}`);
    await this.suggestion(`/${title}`).first().waitFor();
    await this.press('Enter', 'Enter');
  }

  /** Starts the replay of a thread, the fastest way there is. */
  async replay(title = 'trainium', pace = 'Fast'): Promise<void> {
    await this.type('/thread replay');
    await this.press('Enter');
    await this.type(title);
    await this.suggestion('Trainium').waitFor();
    await this.press('Enter');
    await this.type('pace');
    await this.press('Enter');
    await this.type(pace);
    await this.press('Enter', 'Enter');
  }

  async speed(factor: '×1' | '×20'): Promise<void> {
    const name = new RegExp(`^${factor} `);
    await this.page.getByRole('button', { name }).click();
    await this.page.getByRole('button', { name, pressed: true }).waitFor();
  }

  async openPanel(): Promise<void> {
    await this.page.locator('.panel-button').click();
    await this.page.locator('#panel').waitFor();
  }

  /** Messages that hold a text; all without one. */
  message(text?: string | RegExp): Locator {
    return this.page.locator('article.message', text === undefined ? {} : { hasText: text });
  }

  /** What the list above the composer offers for what is typed by now. */
  suggestion(text?: string): Locator {
    return this.page.locator('#suggestions:not(.stale)').getByRole('option', text === undefined ? {} : { name: text });
  }

  get composer(): Locator {
    return this.page.locator('[data-composer]');
  }

  /** What the webhooks posted, with the name each spoke under, oldest first. */
  async posts(): Promise<{ author: string; text: string }[]> {
    const rows = this.page.locator('article.message:not(.private)', { has: this.page.locator('img.face') });
    const read = async (row: Locator) => ({
      author: (await row.locator('.author').textContent()) ?? '',
      text: (await row.locator('.markdown').allTextContents()).join('\n'),
    });
    return Promise.all((await rows.all()).map(read));
  }

  async close(): Promise<void> {
    await leaveCoverage(this.page);
    await this.page.context().close();
  }
}
