/** Keeps every replay's control message up to date, in as few requests as readers need. */
import { RESTJSONErrorCodes } from 'discord.js';
import type { Logger } from 'pino';
import type { ReplayStore } from '../../replay/ports.ts';
import type { Replay, ReplayPlan } from '../../replay/replay.ts';
import type { Replays } from '../../replay/replays.ts';
import { Control, type ReplayEvent } from '../../replay/state.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { DiscordApi, Message } from '../rest/discordApi.ts';
import { type RestFailure, restFailure } from '../rest/failure.ts';
import { controlReplay, controlView, replayAgain } from '../views/control.ts';
import { bodyOf } from '../views/parts.ts';

/** Progress alone is shown at most this often, milliseconds. */
const PROGRESS_EVERY = 5_000;

/** How long each further attempt to show something that matters waits while Discord does not answer, milliseconds. */
const RETRY_WAITS = [5_000, 30_000, 120_000, 600_000] as const;

const controls: ReadonlySet<string> = new Set(Control.options);

/** Messages that are looked through for a control message which was sent, but not noted. */
const LOOKED_THROUGH = 50;

type ControlBoardOptions = {
  /** Never repeats a request by itself. */
  api: Pick<DiscordApi, 'editMessage' | 'sendMessage' | 'messagesAfter'>;
  replays: Pick<Replays, 'showOn' | 'checkReach'>;
  replayStore: Pick<ReplayStore, 'find' | 'setEndShown'>;
  clock: Clock;
  log: Logger;
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
      } else if (failure.kind === 'refused' && failure.code === RESTJSONErrorCodes.UnknownMessage && mustBeSeen(line)) {
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
    const { serverId, id } = line.latest.plan;
    const stored = await this.#options.replayStore.find(serverId, id);
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
    if (shown.state.kind === 'ended') await this.#options.replayStore.setEndShown(shown.plan.id);
  }

  async #acceptRefusal(shown: Replay): Promise<void> {
    if (shown.state.kind !== 'ended') await this.#options.replays.checkReach(shown.plan.id);
    await this.#noteEnd(shown);
  }

  async #write(line: Line): Promise<void> {
    const { api, clock, replays } = this.#options;
    const { plan, controlMessageId } = line.latest;
    const body = bodyOf(controlView(line.latest, clock.now()));
    const known = controlMessageId ?? (await this.#sentEarlier(plan));
    if (known) await api.editMessage(plan.controlChannelId, known, body);
    const messageId = known ?? (await api.sendMessage(plan.controlChannelId, body)).id;
    if (messageId === controlMessageId) return;
    line.latest = { ...line.latest, controlMessageId: messageId };
    await replays.showOn(plan.id, messageId);
  }

  /** A control message may be there though we do not know it: its answer was lost, or the process ended just then. */
  async #sentEarlier({ id, anchor, controlChannelId }: ReplayPlan): Promise<string | undefined> {
    const messages = await this.#options.api.messagesAfter(controlChannelId, anchor, LOOKED_THROUGH);
    // Posts have buttons too, but not these.
    const marks = [
      replayAgain.id({ replayId: id }),
      ...Control.options.map((control) => controlReplay.id({ control, replayId: id })),
    ];
    const ours = ({ author, components }: Message) =>
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
