/** Keeps every replay's control message up to date, in as few requests as readers need. */
import { type APIMessage, type REST, Routes } from 'discord.js';
import type { Logger } from 'pino';
import type { Clock } from '../replay/clock.ts';
import type { Replay } from '../replay/replay.ts';
import { Control, type ReplayEvent } from '../replay/state.ts';
import { restFailure } from './restFailure.ts';
import { controlView } from './views/control.ts';
import { bodyOf } from './views/parts.ts';

/** Progress alone is shown at most this often, milliseconds. */
const PROGRESS_EVERY = 5_000;

/** How long each further attempt to show something that matters waits while Discord does not answer, milliseconds. */
const RETRY_WAITS = [5_000, 30_000, 120_000, 600_000] as const;

const controls: ReadonlySet<string> = new Set(Control.options);

type ControlBoardOptions = {
  rest: REST;
  clock: Clock;
  log: Logger;
  /** Notes where a control message is that had to be made anew. */
  madeAnew(replay: Replay, messageId: string): Promise<void>;
};

/** What the board knows of one replay: what to show next, and when it last showed anything. */
type Line = { latest: Replay; shownAt: number; showing: boolean; stale: boolean };

export class ControlBoard {
  readonly #options: ControlBoardOptions;
  readonly #lines = new Map<string, Line>();

  constructor(options: ControlBoardOptions) {
    this.#options = options;
  }

  /** Notes a step of a replay. What a person asked for is shown by the answer to them, see {@link show}. */
  observe(replay: Replay, event: ReplayEvent): void {
    const line = this.#lineOf(replay);
    line.latest = replay;
    if (controls.has(event.kind)) {
      if (replay.state.kind === 'ended') this.#lines.delete(replay.plan.id);
      return;
    }
    const resting = replay.state.kind === 'paused' || replay.state.kind === 'ended';
    const due = this.#options.clock.now() - line.shownAt >= PROGRESS_EVERY;
    if (resting || (event.kind === 'posted' && due)) this.show(replay);
  }

  /** Shows a replay as it stands. */
  show(replay: Replay): void {
    const line = this.#lineOf(replay);
    line.latest = replay;
    line.stale = true;
    if (!line.showing) void this.#bringUpToDate(line);
  }

  #lineOf(replay: Replay): Line {
    const known = this.#lines.get(replay.plan.id);
    if (known) return known;
    const line: Line = { latest: replay, shownAt: this.#options.clock.now(), showing: false, stale: false };
    this.#lines.set(replay.plan.id, line);
    return line;
  }

  async #bringUpToDate(line: Line): Promise<void> {
    line.showing = true;
    while (line.stale) {
      line.stale = false;
      await this.#showSurely(line);
      line.shownAt = this.#options.clock.now();
    }
    line.showing = false;
    if (line.latest.state.kind === 'ended') this.#lines.delete(line.latest.plan.id);
  }

  async #showSurely(line: Line): Promise<void> {
    const { clock, log } = this.#options;
    for (const wait of [...RETRY_WAITS, undefined]) {
      try {
        await this.#write(line);
        return;
      } catch (error) {
        const failure = restFailure(error);
        const { id, serverId, controlChannelId } = line.latest.plan;
        const facts = { replay: id, server: serverId, channel: controlChannelId, failure };
        if (failure.kind === 'refused' || wait === undefined) {
          log.warn(facts, 'could not update the control message');
          return;
        }
        await clock.wait(failure.kind === 'rate-limited' ? failure.for : wait);
      }
    }
  }

  async #write(line: Line): Promise<void> {
    const { rest, clock, madeAnew } = this.#options;
    const { plan, controlMessageId } = line.latest;
    const body = bodyOf(controlView(line.latest, clock.now()));
    if (controlMessageId) {
      await rest.patch(Routes.channelMessage(plan.controlChannelId, controlMessageId), { body });
      return;
    }
    const message = (await rest.post(Routes.channelMessages(plan.controlChannelId), { body })) as APIMessage;
    line.latest = { ...line.latest, controlMessageId: message.id };
    await madeAnew(line.latest, message.id);
  }
}
