/** Looks whether health and metrics can be served at an address, without serving them. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { StartupError } from '../startupError.ts';
import { type HttpAddress, listen } from './server.ts';

/** How long whoever listens there is given to say that it is a bot, milliseconds. */
const ANSWERS_WITHIN = 2_000;

/** `served` where a bot does so already: one that is looked after while it runs. */
export type HttpCondition = 'free' | 'served';

/** How it stands at an address. @throws StartupError when a start would fail there */
export async function inspectHttp(address: HttpAddress): Promise<HttpCondition> {
  const server = createServer();
  try {
    await listen(server, address);
  } catch (error) {
    const isInUse = error instanceof StartupError && error.problem.kind === 'http-port-in-use';
    if (isInUse && (await isServed(address))) return 'served';
    throw error;
  }
  const closed = once(server, 'close');
  server.close();
  await closed;
  return 'free';
}

async function isServed({ host, port }: HttpAddress): Promise<boolean> {
  const name = host.includes(':') ? `[${host}]` : host;
  try {
    const answer = await fetch(`http://${name}:${port}/healthz`, { signal: AbortSignal.timeout(ANSWERS_WITHIN) });
    return answer.ok && (await answer.text()) === 'ok\n';
  } catch {
    // Whatever holds the port speaks no HTTP: it is no bot.
    return false;
  }
}
