/** The program: reads its environment, and runs the bot, or the sandbox without a token. */
import { readConfig } from './config.ts';
import { endOnUnhandledErrors, endWith } from './ending.ts';
import { readEnvironment } from './runtime/environment.ts';
import { StartupError } from './runtime/startupError.ts';
import { systemClock } from './runtime/systemClock.ts';

/** Runs until it is told to stop; the exit code. What is run is loaded when the environment has been found good. */
async function main(): Promise<number> {
  const config = readConfig(readEnvironment(process.env, process.cwd()));
  if (config.token === undefined) {
    const { runSandbox } = await importSandbox();
    return runSandbox(config);
  }
  const { runBot } = await import('./botProcess.ts');
  await runBot({ ...config, token: config.token }, systemClock());
  return 0;
}

async function importSandbox(): Promise<typeof import('./sandbox/program/run.ts')> {
  try {
    return await import('./sandbox/program/run.ts');
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
    throw missing ? new StartupError({ kind: 'no-sandbox' }, { cause: error }) : error;
  }
}

endOnUnhandledErrors();
try {
  // What still waits for Discord, or for its time, must not keep the process from ending.
  process.exit(await main());
} catch (error) {
  endWith(error);
}
