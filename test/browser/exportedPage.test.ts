/** An exported page in a browser: both languages, both looks, for everybody, and nothing in it acts. */
import { readFileSync } from 'node:fs';
import axe, { type AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { drawFace } from '../../src/discord/stage/faceDrawing.ts';
import { exportFormats } from '../../src/export/formats.ts';
import { threadFaces } from '../../src/replay/casting.ts';
import type { Thread } from '../../src/thread/model.ts';
import { threadOf } from '../support/sources.ts';
import { launchBrowser } from './chromium.ts';
import { describeInBrowser } from './inBrowser.ts';

const shipped = threadOf(readFileSync('data/threads/2025-12-05-trainium3.txt'));

const hostile: Thread = {
  ...shipped,
  category: '</title><script>document.title="taken"</script>',
  title: { en: '"><img src=x onerror="document.title=\'taken\'">' },
  comments: [
    {
      persona: { en: '</style><svg onload=document.title="taken"> عربي' },
      text: {
        en: `<script>document.title="taken"</script>\n${'Z\u0351\u036b\u0343\u036a'.repeat(200)} javascript:alert(1)`,
      },
    },
    { persona: { en: 'Next' }, text: { en: 'Readable.' } },
  ],
};

async function draw(thread: Thread, pixels: number) {
  return new Map([...threadFaces(thread)].map(([key, face]) => [key, drawFace(face, pixels)]));
}

const htmlOf = (thread: Thread) => exportFormats.html.write(thread, { reader: 'en', draw });

async function issues(page: Page): Promise<string[]> {
  // By the tools' own way in: the page itself lets no script run.
  await page.evaluate(axe.source);
  // Passed through the browser as JSON, as axe describes it.
  const { violations } = (await page.evaluate('axe.run({ resultTypes: ["violations"] })')) as AxeResults;
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)}\n${node.failureSummary}`),
  );
}

describeInBrowser('An exported page', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser.close();
  });

  async function open(
    thread: Thread,
    options: Parameters<Browser['newPage']>[0] = {},
  ): Promise<{ page: Page; told: string[] }> {
    const page = await browser.newPage(options);
    const told: string[] = [];
    page.on('console', (message) => told.push(message.text()));
    page.on('request', (request) => {
      if (!/^(data|about):/.test(request.url())) told.push(request.url());
    });
    await page.setContent(await htmlOf(thread));
    return { page, told };
  }

  it.each([
    { look: 'light', show: 'both', width: 1_280 },
    { look: 'dark', show: 'both', width: 1_280 },
    { look: 'light', show: 'en', width: 390 },
    { look: 'dark', show: 'ja', width: 390 },
  ] as const)(
    'an exported page has nothing that axe finds fault with, $look, $show, $width pixels wide',
    async ({ look, show, width }) => {
      const { page } = await open(shipped, { colorScheme: look, viewport: { width, height: 900 } });
      await page.locator(`#show-${show}`).check({ force: true });
      expect(await issues(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      await page.close();
    },
  );

  it('an exported page shows the language that is chosen, by mouse and by keys, without a script', async () => {
    const { page, told } = await open(shipped, { javaScriptEnabled: false });
    const [english, japanese] = [
      page.getByText('The real story isn’t just raw speed'),
      page.getByText('真のポイントは単なる速度じゃない'),
    ];
    expect([await english.isVisible(), await japanese.isVisible()]).toEqual([true, true]);
    await page.getByText('English', { exact: true }).click();
    expect([await english.isVisible(), await japanese.isVisible()]).toEqual([true, false]);
    await page.keyboard.press('ArrowRight');
    expect([await english.isVisible(), await japanese.isVisible()]).toEqual([false, true]);
    expect(told).toEqual([]);
    await page.close();
  });

  it('a post without the language that is chosen is shown in the other, with a note', async () => {
    const { page } = await open(shipped, { javaScriptEnabled: false });
    const note = page.getByText('There is no English version').first();
    expect(await note.isVisible()).toBe(false);
    await page.getByText('English', { exact: true }).click();
    expect(await note.isVisible()).toBe(true);
    expect(await page.getByText('アマゾンは、すでにTrainium2が').isVisible()).toBe(true);
    await page.close();
  });

  it('on paper an exported page has no switch, and black letters on white whatever the look was', async () => {
    const { page } = await open(shipped, { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.locator('.switch').isVisible()).toBe(false);
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
    await page.close();
  });

  it('texts that would be markup are shown as written, and nothing runs, loads, or covers its neighbours', async () => {
    const { page, told } = await open(hostile);
    expect(await page.title()).toBe(hostile.title.en);
    expect(await page.locator('h1').textContent()).toBe(hostile.title.en);
    expect(await page.locator('#comment-1 .names span').first().textContent()).toBe(hostile.comments[0]?.persona.en);
    expect(await page.locator('#comment-1 .said').textContent()).toContain('<script>document.title="taken"</script>');
    expect(await page.locator('script, img, svg, iframe').count()).toBe(0);
    expect(told).toEqual([]);
    expect(await page.evaluate('getComputedStyle(document.querySelector("#comment-1")).overflow')).toBe('clip');
    await page.close();
  });
});
