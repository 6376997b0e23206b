/** People look for what was said and read it: they search, replay from a hit, and translate; what is theirs alone stays so. */
import { expect, it } from 'vitest';
import { describeInBrowser } from './inBrowser.ts';
import type { PageUser } from './pageUser.ts';
import { openPageForEach } from './sandboxPage.ts';

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
    post: { said: 'これはまたインテル対SPARCの再現', translation: 'Silicon Valley Historian · コメント7（全7件）' },
  },
] as const;

describeInBrowser('readers', () => {
  let user: PageUser;

  openPageForEach(async (opened) => {
    user = opened;
    await user.speed('×20');
  });

  /** Private messages that hold a text. */
  const privately = (text: string) => user.page.locator('article.message.private', { hasText: text });

  it('readers search in Japanese for what a persona said, read it whole, and replay from there', async () => {
    await user.be('Mika');
    await user.goTo('茶屋');
    await user.type('/検索');
    await user.suggestion('/スレッド 検索').waitFor();
    await user.press('Enter');
    await user.type('キーワード');
    await user.press('Enter');
    await user.type('レンガ');
    await user.press('Tab');
    await user.type('登場人物');
    await user.press('Enter');
    await user.type('懐疑');
    await user.suggestion('クラウドに懐疑的な博士 / Cloud Skeptic PhD').waitFor();
    expect(await user.suggestion().count()).toBe(1);
    await user.press('Enter', 'Enter');

    const results = user.message('検索結果 · 1件');
    await results.locator('strong', { hasText: /^レンガ$/ }).waitFor();
    expect(await results.textContent()).toContain('コメント4（全7件）');
    await results.getByRole('button', { name: '全文を表示' }).click();
    const whole = privately('Nvidia could sell bricks');
    await whole.getByText('あなただけに表示').waitFor();
    expect(await whole.textContent()).toContain('その通り。城壁はチップではなくエコシステムだ。');
    await user.be('Hana');
    await results.waitFor();
    expect(await whole.count()).toBe(0);

    await user.be('Mika');
    await results.getByRole('button', { name: 'ここから再生' }).click();
    await user.message('コメント4から').waitFor();
    await user.message('再生が終わりました').waitFor();
    const posts = await user.posts();
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
      await user.be(reader.name);
      await user.goTo(reader.server);
      await user.type(words.command);
      await user.press('Enter');
      await user.type('trainium');
      await user.suggestion('Trainium').waitFor();
      await user.press('Enter');
      await user.type(words.from);
      await user.press('Enter');
      await user.type('7');
      await user.press('Enter', 'Enter');

      const posted = user.page.locator('article.message:not(.private)', { hasText: post.said }).last();
      const translation = privately(post.translation);
      const ways = {
        button: () => posted.getByRole('button', { name: words.translate }).click(),
        async mouse() {
          await posted.getByText(post.said).click({ button: 'right' });
          await user.page.getByRole('menuitem', { name: words.translate }).click();
        },
        async keyboard() {
          await user.page.locator('.scroller').focus();
          await user.press('ArrowUp', 'ContextMenu');
          await user.page.getByRole('menuitem', { name: words.translate }).and(user.page.locator(':focus')).waitFor();
          await user.press('Enter');
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
      await user.be(reader.neighbour);
      await posted.waitFor();
      expect(await translation.count()).toBe(0);
      await user.be(reader.name);
      await translation.waitFor();
    },
  );
});
