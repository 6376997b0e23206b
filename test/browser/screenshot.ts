/** Takes the READMEs' pictures, a complete replay in each language: `npm run screenshot`. The same code gives the same pictures. */
import { writeFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './chromium.ts';
import { PageUser } from './pageUser.ts';
import { startSandbox } from './sandboxProgram.ts';

/** Who replays where in which picture, and how they write it. `time` is what every message is dated in it. */
const PICTURES = [
  {
    file: '.github/replay.en.webp',
    ...{ person: 'Ben', server: 'Tea House', time: '6:00 PM' },
    ...{ command: '/thread replay one-hour meeting', pace: ['pace', 'Fast'], end: 'The end' },
  },
  {
    file: '.github/replay.ja.webp',
    ...{ person: 'Mika', server: '茶屋', time: '18:00' },
    ...{ command: '/スレッド 再生 1時間の打ち合わせ', pace: ['速さ', '速め'], end: '再生が終わりました' },
  },
] as const;

/** High enough for a whole replay, in CSS pixels. */
const VIEWPORT = { width: 1_000, height: 2_600 };

/** CSS pixels around what is pictured. */
const MARGIN = 12;

/** How finely it is drawn, and how well it is kept, of 100. */
const SCALE = 1.5;
const QUALITY = 80;

type Picture = (typeof PICTURES)[number];

const [browser, sandbox] = await Promise.all([launchBrowser(), startSandbox()]);
try {
  for (const picture of PICTURES) {
    await writeFile(picture.file, await take(picture, browser, sandbox.address));
    process.stdout.write(`${picture.file} shows the page of today.\n`);
  }
} finally {
  await browser.close();
  await sandbox.stop();
}

async function take(picture: Picture, opened: Browser, address: string): Promise<Buffer> {
  const user = await PageUser.open(opened, address, { viewport: VIEWPORT, colorScheme: 'dark' });
  await user.be(picture.person);
  await user.goTo(picture.server);
  await user.speed('×20');
  await user.type(picture.command);
  await user.press('Enter');
  await user.suggestion().first().waitFor();
  await user.press('Enter');
  for (const text of picture.pace) {
    await user.type(text);
    await user.press('Enter');
  }
  await user.press('Enter');
  await user.message(picture.end).waitFor();
  await user.page.waitForFunction('[...document.querySelectorAll("img.face")].every((one) => one.naturalWidth > 0)');
  await user.page.locator('.head time').evaluateAll((times, time) => {
    for (const one of times) one.textContent = time;
  }, picture.time);
  // Where one day becomes the next stands only in pictures that were taken around midnight.
  await user.page.locator('.day').evaluateAll((days) => {
    for (const one of days) one.remove();
  });
  const clip = { ...(await placeOfReplay(user, picture)), scale: SCALE };
  const session = await user.page.context().newCDPSession(user.page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY, clip });
  await user.close();
  return Buffer.from(data, 'base64');
}

/** From the control message to the last post. */
async function placeOfReplay(user: PageUser, { end }: Picture) {
  const boxes = [user.message(end), user.message().last()].map((message) => message.boundingBox());
  const [first, last] = await Promise.all(boxes);
  if (!first || !last) throw new Error('The replay is not to be seen.');
  const y = first.y - MARGIN;
  return { x: first.x, y, width: first.width, height: last.y + last.height + MARGIN - y };
}
