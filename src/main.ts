/** The program: reads its environment, and runs the bot, or the sandbox without a token. */
import { readConfig } from './config.ts';
import { endOnUnhandledErrors, endWith } from './ending.ts';
import { readEnvironment } from './runtime/environment.ts';
import { StartupError } from './runtime/startupError.ts';
import { systemClock } from './runtime/systemClock.ts';

/** Runs until it is told to stop. What is run is loaded when the environment has been found good. */
async function main(): Promise<void> {
  const config = readConfig(readEnvironment(process.env, process.cwd()));
  if (config.token === undefined) return runSandbox();
  const { runBot } = await import('./botProcess.ts');
  await runBot({ ...config, token: config.token }, systemClock());
}

/** The sandbox ends the process by itself. */
async function runSandbox(): Promise<void> {
  try {
    await import('./sandbox/program/main.ts');
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
    throw missing ? new StartupError({ kind: 'no-sandbox' }, { cause: error }) : error;
  }
}

endOnUnhandledErrors();
try {
  await main();
  // What still waits for Discord, or for its time, must not keep the process from ending.
  process.exit(0);
} catch (error) {
  endWith(error);
}
