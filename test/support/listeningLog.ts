/** Finds out where a bot serves its health: only its log says so where any free port is asked for. */
import { type Logger, pino } from 'pino';

/** What is asked for: a free port of this machine. */
export const ANY_PORT = { host: '127.0.0.1', port: 0 };

/** A log to start a bot with, and where that bot then listens, such as `http://127.0.0.1:40001`. */
export function listeningLog(): { readonly log: Logger; readonly url: Promise<string> } {
  const { promise: url, resolve } = Promise.withResolvers<string>();
  const write = (line: string) => {
    const { msg, url: told } = JSON.parse(line);
    if (msg === 'health and metrics are served') resolve(told);
  };
  return { log: pino({ base: null }, { write }), url };
}
