/**
 * Reprise without a token: the real bot in a loopback Discord, used and watched on a page in the browser. A program of
 * its own, from the environment to the exit code: whoever starts it may be packed, and would know its errors only as
 * strangers.
 */
import { readConfig } from '../../config.ts';
import { endOnUnhandledErrors, endWith } from '../../ending.ts';
import { startupLanguage, startupTexts } from '../../i18n/startup.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { stopSignal } from '../../runtime/signals.ts';
import { bundleClient } from '../page/client/bundle.ts';
import { openSandbox } from './openSandbox.ts';

/** Runs the sandbox until it is told to stop. @throws StartupError when its port cannot be had */
async function runSandbox(): Promise<void> {
  const config = readConfig(readEnvironment(process.env, process.cwd()));
  const stopped = stopSignal();
  const sandbox = await openSandbox({ ...config, logLevel: config.sandbox.logLevel }, await bundleClient());
  sandbox.bot.start();
  process.stdout.write(`${startupTexts(startupLanguage(process.env)).sandboxOpen(sandbox.address)}\n`);
  await stopped;
  await sandbox.close();
}

endOnUnhandledErrors();
try {
  await runSandbox();
  process.exit(0);
} catch (error) {
  endWith(error);
}
