/** People look for what was said and read it: they search, replay from a hit, and translate; what is theirs alone stays so. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { launchBrowser } from './chromium.ts';
import { describeInBrowser, PATIENCE } from './inBrowser.ts';
import { type SandboxProgram, startSandbox } from './sandboxProgram.ts';
import { Visitor } from './visitor.ts';

const READERS = [
  {
    language: 'English',
    reader: { name: 'Ben', server: 'Tea House', neighbour: 'Hana' },
    words: {
      command: '/thread replay',
      from: 'from',
      translate: 'Translate',
      onlyYou: 'Only you can see this',
      dismiss: 'Dismiss message',
    },
    post: { said: 'This feels like Intel vs. SPARC', translation: 'シリコンバレーの歴史家 · Comment 7 of 7' },
  },
  {
    language: 'Japanese',
    reader: { name: 'Mika', server: '茶屋', neighbour: 'Hana' },
    words: {
      command: '/スレッド 再生',
      from: '開始位置',
      translate: '翻訳',
      onlyYou: 'あなただけに表示',
      dismiss: 'メッセージを非表示にする',
    },
    post: { said: 'これはまたインテル対SPARCの再現', translation: 'Silicon Valley Historian · コメント 7 / 7' },
  },
] as const;

describeInBrowser('readers', () => {
  let browser: Browser;
  let sandbox: SandboxProgram;
  let visitor: Visitor;

  beforeAll(async () => {
    [browser, sandbox] = await Promise.all([launchBrowser(), startSandbox()]);
  }, PATIENCE);

  beforeEach(async () => {
    visitor = await Visitor.open(browser, sandbox.address);
    await visitor.speed('×20');
  }, PATIENCE);

  afterEach(async () => {
    expect(visitor.complaints).toEqual([]);
    await visitor.close();
  });

  afterAll(async () => {
    await browser.close();
    await sandbox.stop();
  });

  /** Private messages that hold a text. */
  const privately = (text: string) => visitor.page.locator('article.message.private', { hasText: text });

  it('search in Japanese for what a persona said, read it whole, and replay from there', async () => {
    await visitor.be('Mika');
    await visitor.goTo('茶屋');
    await visitor.type('/検索');
    await visitor.suggestion('/スレッド 検索').waitFor();
    await visitor.press('Enter');
    await visitor.type('キーワード');
    await visitor.press('Enter');
    await visitor.type('レンガ');
    await visitor.press('Tab');
    await visitor.type('登場人物');
    await visitor.press('Enter');
    await visitor.type('懐疑');
    await visitor.suggestion('クラウドに懐疑的な博士 / Cloud Skeptic PhD').waitFor();
    expect(await visitor.suggestion().count()).toBe(1);
    await visitor.press('Enter', 'Enter');

    const results = visitor.message('検索結果 · 1件');
    await results.locator('strong', { hasText: /^レンガ$/ }).waitFor();
    expect(await results.textContent()).toContain('コメント 4 / 7');
    await results.getByRole('button', { name: '全文を見る' }).click();
    const whole = privately('Nvidia could sell bricks');
    await whole.getByText('あなただけに表示').waitFor();
    expect(await whole.textContent()).toContain('その通り。城壁はチップではなくエコシステムだ。');
    await visitor.be('Hana');
    await results.waitFor();
    expect(await whole.count()).toBe(0);

    await visitor.be('Mika');
    await results.getByRole('button', { name: 'ここから再生' }).click();
    await visitor.message('コメント4から').waitFor();
    await visitor.message('再生終了').waitFor();
    const posts = await visitor.posts();
    expect(posts.map(({ author }) => author)).toEqual([
      'クラウドに懐疑的な博士',
      'オープンソースAIを信じる理想主義者',
      '現実主義的なDevOpsリード',
      'シリコンバレーの歴史家',
    ]);
    expect(posts[0]?.text).toMatch(/^その通り。城壁は/);
  });

  it.each(READERS)(
    'translate a post from $language by its button and its menu, each for themselves alone',
    async ({ reader, words, post }) => {
      await visitor.be(reader.name);
      await visitor.goTo(reader.server);
      await visitor.type(words.command);
      await visitor.press('Enter');
      await visitor.suggestion('Trainium').waitFor();
      await visitor.press('Enter');
      await visitor.type(words.from);
      await visitor.press('Enter');
      await visitor.type('7');
      await visitor.press('Enter', 'Enter');

      const posted = visitor.page.locator('article.message:not(.private)', { hasText: post.said }).last();
      const translation = privately(post.translation);
      const ways = {
        button: () => posted.getByRole('button', { name: words.translate }).click(),
        async mouse() {
          await posted.getByText(post.said).click({ button: 'right' });
          await visitor.page.getByRole('menuitem', { name: words.translate }).click();
        },
        async keyboard() {
          await visitor.page.locator('.scroller').focus();
          await visitor.press('ArrowUp', 'ContextMenu');
          await visitor.page
            .getByRole('menuitem', { name: words.translate })
            .and(visitor.page.locator(':focus'))
            .waitFor();
          await visitor.press('Enter');
        },
      };
      for (const translate of [ways.button, ways.mouse, ways.keyboard]) {
        await translate();
        await translation.getByText(words.onlyYou).waitFor();
        await translation.getByRole('button', { name: words.dismiss }).click();
        await translation.waitFor({ state: 'detached' });
      }

      await ways.button();
      await translation.waitFor();
      await visitor.be(reader.neighbour);
      await posted.waitFor();
      expect(await translation.count()).toBe(0);
      await visitor.be(reader.name);
      await translation.waitFor();
    },
  );
});
