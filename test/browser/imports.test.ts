/** People bring threads of their own to the sandbox's page: a good file and a bad one, chosen and dropped. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { teaThread } from '../support/imports.ts';
import { describeInBrowser } from './inBrowser.ts';
import type { PageUser } from './pageUser.ts';
import { openPageForEach } from './sandboxPage.ts';

const BAD = teaThread({ title: 'Bad tea' }).replace('もちろん緑茶。', '緑茶\u0007。');

describeInBrowser('on the page, a thread of one’s own', () => {
  let user: PageUser;
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'reprise-'));
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  openPageForEach(async (opened) => {
    user = opened;
  });

  const fileOf = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };

  /** Begins the command; what takes the file is then to be filled in. */
  async function beginImport(): Promise<void> {
    await user.type('/library import');
    await user.suggestion('/library import').first().waitFor();
    await user.press('Enter');
    await user.page.locator('.file-field').waitFor();
  }

  async function choose(path: string): Promise<void> {
    await beginImport();
    await user.page.locator('.file-field input').setInputFiles(path);
  }

  /** Drops a file on the composer, as from a desktop. */
  async function drop(name: string, text: string): Promise<void> {
    await beginImport();
    const dropped = await user.page.evaluateHandle(`(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)}, { type: 'text/plain' }));
      return transfer;
    })()`);
    const area = user.page.locator('.composer-area');
    await area.dispatchEvent('dragover', { dataTransfer: dropped });
    await area.dispatchEvent('drop', { dataTransfer: dropped });
  }

  async function send(name: string): Promise<void> {
    await user.page.locator('.file-field', { hasText: name }).waitFor();
    await user.page.getByRole('button', { name: 'Send' }).click();
  }

  it('a good file that was chosen is imported, and its button replays it', async () => {
    await choose(fileOf('tea.txt', teaThread({ title: 'Chosen tea' })));
    await send('tea.txt');
    const answer = user.message('Imported: “Chosen tea”');
    await answer.getByText('Only you can see this').waitFor();
    await user.speed('×20');
    await answer.getByRole('button', { name: 'Replay' }).click();
    await user.message('Black, with a cloud of milk.').waitFor();
    await user.message('The end').waitFor();
    expect((await user.posts()).at(-1)).toMatchObject({ author: 'Lin', text: 'Coffee.' });
  });

  it('a good file that was dropped is imported, and a newer version of it is asked about', async () => {
    await drop('dropped.txt', teaThread({ title: 'Dropped tea' }));
    await send('dropped.txt');
    await user.message('Imported: “Dropped tea”').waitFor();
    await drop('newer.txt', teaThread({ title: 'Dropped tea', last: 'Cocoa.' }));
    await send('newer.txt');
    const asked = user.message('1 comment changed');
    await asked.getByRole('button', { name: 'Replace' }).click();
    await user.message('Replaced: “Dropped tea”').waitFor();
  });

  it('a bad file, chosen or dropped, is answered with the place of its error, and nothing is stored', async () => {
    await choose(fileOf('bad.txt', BAD));
    await send('bad.txt');
    const answer = user.message('bad.txt cannot be imported');
    await answer.getByText('16:3 A control character (U+0007) is not allowed. Delete it.').waitFor();
    expect(await answer.locator('pre').textContent()).toContain('緑茶\ufffd。\n    ^');
    await drop('worse.txt', BAD);
    await send('worse.txt');
    await user.message('worse.txt cannot be imported').waitFor();
    await user.command('thread list');
    await user.message('Threads ·').waitFor();
    expect(await user.message('Threads ·').textContent()).not.toContain('Bad tea');
  });

  it('a file of another type is not sent', async () => {
    await choose(fileOf('tea.md', teaThread()));
    await user.page.locator('.file-field', { hasText: 'tea.md' }).waitFor();
    await user.page.getByRole('button', { name: 'Send' }).click();
    await user.page.getByText('tea.md is none of these kinds of files').first().waitFor();
    expect(await user.message('tea.md').count()).toBe(0);
  });
});
