/** Runs the program itself, as its own process, against a loopback Discord. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { DatabaseUrl } from '../../src/runtime/databaseUrl.ts';
import type { LoopbackDiscord } from '../../src/sandbox/loopback/loopback.ts';
import { uncounted } from './uncounted.ts';

/** A running program. */
export type Program = {
  readonly process: ChildProcess;
  /** Everything it has written: its log, one JSON object a line, and what it says when it cannot start. */
  readonly log: string[];
  /** Ends it in order; its exit code. */
  stop(): Promise<number | null>;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
};

/** What Node is told to run, and in which folder. */
export type Start = { readonly args: readonly string[]; readonly cwd: string };

const FROM_SOURCES: Start = { args: ['src/main.ts'], cwd: process.cwd() };

/** Starts the program and resolves when it has registered its commands. */
export async function startProgram(
  discord: LoopbackDiscord,
  databaseUrl: DatabaseUrl,
  more: Record<string, string> = {},
  { args, cwd }: Start = FROM_SOURCES,
): Promise<Program> {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, ...uncounted, ...environment(discord, databaseUrl), ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log: string[] = [];
  for (const output of [child.stdout, child.stderr]) {
    output.setEncoding('utf8').on('data', (text: string) => log.push(...text.split('\n').filter(Boolean)));
  }
  discord.world.commands = [];
  await Promise.race([
    discord.ready(),
    once(child, 'close').then(([code]) =>
      Promise.reject(new Error(`The program ended with ${code}:\n${log.join('\n')}`)),
    ),
  ]);
  return {
    process: child,
    log,
    async stop() {
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      const [code] = await exit;
      return code;
    },
    async kill() {
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      await exit;
    },
  };
}

function environment(discord: LoopbackDiscord, databaseUrl: DatabaseUrl) {
  return {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    DISCORD_CDN_URL: discord.cdnUrl,
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: 'debug',
  };
}
