/** The set of all replays of this process: starts them, hands them what people ask, takes them up again after a restart. */
import { Player, type PlayerPorts } from './player.ts';
import type { Replay, ReplayPlan } from './replay.ts';
import { type Control, initialState, type ReplayEvent } from './state.ts';
import { type StepListener, Steps } from './steps.ts';

/** How an attempt to start ended: its channel may have a replay that has not ended. */
export type StartOutcome = { kind: 'started'; replay: Replay } | { kind: 'occupied'; by: Replay };

/** What came of a control: `changed` is false where it meant nothing, such as resuming what plays. */
export type ControlOutcome = { replay: Replay; changed: boolean };

const RESTARTED: ReplayEvent = { kind: 'restarted' };

export class Replays {
  readonly #ports: PlayerPorts;
  readonly #players = new Map<string, Player>();

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

  /** Stores a new replay. It exists from then on, but posts nothing before {@link begin}. */
  async start(plan: ReplayPlan): Promise<StartOutcome> {
    const { replayStore, clock, log } = this.#ports;
    const state = initialState(clock.now());
    if (!(await replayStore.add(plan, state))) {
      // Discord may bring one interaction twice: then its replay is there already, in its channel or ended.
      const by =
        (await this.inChannel(plan.serverId, plan.channelId)) ?? (await replayStore.find(plan.serverId, plan.id));
      return by ? { kind: 'occupied', by } : this.start(plan);
    }
    const replay: Replay = { plan, state, revision: 0, lastMessageId: null, controlMessageId: null };
    this.#adopt(replay);
    const { id, serverId, channelId, threadId, language, pace } = plan;
    const facts = { replay: id, server: serverId, channel: channelId, thread: threadId, language, pace };
    log.info({ ...facts, posts: plan.script.length }, 'replay started');
    return { kind: 'started', replay };
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
  async control(serverId: string, id: string, control: Control): Promise<ControlOutcome | undefined> {
    const player = await this.#playerOf(serverId, id);
    if (!player) return undefined;
    const changed = await player.apply({ kind: control });
    if (player.superseded) {
      // Somebody else stored a newer state: take that as the truth and ask again.
      this.#players.delete(id);
      return this.control(serverId, id, control);
    }
    player.play();
    return { replay: player.replay, changed };
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

  /** The replay of a channel that has not ended. */
  inChannel(serverId: string, channelId: string): Promise<Replay | undefined> {
    return this.#ports.replayStore.inChannel(serverId, channelId);
  }

  /** Takes up what an earlier run of the process left unfinished. */
  async resumeAll(): Promise<void> {
    const unfinished = await this.#ports.replayStore.unfinished();
    await Promise.all(unfinished.map((replay) => this.#takeUp(replay)));
    if (unfinished.length > 0) this.#ports.log.info({ replays: unfinished.length }, 'took up unfinished replays');
    // The run before may have ended between a step and its being shown.
    for (const replay of await this.#ports.replayStore.endedUnshown()) this.#ports.steps.tell(replay, RESTARTED);
  }

  /** Begins no new post; resolves when every post in flight has been answered and stored. */
  async halt(): Promise<void> {
    await Promise.all([...this.#players.values()].map((player) => player.halt()));
  }

  async #playerOf(serverId: string, id: string): Promise<Player | undefined> {
    const player = this.#players.get(id);
    if (player) return player.replay.plan.serverId === serverId ? player : undefined;
    const stored = await this.#ports.replayStore.find(serverId, id);
    return stored && this.#takeUp(stored);
  }

  /** A stored replay may have been interrupted between a request and its answer: `restarted` makes it look first. */
  async #takeUp(replay: Replay): Promise<Player> {
    const player = this.#adopt(replay);
    if (!(await player.apply(RESTARTED))) this.#ports.steps.tell(player.replay, RESTARTED);
    player.play();
    return player;
  }

  #adopt(replay: Replay): Player {
    const player = new Player(replay, this.#ports);
    if (replay.state.kind !== 'ended') this.#players.set(replay.plan.id, player);
    return player;
  }
}
