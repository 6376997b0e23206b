/** Takes the README's picture of a running replay: `npm run screenshot`. */
import { launchBrowser } from './chromium.ts';
import { PageUser } from './pageUser.ts';
import { startSandbox } from './sandboxProgram.ts';

const FILE = '.github/screenshot.png';

/** How far the replay is in the picture: as much as fits on it. */
const POSTS = 3;

const [browser, sandbox] = await Promise.all([launchBrowser(), startSandbox()]);
try {
  const viewport = { width: 1_120, height: 900 };
  const user = await PageUser.open(browser, sandbox.address, {
    viewport,
    deviceScaleFactor: 1.5,
    colorScheme: 'dark',
  });
  await user.type('/thread replay');
  await user.press('Enter');
  await user.type('trainium');
  await user.suggestion('Trainium').waitFor();
  await user.press('Enter');
  for (const [option, value] of Object.entries({ pace: 'Slow', from: '1' })) {
    await user.type(option);
    await user.press('Enter');
    await user.type(value);
    await user.press('Enter');
  }
  const posts = user.page.locator('img.face');
  for (let shown = 1; shown < POSTS; shown += 1) {
    await posts.nth(shown - 1).waitFor();
    await user.page.getByRole('button', { name: 'Skip' }).click();
  }
  await posts.nth(POSTS - 1).waitFor();
  // The control message counts them a moment later, and the last face has to be there.
  await user.message(new RegExp(`Comment [${POSTS}-9] of`)).waitFor();
  await user.page.waitForFunction('[...document.querySelectorAll("img.face")].every((one) => one.naturalWidth > 0)');
  await user.page.mouse.move(0, 0);
  await user.composer.focus();
  await user.page.screenshot({ path: FILE, animations: 'disabled' });
  process.stdout.write(`${FILE} shows the page of today.\n`);
} finally {
  await browser.close();
  await sandbox.stop();
}
