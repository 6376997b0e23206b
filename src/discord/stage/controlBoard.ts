/** Keeps every replay's control message up to date, in as few requests as readers need. */
import { type APIMessage, type REST, Routes } from 'discord.js';
import type { Logger } from 'pino';
import type { Replay, ReplayPlan } from '../../replay/replay.ts';
import { Control, type ReplayEvent } from '../../replay/state.ts';
import type { Clock } from '../../runtime/clock.ts';
import { type RestFailure, restFailure } from '../rest/failure.ts';
import { controlReplay, controlView, replayAgain } from '../views/control.ts';
import { bodyOf } from '../views/parts.ts';

/** Progress alone is shown at most this often, milliseconds. */
const PROGRESS_EVERY = 5_000;

/** How long each further attempt to show something that matters waits while Discord does not answer, milliseconds. */
const RETRY_WAITS = [5_000, 30_000, 120_000, 600_000] as const;

const controls: ReadonlySet<string> = new Set(Control.options);

/** Codes of `discord-api-docs topics/opcodes-and-status-codes#json`. */
const UNKNOWN_MESSAGE = 10008;

/** Messages that are looked through for a control message which was sent, but not noted. */
const LOOKED_THROUGH = 50;

type ControlBoardOptions = {
  /** Never repeats a request by itself. */
  rest: REST;
  clock: Clock;
  log: Logger;
  /** The replay as it is stored: another process may have taken it further. */
  stored(replay: Replay): Promise<Replay | undefined>;
  /** Notes where a control message is that had to be found or made anew. */
  located(replay: Replay, messageId: string): Promise<void>;
  /** Notes that a replay's end is shown, or cannot be. */
  endShown(replay: Replay): Promise<void>;
  /** Called when Discord refuses to show a replay: its channel or server may be gone. */
  refused(replay: Replay): Promise<void>;
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
    const { kind } = replay.state;
    const resting = kind === 'paused' || kind === 'ended';
    const due = this.#options.clock.now() - line.shownAt >= PROGRESS_EVERY || replay.controlMessageId === null;
    if (kind === 'ended') this.show(replay);
    else if (!controls.has(event.kind) && (resting || (event.kind === 'posted' && due))) this.show(replay);
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
      await this.#showSurely(line).catch((error: unknown) => {
        this.#options.log.error({ ...factsOf(line), err: error }, 'could not note what became of the control message');
      });
      line.shownAt = this.#options.clock.now();
    }
    line.showing = false;
    if (line.latest.state.kind === 'ended') this.#lines.delete(line.latest.plan.id);
  }

  /** Shows a replay, or gives up: at once when Discord refuses, in the end when it does not answer. */
  async #showSurely(line: Line): Promise<void> {
    const { log } = this.#options;
    for (let tries = 0; ; ) {
      // By the time it is shown, something later may be the latest: only what was shown is to be noted.
      const shown = line.latest;
      const failure = await this.#attempt(line);
      if (failure === undefined) return this.#noteEnd(shown);
      const wait = RETRY_WAITS[tries];
      if (failure.kind === 'rate-limited' && !failure.refused) {
        await this.#waitFor(failure.for, line);
      } else if (failure.kind === 'refused' && failure.code === UNKNOWN_MESSAGE && mustBeSeen(line)) {
        line.latest = { ...line.latest, controlMessageId: null };
      } else if (failure.kind === 'refused' || wait === undefined) {
        log.warn({ ...factsOf(line), failure }, 'could not update the control message');
        return failure.kind === 'refused' ? this.#acceptRefusal(shown) : undefined;
      } else {
        tries += 1;
        await this.#waitFor(failure.kind === 'rate-limited' ? Math.max(wait, failure.for) : wait, line);
      }
    }
  }

  /** What is shown after a wait is what holds then, also if another process stored it. */
  async #waitFor(ms: number, line: Line): Promise<void> {
    await this.#options.clock.wait(ms);
    const stored = await this.#options.stored(line.latest);
    if (stored && stored.revision > line.latest.revision) line.latest = stored;
  }

  async #attempt(line: Line): Promise<RestFailure | undefined> {
    try {
      await this.#write(line);
      return undefined;
    } catch (error) {
      return restFailure(error);
    }
  }

  async #noteEnd(shown: Replay): Promise<void> {
    if (shown.state.kind === 'ended') await this.#options.endShown(shown);
  }

  async #acceptRefusal(shown: Replay): Promise<void> {
    if (shown.state.kind !== 'ended') await this.#options.refused(shown);
    await this.#noteEnd(shown);
  }

  async #write(line: Line): Promise<void> {
    const { rest, clock, located } = this.#options;
    const { plan, controlMessageId } = line.latest;
    const body = bodyOf(controlView(line.latest, clock.now()));
    const known = controlMessageId ?? (await this.#sentEarlier(plan));
    if (known) await rest.patch(Routes.channelMessage(plan.controlChannelId, known), { body });
    const messageId =
      known ?? ((await rest.post(Routes.channelMessages(plan.controlChannelId), { body })) as APIMessage).id;
    if (messageId === controlMessageId) return;
    line.latest = { ...line.latest, controlMessageId: messageId };
    await located(line.latest, messageId);
  }

  /** A control message may be there though we do not know it: its answer was lost, or the process ended just then. */
  async #sentEarlier({ id, controlChannelId }: ReplayPlan): Promise<string | undefined> {
    const query = new URLSearchParams({ after: id, limit: String(LOOKED_THROUGH) });
    const messages = (await this.#options.rest.get(Routes.channelMessages(controlChannelId), {
      query,
    })) as APIMessage[];
    // Posts have buttons too, but not these.
    const marks = [
      replayAgain.id({ replayId: id }),
      ...Control.options.map((control) => controlReplay.id({ control, replayId: id })),
    ];
    const ours = ({ author, components }: APIMessage) =>
      author.bot && marks.some((mark) => JSON.stringify(components ?? []).includes(`"${mark}"`));
    return messages.find(ours)?.id;
  }
}

/** Whether people must find the buttons even if somebody deleted the message that had them. */
function mustBeSeen({ latest }: Line): boolean {
  return latest.state.kind === 'paused' && latest.controlMessageId !== null;
}

function factsOf({ latest: { plan } }: Line) {
  return { replay: plan.id, server: plan.serverId, channel: plan.controlChannelId };
}
