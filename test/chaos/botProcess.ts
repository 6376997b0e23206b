/** The bot as its own process, started again whenever it ends, as a host's supervisor would. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import type { AdjustableClock } from '../../src/sandbox/program/adjustableClock.ts';
import { uncounted } from '../support/uncounted.ts';

/** How long the bot may take to end in order, milliseconds: three times what it grants itself, for a busy machine. */
const STOPS_WITHIN = 30_000;

export class SupervisedBot {
  readonly #environment: Record<string, string>;
  readonly #clock: AdjustableClock;
  readonly #output: number;
  #child: ChildProcess | undefined;
  kills = 0;
  stops = 0;
  /** How often it ended by itself, and what was wrong with how it ended when it was told to. */
  ends = 0;
  readonly problems: string[] = [];

  constructor(environment: Record<string, string>, clock: AdjustableClock, logFile: string) {
    this.#environment = environment;
    this.#clock = clock;
    this.#output = openSync(logFile, 'a');
  }

  start(): void {
    const child = fork('src/sandbox/program/botProcess.ts', {
      env: { ...process.env, ...uncounted, ...this.#environment },
      stdio: ['ignore', this.#output, this.#output, 'ipc'],
    });
    this.#child = child;
    child.send(this.#clock.setting);
    child.once('exit', (code, signal) => {
      if (this.#child !== child) return;
      this.ends += 1;
      if (code !== 1) this.problems.push(`the bot ended by itself with ${code ?? signal}`);
      this.start();
    });
  }

  /** Shows the bot a time that has jumped. */
  tellTime(): void {
    if (this.#child?.connected) this.#child.send(this.#clock.setting);
  }

  /** Ends it as a crash would; it stays ended. */
  async kill(): Promise<void> {
    const child = this.#release();
    if (!child) return;
    this.kills += 1;
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  }

  /** Ends it in order; it stays ended. */
  async stop(): Promise<void> {
    const child = this.#release();
    if (!child) return;
    this.stops += 1;
    const exit = once(child, 'exit');
    const late = setTimeout(() => {
      this.problems.push(`the bot did not end within ${STOPS_WITHIN} ms`);
      child.kill('SIGKILL');
    }, STOPS_WITHIN);
    child.kill('SIGTERM');
    const [code, signal] = await exit;
    clearTimeout(late);
    // One that was still loading its code knew nothing of signals yet.
    if (code !== 0 && signal !== 'SIGTERM') this.problems.push(`told to end, the bot ended with ${code ?? signal}`);
  }

  #release(): ChildProcess | undefined {
    const child = this.#child;
    this.#child = undefined;
    return child?.exitCode === null && child.signalCode === null ? child : undefined;
  }
}
