/** Keeps every replay's control message up to date, in as few requests as readers need. */
import { MessageFlags, RESTJSONErrorCodes, SnowflakeUtil } from 'discord.js';
import type { Logger } from 'pino';
import { type ReplayStore, UnreadableError } from '../../replay/ports.ts';
import { controlChannelOf, type Replay, type ReplayKey, type ReplayPlan } from '../../replay/replay.ts';
import type { Replays } from '../../replay/replays.ts';
import { Control, type ReplayEvent, SETTLE, type Wish } from '../../replay/state.ts';
import type { UndoEvent, Undos } from '../../replay/undos.ts';
import type { Clock } from '../../runtime/clock.ts';
import { Turns } from '../../runtime/turns.ts';
import type { DiscordApi, Message } from '../rest/discordApi.ts';
import { type RestFailure, restFailure } from '../rest/failure.ts';
import { onceAs } from '../rest/nonce.ts';
import type { RequestBudget } from '../rest/requestBudget.ts';
import { controlReplay, controlView, replayAgain } from '../views/control.ts';
import { bodyOf } from '../views/parts.ts';
import { whyOf } from './auditSentence.ts';

/** Progress alone is shown at most this often, milliseconds: of one replay, and of all that have some to show. */
const PROGRESS_EVERY = 5_000;
const PROGRESS_OF_ALL_EVERY = 200;

/** How much longer progress waits, milliseconds, while all requests that can be made are needed for posts. */
const PROGRESS_HELD_BACK = 60_000;

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
  api: Pick<DiscordApi, 'editMessage' | 'sendMessage' | 'messagesAfter' | 'setArchived'>;
  replays: Pick<Replays, 'onStep' | 'showOn' | 'checkReach'>;
  undos: Pick<Undos, 'onStep'>;
  replayStore: Pick<ReplayStore, 'find' | 'setEndShown' | 'unshownEnds'>;
  budget: Pick<RequestBudget, 'isBusy'>;
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
  /** Whether its progress waits for its turn. */
  waits: boolean;
  /** The control message that somebody deleted: progress is not shown on it, only what matters is shown anew. */
  deleted: string | undefined;
  /** How many control messages somebody deleted that people had been notified by. */
  replaced: number;
  /** The revision that an edit shows whose answer was lost, as long as it may still be carried out. */
  lost: { readonly revision: number } | undefined;
};

type Body = ReturnType<typeof bodyOf>;

/** The control messages of all replays. */
export class ControlBoard {
  readonly #options: ControlBoardOptions;
  readonly #entries = new Map<string, Entry>();
  /** In the order in which replays that have progress to show may show it. */
  readonly #turns = new Turns();
  /** The ends that nobody here was showing at the last look: the revision of each, by the replay's id. */
  #unshown: ReadonlyMap<string, number> = new Map();
  /** The replays whose ends could not be read: each is told of once. */
  readonly #unreadable = new Set<string>();

