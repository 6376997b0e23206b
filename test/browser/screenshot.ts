/** Takes the README's picture of a running replay: `npm run screenshot`. */
import { launchBrowser } from './chromium.ts';
import { startSandbox } from './sandboxProgram.ts';
import { Visitor } from './visitor.ts';

const FILE = '.github/screenshot.png';

/** How far the replay is in the picture: as much as fits on it. */
const POSTS = 3;

const [browser, sandbox] = await Promise.all([launchBrowser(), startSandbox()]);
try {
  const viewport = { width: 1_120, height: 900 };
  const visitor = await Visitor.open(browser, sandbox.address, {
    viewport,
    deviceScaleFactor: 1.5,
    colorScheme: 'dark',
  });
  await visitor.type('/thread replay');
  await visitor.press('Enter');
  await visitor.suggestion('Trainium').waitFor();
  await visitor.press('Enter');
  for (const [option, value] of Object.entries({ pace: 'Slow', from: '1' })) {
    await visitor.type(option);
    await visitor.press('Enter');
    await visitor.type(value);
    await visitor.press('Enter');
  }
  const posts = visitor.page.locator('img.face');
  for (let shown = 1; shown < POSTS; shown += 1) {
    await posts.nth(shown - 1).waitFor();
    await visitor.page.getByRole('button', { name: 'Skip' }).click();
  }
  await posts.nth(POSTS - 1).waitFor();
  // The control message counts them a moment later, and the last face has to be there.
  await visitor.message(new RegExp(`[${POSTS}-9]/\\d`)).waitFor();
  await visitor.page.waitForFunction('[...document.querySelectorAll("img.face")].every((one) => one.naturalWidth > 0)');
  await visitor.page.mouse.move(0, 0);
  await visitor.composer.focus();
  await visitor.page.screenshot({ path: FILE, animations: 'disabled' });
  process.stdout.write(`${FILE} shows the page of today.\n`);
} finally {
  await browser.close();
  await sandbox.stop();
}
