/** The sandbox's bot: a process of its own, which can be killed for real and started again. */
import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import type { BotState } from '../page/protocol/frames.ts';
import type { AdjustableClock } from './adjustableClock.ts';

/** How long the bot may take to end in order, milliseconds; a little more than it grants its posts in flight. */
const STOP_WITHIN = 10_000;

export type BotRunnerOptions = {
  /** What the bot is told when it starts; see `config.ts`. */
  environment: () => Readonly<Record<string, string>>;
  clock: AdjustableClock;
  /** Where its log goes, one JSON object a line. */
  output: NodeJS.WritableStream;
};

export class BotRunner {
  /** Told when the state is another one. */
  readonly events = new EventEmitter<{ state: [BotState] }>();
  readonly #options: BotRunnerOptions;
  #child: ChildProcess | undefined;
  #state: BotState = 'down';

  constructor(options: BotRunnerOptions) {
    this.#options = options;
  }

  get state(): BotState {
    return this.#state;
  }

  /** Starts it unless it runs. */
  start(): void {
    if (this.#child) return;
    const { environment, output } = this.#options;
    const child = fork(new URL('botProcess.ts', import.meta.url), {
      env: { ...process.env, ...environment() },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    child.stdout?.pipe(output, { end: false });
    child.once('exit', () => {
      this.#child = undefined;
      this.#become('down');
    });
    this.#child = child;
    this.#become('starting');
    this.tellTime();
  }

  /** Called when it is connected and its commands are registered: it serves. */
  serves(): void {
    if (this.#child) this.#become('ready');
  }

  /** Sets the bot's clock by the sandbox's. */
  tellTime(): void {
    // A bot that is just ending does not hear it, and needs not.
    if (this.#child?.connected) this.#child.send(this.#options.clock.setting, () => undefined);
  }

  /** Ends it at once, as a crash would, if it runs. */
  async kill(): Promise<void> {
    if (!this.#child) return;
    const exit = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await exit;
  }

  /** Ends it in order, if it runs. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    const exit = once(child, 'exit');
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN);
    child.kill('SIGTERM');
    await exit;
    clearTimeout(late);
  }

  #become(state: BotState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.events.emit('state', state);
  }
}