  /** Follows all replays from now on. */
  constructor(options: ControlBoardOptions) {
    this.#options = options;
    options.replays.onStep((replay, event) => this.#follow(replay, event));
    options.undos.onStep((replay, event) => this.#followUndo(replay, event));
  }

  /** Shows a replay as it stands, at once. */
  show(replay: Replay): void {
    const entry = this.#entryOf(replay);
    entry.latest = replay;
    entry.unshown = 'now';
    if (!entry.busy) void this.#bringUpToDate(entry);
  }

  /**
   * Sends the control message of a replay that nobody's command is answered with, before its first post. However often it
   * is asked for within a few minutes, there is one.
   *
   * @returns its id; undefined when it could not be sent, or there is no place for it yet: it is then shown with the first
   *   post
   */
  async announce(replay: Replay): Promise<string | undefined> {
    const { clock, api, log } = this.#options;
    const { id, serverId } = replay.plan;
    const channelId = controlChannelOf(replay);
    if (channelId === null) return undefined;
    try {
      const body = { ...bodyOf(controlView(replay, clock.now())), ...onceAs(nonceOf(replay.plan)) };
      return (await api.sendMessage(channelId, body)).id;
    } catch (error) {
      const facts = { replay: id, server: serverId, channel: channelId, failure: restFailure(error) };
      log.warn(facts, 'could not send a control message: it comes with the first post');
      return undefined;
    }
  }

  /** Shows what has become of a replay since, if anything has: by whichever process. */
  async showLaterThan(replay: Replay): Promise<void> {
    const later = await this.#storedAfter(replay);
    if (later) this.show(later);
  }

  /**
   * Shows the ends that another process left unshown. Called now and then: what was unshown the last time, and still is,
   * unless it is being shown here.
   */
  async showLeftUnshown(): Promise<void> {
    const { replayStore } = this.#options;
    const before = this.#unshown;
    const unshown = (await replayStore.unshownEnds()).filter(({ id }) => !this.#isBeingShown(id));
    this.#unshown = new Map(unshown.map(({ id, revision }) => [id, revision]));
    for (const left of unshown) {
      if (before.get(left.id) === left.revision) await this.#showLeft(left);
    }
  }

  #isBeingShown(id: string): boolean {
    const { busy = false, lost } = this.#entries.get(id) ?? {};
    return busy || lost !== undefined;
  }

  /** One that cannot be read, such as what a newer version of the bot stored, keeps no other from being shown. */
  async #showLeft({ serverId, id }: ReplayKey): Promise<void> {
    const { replayStore, log } = this.#options;
    try {
      const replay = await replayStore.find(serverId, id);
      if (replay) this.show(replay);
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      if (this.#unreadable.has(id)) return;
      this.#unreadable.add(id);
      const facts = { replay: id, server: serverId, err: error };
      log.error(facts, 'a replay whose end is not shown cannot be read: the next start gives it up');
    }
  }

  /** Notes a step of a replay. What a person asked for is shown by the answer to them. */
  #follow(replay: Replay, event: ReplayEvent): void {
    const { kind } = replay.state;
    const entry = this.#entryOf(replay);
    entry.latest = replay;
    // The last edit of whoever played it before may still be on its way, over an end that is shown now.
    if (event.kind === 'restarted') void this.#outlast(entry, replay.revision - (kind === 'ended' ? 1 : 0));
    if (kind === 'ended') this.show(replay);
    else if (wishes.has(event.kind)) return;
    else if (kind === 'paused') this.show(replay);
    // Where it is played is what somebody in another channel waits for.
    else if ('stageChannelId' in event) this.show(replay);
    else if (event.kind === 'posted' || kind === 'resting') this.#showProgress(entry);
  }

  #followUndo(replay: Replay, { kind }: UndoEvent): void {
    const entry = this.#entryOf(replay);
    entry.latest = replay;
    if (kind === 'deleted') this.#showProgress(entry);
    else this.show(replay);
  }

  #showProgress(entry: Entry): void {
    const { latest } = entry;
    if (latest.controlMessageId === null || (latest.controlMessageId === entry.deleted && mustBeSeen(entry))) {
      this.show(latest);
    } else if (!isOld(latest, this.#options.clock.now()) && latest.controlMessageId !== entry.deleted) {
      entry.unshown ??= 'soon';
      if (!entry.busy && !entry.waits) void this.#waitForTurn(entry);
    }
  }

