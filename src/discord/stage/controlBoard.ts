/** Keeps every replay's control message up to date, in as few requests as readers need. */
import { RESTJSONErrorCodes, SnowflakeUtil } from 'discord.js';
import type { Logger } from 'pino';
import type { ReplayStore } from '../../replay/ports.ts';
import type { Replay, ReplayPlan } from '../../replay/replay.ts';
import type { Replays } from '../../replay/replays.ts';
import { Control, type ReplayEvent, type Wish } from '../../replay/state.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { DiscordApi, Message } from '../rest/discordApi.ts';
import { type RestFailure, restFailure } from '../rest/failure.ts';
import { controlReplay, controlView, replayAgain } from '../views/control.ts';
import { bodyOf } from '../views/parts.ts';

/** Progress alone is shown at most this often, milliseconds. */
const PROGRESS_EVERY = 5_000;

/**
 * How long a control message is edited for progress alone, milliseconds after it was sent. Discord allows few edits of a
 * message that is older than an hour (error 30046); what is left of them is for the changes that people wait for.
 */
const PROGRESS_FOR = 55 * 60_000;

/** How long each further attempt to show something that matters waits while Discord does not answer, milliseconds. */
const RETRY_WAITS = [5_000, 30_000, 120_000, 600_000] as const;

/** The events that people ask for. */
const wishes: ReadonlySet<string> = new Set<Wish['kind']>([...Control.options, 'change-pace', 'pass-over']);

/** Messages that are looked through for a control message which was sent, but not noted. */
const LOOKED_THROUGH = 50;

type ControlBoardOptions = {
  /** Never repeats a request by itself. */
  api: Pick<DiscordApi, 'editMessage' | 'sendMessage' | 'messagesAfter'>;
  replays: Pick<Replays, 'onStep' | 'showOn' | 'checkReach'>;
  replayStore: Pick<ReplayStore, 'find' | 'setEndShown'>;
  clock: Clock;
  log: Logger;
};

/** What the board knows of one replay. */
type Entry = {
  latest: Replay;
  /** When it was last shown, milliseconds since the Unix epoch. */
  shownAt: number;
  /** Whether there is something to show: at once, or progress alone, which may wait a little. */
  unshown: 'now' | 'soon' | undefined;
  /** Whether it is being brought up to date. */
  busy: boolean;
  /** The control message that somebody deleted: progress is not shown on it, only what matters is shown anew. */
  deleted: string | undefined;
  /** Ends the wait of what may wait. */
  wake: AbortController;
};

/** The control messages of all replays. */
export class ControlBoard {
  readonly #options: ControlBoardOptions;
  readonly #entries = new Map<string, Entry>();

  /** Follows all replays from now on. */
  constructor(options: ControlBoardOptions) {
    this.#options = options;
    options.replays.onStep((replay, event) => this.#follow(replay, event));
  }

  /** Shows a replay as it stands, at once. */
  show(replay: Replay): void {
    const entry = this.#entryOf(replay);
    entry.latest = replay;
    entry.unshown = 'now';
    entry.wake.abort();
    this.#begin(entry);
  }

  /** Shows what has become of a replay since, if anything has: by whichever process. */
  async showLaterThan(replay: Replay): Promise<void> {
    const later = await this.#storedAfter(replay);
    if (later) this.show(later);
  }

  /** Notes a step of a replay. What a person asked for is shown by the answer to them. */
  #follow(replay: Replay, event: ReplayEvent): void {
    const { kind } = replay.state;
    const entry = this.#entryOf(replay);
    entry.latest = replay;
    if (kind === 'ended') this.show(replay);
    else if (wishes.has(event.kind)) return;
    else if (kind === 'paused') this.show(replay);
    else if (event.kind === 'posted' || kind === 'resting') this.#showProgress(entry);
  }

