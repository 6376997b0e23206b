/** A file by which a host sees that the process still gets to do its work: its time changes every few seconds. */
import { writeFileSync } from 'node:fs';
import type { Logger } from 'pino';
import type { Clock } from './clock.ts';

/** How long a heartbeat may be old before something is wrong is for the host to say: a minute, in our Dockerfile. */
const INTERVAL = 15_000;

export type HeartbeatOptions = { readonly file: string; readonly clock: Clock; readonly log: Logger };

/** Writes the file now and every 15 seconds, until it is disposed of. One that cannot be written is a line in the log. */
export function startHeartbeat({ file, clock, log }: HeartbeatOptions): Disposable {
  const ended = new AbortController();
  void beat();
  return { [Symbol.dispose]: () => ended.abort() };

  async function beat(): Promise<void> {
    while (!ended.signal.aborted) {
      try {
        writeFileSync(file, `${new Date(clock.now()).toISOString()}\n`);
      } catch (error) {
        log.warn({ err: error, file }, 'the heartbeat cannot be written, so health checks fail: set HEARTBEAT_FILE');
      }
      await clock.wait(INTERVAL, ended.signal);
    }
  }
}