  #entryOf(replay: Replay): Entry {
    const known = this.#entries.get(replay.plan.id);
    if (known) return known;
    const shownAt = this.#options.clock.now();
    const entry: Entry = {
      ...{ latest: replay, shownAt, unshown: undefined, busy: false, waits: false },
      ...{ deleted: undefined, replaced: 0, lost: undefined },
    };
    this.#entries.set(replay.plan.id, entry);
    return entry;
  }

  async #bringUpToDate(entry: Entry): Promise<void> {
    entry.busy = true;
    do {
      await this.#showOrGiveUp(entry).catch((error: unknown) => {
        this.#options.log.error({ ...factsOf(entry), err: error }, 'could not note what became of the control message');
      });
      entry.shownAt = this.#options.clock.now();
      await this.#catchUp(entry);
    } while (entry.unshown === 'now');
    entry.busy = false;
    this.#forgetIfOver(entry);
    if (entry.unshown === 'soon' && !entry.waits) void this.#waitForTurn(entry);
  }

  #forgetIfOver({ latest, busy, lost }: Entry): void {
    if (latest.state.kind === 'ended' && !busy && !lost) this.#entries.delete(latest.plan.id);
  }

  /**
   * An edit whose answer was lost may be carried out after later ones. What has happened since is shown once more when that
   * can no longer be.
   *
   * @param revision that it shows
   */
  async #outlast(entry: Entry, revision: number): Promise<void> {
    const lost = { revision: Math.min(revision, entry.lost?.revision ?? revision) };
    entry.lost = lost;
    await this.#options.clock.wait(SETTLE);
    // Another was lost meanwhile: that one takes longer.
    if (entry.lost !== lost) return;
    entry.lost = undefined;
    if (entry.latest.revision > lost.revision) this.show(entry.latest);
    else this.#forgetIfOver(entry);
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

  /**
   * Progress that comes too soon after the last is shown with what comes until its turn; never later, whatever the clock
   * does. Those that have some to show take turns, longer ones while posts wait: they come first.
   */
  async #waitForTurn(entry: Entry): Promise<void> {
    const { clock, budget } = this.#options;
    entry.waits = true;
    while (entry.waits) {
      const since = entry.shownAt;
      await clock.wait(Math.min(PROGRESS_EVERY, since + PROGRESS_EVERY - clock.now()));
      for (let held = 0; budget.isBusy && held < PROGRESS_HELD_BACK; held += PROGRESS_EVERY) {
        await clock.wait(PROGRESS_EVERY);
      }
      await this.#turns.take('progress', () => this.#takeTurn(entry, since));
    }
  }

  /** Whoever has nothing to show any more, or not yet again, takes no time from those who come after. */
  async #takeTurn(entry: Entry, since: number): Promise<void> {
    const hasProgress = entry.unshown === 'soon';
    // Something that mattered more was shown meanwhile, and there is progress since.
    if (hasProgress && entry.shownAt !== since) return;
    entry.waits = false;
    if (!hasProgress || entry.busy) return;
    void this.#bringUpToDate(entry);
    await this.#options.clock.wait(PROGRESS_OF_ALL_EVERY);
  }

  /** Shows a replay, or gives up: at once when Discord refuses, in the end when it does not answer. */
  async #showOrGiveUp(entry: Entry): Promise<void> {
    const { log } = this.#options;
    for (let tries = 0; ; ) {
      // By the time it is shown, something later may be the latest: only what was shown is to be noted.
      const shown = entry.latest;
      entry.unshown = undefined;
      const failure = await this.#attempt(entry);
      if (failure === undefined) return this.#noteEnd(entry, shown);
      if (failure.kind === 'unanswered') void this.#outlast(entry, shown.revision);
      const wait = RETRY_WAITS[tries];
      if (failure.kind === 'rate-limited' && !failure.refused) {
        await this.#waitFor(failure.for, entry);
      } else if (isUnknownMessage(failure) && mustBeSeen(entry)) {
        entry.replaced += 1;
        entry.latest = { ...entry.latest, controlMessageId: null };
      } else if ((failure.kind === 'refused' && !mayOpenAgain(failure, entry)) || wait === undefined) {
        if (isUnknownMessage(failure)) entry.deleted = shown.controlMessageId ?? undefined;
        log.warn({ ...factsOf(entry), failure }, 'could not update the control message');
        return failure.kind === 'refused' ? this.#acceptRefusal(entry, shown) : undefined;
      } else {
        tries += 1;
        if (failure.kind === 'refused') await this.#bringBack(entry);
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

  /** A message of a ThreadChannel that was archived meanwhile stays as it is until that is active again. */
  async #bringBack({ latest }: Entry): Promise<void> {
    const channelId = controlChannelOf(latest);
    if (channelId === null) return;
    try {
      await this.#options.api.setArchived(channelId, false, whyOf(latest.plan));
    } catch (error) {
      // One that is locked stays closed to the bot until a person opens it.
      this.#options.log.debug({ ...factsOf({ latest }), failure: restFailure(error) }, 'could not bring a thread back');
    }
  }

  /** An end that an earlier edit may yet hide is noted when it is shown once more. */
  async #noteEnd({ lost }: Entry, shown: Replay): Promise<void> {
    if (lost && lost.revision < shown.revision) return;
    if (shown.state.kind === 'ended') await this.#options.replayStore.setEndShown(shown.plan, shown.revision);
  }

  async #acceptRefusal(entry: Entry, shown: Replay): Promise<void> {
    if (shown.state.kind !== 'ended') await this.#options.replays.checkReach(shown.plan.id);
    await this.#noteEnd(entry, shown);
  }

  async #write(entry: Entry): Promise<void> {
    const { api, clock, replays } = this.#options;
    const { plan, controlMessageId } = entry.latest;
    const channelId = controlChannelOf(entry.latest);
    // A forum holds no messages: it has its place once the replay has.
    if (channelId === null) return;
    const body = bodyOf(controlView(entry.latest, clock.now()));
    const known = controlMessageId ?? (await this.#sentEarlier(plan, channelId));
    if (known) await api.editMessage(channelId, known, body);
    const messageId = known ?? (await api.sendMessage(channelId, newBody(entry, body))).id;
    if (messageId === controlMessageId) return;
    entry.latest = { ...entry.latest, controlMessageId: messageId };
    await replays.showOn(plan.id, messageId);
  }

  /** A control message may be there though we do not know it: its answer was lost, or the process ended just then. */
  async #sentEarlier({ id, anchor }: ReplayPlan, channelId: string): Promise<string | undefined> {
    const messages = await this.#options.api.messagesAfter(channelId, anchor, LOOKED_THROUGH);
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

