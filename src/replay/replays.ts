/** The set of all replays of this process: starts them, hands them what people ask, takes them up again after a restart. */
import { storedAfterAll } from './lostAnswer.ts';
import { Player, type PlayerPorts } from './player.ts';
import { type Standing, type StoredReplays, UnreadableError } from './ports.ts';
import type { Pace, Post } from './post.ts';
import { outlined, type Replay, type ReplayKey, type ScriptedPlan } from './replay.ts';
import {
  initialState,
  isInFlight,
  isPaused,
  patienceWith,
  type ReplayEvent,
  type ReplayState,
  standsStill,
  type Wish,
} from './state.ts';
import { type StepListener, Steps } from './steps.ts';

/** Replays of one server that have not ended, at most. */
const MOST_UNFINISHED = 25;

/**
 * How an attempt to start ended. Its channel may have a replay that has not ended, its server too many of those; or it was
 * started already under this id, as when Discord brings one interaction twice, or to two processes.
 */
export type StartOutcome =
  | { kind: 'started'; replay: Replay }
  | { kind: 'started-before'; replay: Replay }
  | { kind: 'occupied'; by: Replay }
  | { kind: 'too-many'; limit: number };

/** What came of a wish: `changed` is false where it meant nothing, such as resuming what plays. */
export type ControlOutcome = { replay: Replay; changed: boolean };

const RESTARTED: ReplayEvent = { kind: 'restarted' };

/** All replays that this process plays. */
export class Replays {
  readonly #ports: PlayerPorts;
  readonly #players = new Map<string, Player>();
  readonly #halted = new AbortController();
  /** The stranded replays that could not be read: each is told of once. */
  readonly #unreadable = new Set<string>();
  /** The replays that nobody here played at the last look, by their ids, and for how long each had stood still by then. */
  #elsewhere: ReadonlyMap<string, { readonly revision: number; readonly still: number }> = new Map();

  constructor(ports: Omit<PlayerPorts, 'steps'>) {
    this.#ports = { ...ports, steps: new Steps(ports.log) };
    this.onStep(({ plan, state }) => {
      if (state.kind === 'ended') this.#players.delete(plan.id);
    });
  }

  /**
   * Calls a listener after every stored step of every replay, and once for each that is taken up after a restart.
   *
   * @returns how to stop that
   */
  onStep(listener: StepListener): () => void {
    return this.#ports.steps.on(listener);
  }