  #showProgress(entry: Entry): void {
    const { latest } = entry;
    if (latest.controlMessageId === null) this.show(latest);
    else if (!isOld(latest) && latest.controlMessageId !== entry.deleted) {
      entry.unshown ??= 'soon';
      this.#begin(entry);
    }
  }

  #entryOf(replay: Replay): Entry {
    const known = this.#entries.get(replay.plan.id);
    if (known) return known;
    const shownAt = this.#options.clock.now();
    const entry: Entry = {
      ...{ latest: replay, shownAt, unshown: undefined, busy: false, deleted: undefined },
      wake: new AbortController(),
    };
    this.#entries.set(replay.plan.id, entry);
    return entry;
  }

  #begin(entry: Entry): void {
    if (!entry.busy) void this.#bringUpToDate(entry);
  }

  async #bringUpToDate(entry: Entry): Promise<void> {
    entry.busy = true;
    while (entry.unshown) {
      if (entry.unshown === 'soon') await this.#waitForTurn(entry);
      entry.unshown = undefined;
      await this.#showOrGiveUp(entry).catch((error: unknown) => {
        this.#options.log.error({ ...factsOf(entry), err: error }, 'could not note what became of the control message');
      });
      entry.shownAt = this.#options.clock.now();
      await this.#catchUp(entry);
    }
    entry.busy = false;
    if (entry.latest.state.kind === 'ended') this.#entries.delete(entry.latest.plan.id);
  }

  /** Another process may have shown something later, which this one has just hidden. */
  async #catchUp(entry: Entry): Promise<void> {
    try {
      const later = await this.#storedAfter(entry.latest);
      if (!later) return;
      entry.latest = later;
      entry.unshown = 'now';
    } catch (error) {
      this.#options.log.error({ ...factsOf(entry), err: error }, 'could not look whether another process went on');
    }
  }

  async #storedAfter({ plan, revision }: Replay): Promise<Replay | undefined> {
    const stored = await this.#options.replayStore.find(plan.serverId, plan.id);
    return stored && stored.revision > revision ? stored : undefined;
  }

  /** Progress that comes too soon after the last is shown with what comes until its turn; never later, whatever the clock does. */
  async #waitForTurn(entry: Entry): Promise<void> {
    const { clock } = this.#options;
    const left = Math.min(PROGRESS_EVERY, entry.shownAt + PROGRESS_EVERY - clock.now());
    if (left <= 0) return;
    entry.wake = new AbortController();
    await clock.wait(left, entry.wake.signal);
  }

  /** Shows a replay, or gives up: at once when Discord refuses, in the end when it does not answer. */
  async #showOrGiveUp(entry: Entry): Promise<void> {
    const { log } = this.#options;
    for (let tries = 0; ; ) {
      // By the time it is shown, something later may be the latest: only what was shown is to be noted.
      const shown = entry.latest;
      const failure = await this.#attempt(entry);
      if (failure === undefined) return this.#noteEnd(shown);
      const wait = RETRY_WAITS[tries];
      if (failure.kind === 'rate-limited' && !failure.refused) {
        await this.#waitFor(failure.for, entry);
      } else if (isUnknownMessage(failure) && mustBeSeen(entry)) {
        entry.latest = { ...entry.latest, controlMessageId: null };
      } else if (failure.kind === 'refused' || wait === undefined) {
        if (isUnknownMessage(failure)) entry.deleted = shown.controlMessageId ?? undefined;
        log.warn({ ...factsOf(entry), failure }, 'could not update the control message');
        return failure.kind === 'refused' ? this.#acceptRefusal(shown) : undefined;
      } else {
        tries += 1;
        await this.#waitFor(Math.max(wait, askedWait(failure)), entry);
      }
    }
  }

  /** What is shown after a wait is what holds then, also if another process stored it. */
  async #waitFor(ms: number, entry: Entry): Promise<void> {
    await this.#options.clock.wait(ms);
    entry.latest = (await this.#storedAfter(entry.latest)) ?? entry.latest;
  }

  async #attempt(entry: Entry): Promise<RestFailure | undefined> {
    try {
      await this.#write(entry);
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

  async #write(entry: Entry): Promise<void> {
    const { api, clock, replays } = this.#options;
    const { plan, controlMessageId } = entry.latest;
    const body = bodyOf(controlView(entry.latest, clock.now()));
    const known = controlMessageId ?? (await this.#sentEarlier(plan));
    if (known) await api.editMessage(plan.controlChannelId, known, body);
    const messageId = known ?? (await api.sendMessage(plan.controlChannelId, body)).id;
    if (messageId === controlMessageId) return;
    entry.latest = { ...entry.latest, controlMessageId: messageId };
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

/** Whether somebody deleted the message. */
function isUnknownMessage(failure: RestFailure): boolean {
  return failure.kind === 'refused' && failure.code === RESTJSONErrorCodes.UnknownMessage;
}

/** Milliseconds that whoever answered asks to wait. */
function askedWait(failure: RestFailure): number {
  if (failure.kind === 'rate-limited') return failure.for;
  return failure.kind === 'unanswered' ? (failure.retryAfter ?? 0) : 0;
}

/** By Discord's own clock, which made both ids (`reference#snowflakes`), whether edits of the control message are scarce. */
function isOld({ controlMessageId, lastMessageId }: Replay): boolean {
  if (controlMessageId === null || lastMessageId === null) return false;
  return SnowflakeUtil.timestampFrom(lastMessageId) - SnowflakeUtil.timestampFrom(controlMessageId) >= PROGRESS_FOR;
}

/** Whether people must find the buttons even if somebody deleted the message that had them. */
function mustBeSeen({ latest }: Entry): boolean {
  return latest.state.kind === 'paused' && latest.controlMessageId !== null;
}

function factsOf({ latest: { plan } }: Entry) {
  return { replay: plan.id, server: plan.serverId, channel: plan.controlChannelId };
}