/** What makes one control message of a view, however often it is sent, and whenever each time is carried out. */
function newBody({ latest, replaced }: Entry, body: Body): Body {
  const silence = replaced > 0 ? MessageFlags.SuppressNotifications : 0;
  return { ...body, flags: body.flags | silence, ...onceAs(nonceOf(latest.plan, replaced)) };
}

/** @param replaced how many earlier ones somebody deleted */
function nonceOf({ id }: ReplayPlan, replaced = 0): string {
  return `control ${id}${replaced > 0 ? ` ${replaced}` : ''}`;
}

/** Whether somebody deleted the message. */
function isUnknownMessage(failure: RestFailure): boolean {
  return failure.kind === 'refused' && failure.code === RESTJSONErrorCodes.UnknownMessage;
}

/** Whether what matters could not be shown because the ThreadChannel is archived or locked, which may not last. */
function mayOpenAgain(failure: Extract<RestFailure, { kind: 'refused' }>, { latest }: Entry): boolean {
  const matters = latest.state.kind === 'paused' || latest.state.kind === 'ended';
  return matters && CLOSED.has(failure.code);
}

const CLOSED: ReadonlySet<number> = new Set([
  RESTJSONErrorCodes.InvalidActionOnArchivedThread,
  RESTJSONErrorCodes.ThreadLocked,
]);

/** Milliseconds that whoever answered asks to wait. */
function askedWait(failure: RestFailure): number {
  if (failure.kind === 'rate-limited') return failure.for;
  return failure.kind === 'unanswered' ? (failure.retryAfter ?? 0) : 0;
}

/**
 * Whether edits of the control message are scarce, by Discord's own clock, which made both ids (`reference#snowflakes`); of
 * a replay that is being undone nothing is as new as now.
 */
function isOld({ controlMessageId, lastMessageId, undo }: Replay, now: number): boolean {
  if (controlMessageId === null || lastMessageId === null) return false;
  const latest = undo ? now : SnowflakeUtil.timestampFrom(lastMessageId);
  return latest - SnowflakeUtil.timestampFrom(controlMessageId) >= PROGRESS_FOR;
}

/** Whether people must find the buttons even if somebody deleted the message that had them: it goes on by these alone. */
function mustBeSeen({ latest }: Entry): boolean {
  return STANDING.has(latest.state.kind) && latest.controlMessageId !== null;
}

const STANDING: ReadonlySet<Replay['state']['kind']> = new Set(['paused', 'resting']);

function factsOf({ latest }: Pick<Entry, 'latest'>) {
  const { id, serverId } = latest.plan;
  return { replay: id, server: serverId, channel: controlChannelOf(latest) };
}
