/** Reprise without a token: the real bot in a loopback Discord, used and watched on a page in the browser. */
import type { Config } from '../../config.ts';
import { startupLanguage, startupTexts } from '../../i18n/startup.ts';
import { stopSignal } from '../../runtime/signals.ts';
import { bundleClient } from '../page/client/bundle.ts';
import { openSandbox } from './openSandbox.ts';

/** Runs the sandbox until it is told to stop; the exit code. @throws StartupError when its port cannot be had */
export async function runSandbox(config: Config): Promise<number> {
  const stopped = stopSignal();
  const sandbox = await openSandbox({ ...config, logLevel: config.sandbox.logLevel }, await bundleClient());
  sandbox.bot.start();
  process.stdout.write(`${startupTexts(startupLanguage(process.env)).sandboxOpen(sandbox.address)}\n`);
  await stopped;
  await sandbox.close();
  return 0;
}
