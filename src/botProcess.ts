/** Runs the bot from start to end of its process. */
import { flushCompileCache } from 'node:module';
import { pino } from 'pino';
import { startBot } from './bot.ts';
import type { Config } from './config.ts';
import { startupLanguage, startupTexts } from './i18n/startup.ts';
import type { Clock } from './runtime/clock.ts';
import { startHeartbeat } from './runtime/heartbeat.ts';
import { createLog } from './runtime/log.ts';
import { stopSignal } from './runtime/signals.ts';
import { StartupError } from './runtime/startupError.ts';

/**
 * Runs until the process is told to stop (SIGTERM, SIGINT); logs to standard output.
 *
 * @throws StartupError when the bot cannot start, or can no longer go on
 */
export async function runBot(config: Config & { token: string }, clock: Clock): Promise<void> {
  const log = createLog(config.logLevel, pino.destination({ fd: 1, sync: true }));
  const signal = stopSignal();
  const starting = startBot({ config, log, clock });
  const bot = await Promise.race([starting, signal]);
  if (typeof bot === 'string') {
    log.info({ reason: bot }, 'stopped before it had started');
    return;
  }
  // What the preflight lets Node keep is written at a good end otherwise, which a process that is killed has not.
  flushCompileCache();
  const { heartbeatFile: file } = config;
  using _heartbeat = file === undefined ? undefined : startHeartbeat({ file, clock, log });
  if (process.stdout.isTTY) process.stdout.write(`${startupTexts(startupLanguage(process.env)).ready(bot.invite)}\n`);
  const reason = await Promise.race([signal, bot.failed]);
  log.info(
    { reason: reason instanceof StartupError ? 'failed' : reason },
    'stopping: finishing the posts on their way',
  );
  await bot.stop();
  if (reason instanceof StartupError) throw reason;
}
