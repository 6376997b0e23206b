/** The program: reads its environment, and runs the bot, or the sandbox without a token. */
import { config as loadEnvFile } from 'dotenv';
import { runBot } from './botProcess.ts';
import { readConfig } from './config.ts';
import { StartupError } from './runtime/startupError.ts';
import { systemClock } from './runtime/systemClock.ts';

const HOW_TO_GET_A_TOKEN = `DISCORD_TOKEN is not set, and the sandbox is not installed here (it comes with the development dependencies).
To run the bot: make an application at https://discord.com/developers/applications, copy its token (Bot → Reset Token)
into a file .env as DISCORD_TOKEN=…, and start again. To try it without a token: npm ci && npm start.`;

/** Runs until it is told to stop; the exit code. */
async function main(): Promise<number> {
  loadEnvFile({ quiet: true });
  const config = readConfig(process.env);
  if (config.token === undefined) {
    const { runSandbox } = await importSandbox();
    return runSandbox(config);
  }
  await runBot({ ...config, token: config.token }, systemClock());
  return 0;
}

async function importSandbox(): Promise<typeof import('./sandbox/program/run.ts')> {
  try {
    return await import('./sandbox/program/run.ts');
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
    throw missing ? new StartupError(HOW_TO_GET_A_TOKEN) : error;
  }
}

try {
  // What still waits for Discord, or for its time, must not keep the process from ending.
  process.exit(await main());
} catch (error) {
  if (!(error instanceof StartupError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