  /** How many of the replays that this process plays are in each state. */
  countByState(): Map<ReplayState['kind'], number> {
    const counts = new Map<ReplayState['kind'], number>();
    for (const { replay, superseded } of this.#players.values()) {
      const { kind } = replay.state;
      if (!superseded) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    return counts;
  }

  /** Stores a new replay. It exists from then on, but posts nothing before {@link begin}. */
  async start(plan: ScriptedPlan, pace: Pace): Promise<StartOutcome> {
    const { replayStore, clock, log } = this.#ports;
    const state = initialState(clock.now(), pace);
    const stored = await replayStore.add(plan, state, MOST_UNFINISHED).catch((error: unknown) => {
      void this.#takeUpIfStored(plan);
      throw error;
    });
    if (stored === 'too-many') {
      const isRoom = await this.#endUnreachable(plan.serverId);
      return isRoom ? this.start(plan, pace) : { kind: 'too-many', limit: MOST_UNFINISHED };
    }
    if (stored === 'taken') return (await this.#takenBy(plan)) ?? this.start(plan, pace);
    const stageChannelId = plan.discussion ? null : plan.channelId;
    const replay: Replay = {
      ...{ plan: outlined(plan), state, stageChannelId },
      ...{ revision: 0, lastMessageId: null, controlMessageId: null },
    };
    this.#adopt(replay);
    const { id, serverId, channelId, threadId, language } = plan;
    const facts = { replay: id, server: serverId, channel: channelId, thread: threadId, language, pace };
    log.info({ ...facts, posts: plan.script.length }, 'replay started');
    return { kind: 'started', replay };
  }

  /** Undefined when whatever was in the way has ended meanwhile. */
  async #takenBy({ serverId, channelId, id }: ScriptedPlan): Promise<StartOutcome | undefined> {
    const replay = await this.find(serverId, id);
    if (replay) return { kind: 'started-before', replay };
    const by = await this.inChannel(serverId, channelId);
    return by && { kind: 'occupied', by };
  }

  /**
   * Where the store's last answer was lost, nobody knows whether a replay is there: it would keep its channel to itself
   * until the next start. As soon as the store answers again, it plays if so.
   */
  async #takeUpIfStored({ serverId, id }: ReplayKey): Promise<void> {
    const doubt = 'nobody can say whether a replay was stored';
    const stored = await storedAfterAll({ serverId, id }, { ...this.#ports, signal: this.#halted.signal, doubt });
    if (!stored || stored.state.kind === 'ended' || this.#players.has(id)) return;
    this.#ports.log.info(
      { replay: id, server: serverId },
      'took up a replay that was stored, though the answer was lost',
    );
    this.#adopt(stored).play();
  }

  /** Lets a started replay play, and says where its control message is if it got one. */
  async begin(id: string, controlMessageId: string | undefined): Promise<void> {
    const player = this.#players.get(id);
    if (!player) return;
    try {
      if (controlMessageId) await player.showOn(controlMessageId);
    } finally {
      player.play();
    }
  }

  /** Notes where the control message of a replay is. */
  async showOn(id: string, controlMessageId: string): Promise<void> {
    await this.#players.get(id)?.showOn(controlMessageId);
  }

  /**
   * Hands a person's wish to a replay of this server.
   *
   * @returns undefined when the server has no such replay
   * @throws what the store throws
   */
  async control(serverId: string, id: string, wish: Wish): Promise<ControlOutcome | undefined> {
    const player = this.#players.get(id);
    if (!player) return this.#controlStored(serverId, id, wish);
    if (player.replay.plan.serverId !== serverId) return undefined;
    const before = player.replay.state;
    const changed = await player.apply(wish);
    if (!player.superseded) {
      player.play();
      return { replay: player.replay, changed };
    }
    // Another process stored a newer state: take that as the truth.
    this.#drop(player);
    return this.#controlStored(serverId, id, wish, before);
  }

  /** What another process plays may have been changed by the very same wish: Discord brought it to both. */
  async #controlStored(
    serverId: string,
    id: string,
    wish: Wish,
    before?: ReplayState,
  ): Promise<ControlOutcome | undefined> {
    const stored = await this.#ports.replayStore.find(serverId, id);
    if (!stored) return undefined;
    const changed = hasDone(before ?? stored.state, stored.state, wish);
    if (changed || stored.state.kind === 'ended') return { replay: stored, changed };
    // Another wish may have brought it here meanwhile.
    if (!this.#isPlayedHere({ id, revision: stored.revision })) await this.#takeUp(stored);
    return this.control(serverId, id, wish);
  }

  /** Ends the replays of a thread in a server, because it is there no more; those of other processes, too. */
  async endAllOf(serverId: string, threadId: string): Promise<void> {
    const unfinished = await this.#ports.replayStore.unfinishedOf(serverId, threadId);
    await Promise.all(unfinished.map((replay) => this.endRemoved(replay)));
  }

  /** Ends one replay because its thread is there no more. */
  endRemoved(replay: Replay): Promise<void> {
    return this.#end(replay, { kind: 'gone', reason: 'thread-removed' });
  }

  /**
   * Ends the replays of a server that stand still in channels which are gone: nothing tells the bot of that, and they would
   * count towards what a server may have for days, or for ever.
   *
   * @returns whether there were any
   */
  async #endUnreachable(serverId: string): Promise<boolean> {
    const { replayStore, stage } = this.#ports;
    const still = (await replayStore.unfinishedOf(serverId)).filter(
      ({ state }) => standsStill(state) || state.kind === 'resting',
    );
    const ended = await Promise.all(
      still.map(async (replay) => {
        const obstacle = await stage.obstacle(replay);
        if (obstacle?.kind !== 'gone') return false;
        await this.#end(replay, obstacle);
        return true;
      }),
    );
    return ended.includes(true);
  }

  /** Ends one replay, whichever process plays it. */
  async #end(replay: Replay, event: Extract<ReplayEvent, { kind: 'gone' }>): Promise<void> {
    const { id, serverId } = replay.plan;
    const player = this.#players.get(id);
    if (player) await player.apply(event);
    const { superseded } = player ?? (await this.#adoptBy(replay, event));
    if (!superseded) return;
    // Another process stored a newer state meanwhile: that one is ended.
    this.#players.delete(id);
    const newer = await this.#ports.replayStore.find(serverId, id);
    if (newer && newer.state.kind !== 'ended') await this.#end(newer, event);
  }

  /** Ends a replay if its channel or server is gone. */
  async checkReach(id: string): Promise<void> {
    await this.#players.get(id)?.checkReach();
  }

  /** A replay of this server as it stands now. */
  async find(serverId: string, id: string): Promise<Replay | undefined> {
    const player = this.#players.get(id);
    const held = player?.superseded ? undefined : player?.replay;
    return held?.plan.serverId === serverId ? held : this.#ports.replayStore.find(serverId, id);
  }

  /** The posts that a comment of a replay makes: one, or more where its text is long; none where it is not in its script. */
  async postsOf({ plan }: Replay, comment: number): Promise<readonly Post[]> {
    const posts: Post[] = [];
    for (const [position, of] of plan.outline.comments.entries()) {
      if (of === comment) posts.push(await this.#ports.replayStore.post(plan, position));
    }
    return posts;
  }

  /** All posts of a replay. */
  script({ plan }: Replay): Promise<readonly Post[]> {
    return this.#ports.replayStore.script(plan);
  }

  /** The replay that plays in a channel and has not ended. */
  inChannel(serverId: string, channelId: string): Promise<Replay | undefined> {
    return this.#ports.replayStore.inChannel(serverId, channelId);
  }

  /** The replays that are controlled from a channel and have not ended, the oldest first. */
  controlledFrom(serverId: string, channelId: string): Promise<Replay[]> {
    return this.#ports.replayStore.controlledFrom(serverId, channelId);
  }

  /** Takes up what an earlier run of the process left unfinished. */
  async resumeAll(): Promise<void> {
    const unfinished = this.#readable(await this.#ports.replayStore.unfinished());
    await Promise.all(unfinished.map((replay) => this.#takeUp(replay)));
    if (unfinished.length > 0) this.#ports.log.info({ replays: unfinished.length }, 'took up unfinished replays');
    // The run before may have ended between a step and its being shown.
    const unshown = this.#readable(await this.#ports.replayStore.endedUnshown());
    for (const replay of unshown) this.#ports.steps.tell(replay, RESTARTED);
  }

  /**
   * Takes up what another process of the bot began, or took from this one, and goes on with no more, as it may be after
   * a restart in which both ran. Whoever plays a replay stores a step before {@link patienceWith} it ends.
   *
   * @param passed since the look before, milliseconds that have really passed
   */
  async takeUpStranded(passed: number): Promise<void> {
    const before = this.#elsewhere;
    const elsewhere = (await this.#ports.replayStore.standings()).filter((standing) => !this.#isPlayedHere(standing));
    this.#elsewhere = new Map(
      elsewhere.map(({ id, revision }) => {
        const seen = before.get(id);
        return [id, { revision, still: seen?.revision === revision ? seen.still + passed : 0 }];
      }),
    );
    for (const standing of elsewhere) {
      const { still = 0 } = this.#elsewhere.get(standing.id) ?? {};
      if (still > 0) await this.#takeUpAfter(still, standing);
    }
  }

  /** One that cannot be taken up, such as what a newer version of the bot stored, keeps no other from that. */
  async #takeUpAfter(still: number, { serverId, id, revision }: Standing): Promise<void> {
    const { replayStore, log } = this.#ports;
    const facts = { replay: id, server: serverId };
    try {
      const replay = await replayStore.find(serverId, id);
      // Another step says that somebody has just gone on with it.
      if (replay?.revision !== revision || this.#isPlayedHere({ id, revision })) return;
      if (still < patienceWith(replay.state)) return;
      log.info(facts, 'nobody goes on with a replay: taking it up');
      await this.#takeUp(replay);
    } catch (error) {
      if (!(error instanceof UnreadableError)) {
        log.error({ ...facts, err: error }, 'could not take up a replay that nobody goes on with: trying again later');
      } else if (!this.#unreadable.has(id)) {
        this.#unreadable.add(id);
        const whatToDo = 'a newer version of the bot may go on with it; the next start of this one gives it up';
        log.error({ ...facts, err: error }, `a replay that nobody goes on with cannot be read: ${whatToDo}`);
      }
    }
  }

  /** What has been stored without its player here is played elsewhere. */
  #isPlayedHere({ id, revision }: Pick<Standing, 'id' | 'revision'>): boolean {
    const player = this.#players.get(id);
    return player !== undefined && !player.superseded && player.replay.revision >= revision;
  }

  #readable({ replays, unreadable }: StoredReplays): readonly Replay[] {
    for (const { id, serverId, cause } of unreadable) {
      const facts = { replay: id, server: serverId, err: cause };
      this.#ports.log.error(facts, 'a stored replay cannot be read: it was given up, and its channel is free again');
    }
    return replays;
  }

  /** Begins no new post; resolves when every post in flight has been answered and stored. */
  async halt(): Promise<void> {
    this.#halted.abort();
    await Promise.all([...this.#players.values()].map((player) => player.halt()));
  }

  /** A stored replay may have been interrupted between a request and its answer: `restarted` makes it look first. */
  async #takeUp(replay: Replay): Promise<void> {
    const player = await this.#adoptBy(replay, RESTARTED);
    if (player.replay.revision === replay.revision) this.#ports.steps.tell(player.replay, RESTARTED);
    player.play();
  }

  /** Where the event cannot be stored, nothing is played here: it must not look so to whoever takes up what is stranded. */
  async #adoptBy(replay: Replay, event: ReplayEvent): Promise<Player> {
    const player = this.#adopt(replay);
    try {
      await player.apply(event);
      return player;
    } catch (error) {
      this.#drop(player);
      throw error;
    }
  }

  #drop(player: Player): void {
    const { id } = player.replay.plan;
    if (this.#players.get(id) === player) this.#players.delete(id);
  }

  #adopt(replay: Replay): Player {
    const player = new Player(replay, this.#ports);
    if (this.#halted.signal.aborted) void player.halt();
    if (replay.state.kind !== 'ended') this.#players.set(replay.plan.id, player);
    return player;
  }
}

/** Whether a wish was carried out between two states of a replay, as far as the later one shows it. */
function hasDone(before: ReplayState, after: ReplayState, wish: Wish): boolean {
  switch (wish.kind) {
    case 'pause':
      return isPaused(after);
    case 'resume':
      return !isPaused(after) && after.kind !== 'ended';
    case 'skip':
      return isInFlight(after) || after.next > before.next || (after.kind === 'waiting' && after.wait === 0);
    case 'stop':
      return after.kind === 'ended';
    case 'change-pace':
      return after.pace === wish.pace;
    case 'pass-over':
      return after.passedOver.includes(wish.position);
  }
}
