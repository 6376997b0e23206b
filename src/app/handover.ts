/** Takes over what another process of the bot began and goes on with no more, as after a restart in which both ran. */
import type { Logger } from 'pino';
import type { Replays } from '../replay/replays.ts';
import type { Undos } from '../replay/undos.ts';
import type { Clock } from '../runtime/clock.ts';

/** How often it is looked for, milliseconds. */
const LOOK_EVERY = 30_000;

type HandoverOptions = {
  readonly replays: Pick<Replays, 'takeUpStranded'>;
  readonly undos: Pick<Undos, 'takeUpStranded'>;
  /** What shows people how their replays stand. */
  readonly board: { showLeftUnshown(): Promise<void> };
  readonly clock: Clock;
  readonly log: Logger;
};

/** What other processes leave behind. */
export class Handover {
  readonly #options: HandoverOptions;
  readonly #halted = new AbortController();
  #looking: Promise<void> = Promise.resolve();

  constructor(options: HandoverOptions) {
    this.#options = options;
  }

  /** Looks again and again. */
  start(): void {
    this.#looking = this.#lookOnAndOn();
  }

  /** Takes over nothing more; resolves when the last look is over. */
  async halt(): Promise<void> {
    this.#halted.abort();
    await this.#looking;
  }

  async #lookOnAndOn(): Promise<void> {
    const { replays, undos, board, clock } = this.#options;
    const { signal } = this.#halted;
    for (await clock.wait(LOOK_EVERY, signal); !signal.aborted; await clock.wait(LOOK_EVERY, signal)) {
      await this.#orLog(replays.takeUpStranded(LOOK_EVERY));
      await this.#orLog(undos.takeUpStranded());
      await this.#orLog(board.showLeftUnshown());
    }
  }

  async #orLog(look: Promise<void>): Promise<void> {
    try {
      await look;
    } catch (error) {
      this.#options.log.error({ err: error }, 'could not look for what other processes left behind');
    }
  }
}
