/** Puts the sandbox together: the loopback Discord, its people, the page, and the bot as a process. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GatewayDispatchEvents } from 'discord.js';
import { pino } from 'pino';
import { build as pretty } from 'pino-pretty';
import type { Config } from '../../config.ts';
import { createLog } from '../../runtime/log.ts';
import { StartupError } from '../../runtime/startupError.ts';
import { LoopbackDiscord } from '../loopback/loopback.ts';
import { PageHost } from '../page/pageHost.ts';
import type { Bundle } from '../page/routes.ts';
import type { Sandbox } from '../page/sandbox.ts';
import { AdjustableClock } from './adjustableClock.ts';
import { BotRunner } from './botRunner.ts';
import { housePolicies } from './housePolicies.ts';
import { setScene } from './scene.ts';

/** A sandbox whose page is served. */
export type OpenSandbox = Sandbox & {
  /** Where its page is. */
  readonly address: string;
  /** Ends the bot in order, then everything else, and removes what was stored. */
  close(): Promise<void>;
};

/** Opens it; the bot is still to be started. @throws StartupError when its port cannot be had */
export async function openSandbox(
  { sandbox: { host, port }, threadsDir, logLevel }: Pick<Config, 'sandbox' | 'threadsDir' | 'logLevel'>,
  client: Bundle,
): Promise<OpenSandbox> {
  const clock = new AdjustableClock();
  const discord = new LoopbackDiscord({
    host,
    botName: 'Reprise',
    policies: housePolicies,
    worldNow: () => clock.now(),
  });
  const folder = await mkdtemp(join(tmpdir(), 'reprise-sandbox-'));
  const environment = () => ({
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    DISCORD_CDN_URL: discord.cdnUrl,
    DATABASE_URL: `sqlite:${join(folder, 'reprise.sqlite')}`,
    THREADS_DIR: threadsDir,
    LOG_LEVEL: logLevel,
    // What an `.env` says is for a bot on Discord: here is nobody who has the other part.
    SHARDS: 'auto',
  });
  const output = pretty({ destination: pino.destination(2) });
  const bot = new BotRunner({ environment, clock, output });
  const sandbox = { discord, bot, clock, servers: setScene(discord), log: createLog(logLevel, output) };
  const page = new PageHost({ sandbox, client, host });
  discord.put(page);
  discord.events.on('commands', () => bot.serves());
  discord.events.on('gateway', (from, { t }) => {
    // A bot that starts again may find its commands as they should be.
    if (from === 'discord' && t === GatewayDispatchEvents.Ready && discord.world.commands.length > 0) bot.serves();
  });

  const close = async () => {
    await bot.stop();
    page.close();
    await discord.close();
    await rm(folder, { recursive: true });
  };
  try {
    await discord.listen(port);
  } catch (error) {
    await close();
    throw cannotListen(error, host, port);
  }
  return { ...sandbox, address: `http://${discord.authority}`, close };
}

function cannotListen(error: unknown, host: string, port: number): StartupError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return new StartupError({ kind: 'port-in-use', port });
  const reason = error instanceof Error ? error.message : String(error);
  return new StartupError({ kind: 'sandbox-unopenable', host, port, reason }, { cause: error });
}
