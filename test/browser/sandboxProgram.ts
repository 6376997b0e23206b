/** The sandbox as `npm start` runs it: a process of its own, on a port of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { uncounted } from '../support/uncounted.ts';

export type SandboxProgram = {
  /** Where its page is. */
  readonly address: string;
  stop(): Promise<void>;
};

/** Starts it and resolves when its page can be opened. @param port a free one by default */
export async function startSandbox(port = '0'): Promise<SandboxProgram> {
  const child = spawn(process.execPath, ['src/main.ts'], {
    env: { ...process.env, DISCORD_TOKEN: '', SANDBOX_PORT: port, LOG_LEVEL: 'fatal', ...uncounted },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = await addressOf(child);
  return {
    address,
    async stop() {
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      await exit;
    },
  };
}

/** What it says stays read to the end: a program whose output nobody takes any more would fail. */
function addressOf(child: ChildProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let said = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    const address = /http:\/\/[\d.]+:\d+/.exec(said)?.[0];
    if (address) resolve(address);
  });
  child.stdout?.on('close', () => reject(new Error(`The sandbox ended with ${child.exitCode} and said: ${said}`)));
  return promise;
}
