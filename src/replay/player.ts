/** Plays one replay: acts on its state, turns what happens into events, and stores every step before the next. */
import type { Logger } from 'pino';
import type { Clock } from '../runtime/clock.ts';
import { gapAt, typingLead } from './pace.ts';
import {
  type Audience,
  type FindOutcome,
  type LookOutcome,
  type OpenOutcome,
  type PostOutcome,
  type ReplayStore,
  type Stage,
  UnreadableError,
} from './ports.ts';
import type { Post } from './post.ts';
import { isStaged, type Replay } from './replay.ts';
import {
  BEGIN_WITHIN,
  isInFlight,
  leftOf,
  leftOfRest,
  type ReplayEvent,
  type ReplayState,
  standsStill,
  step,
} from './state.ts';
import type { Steps } from './steps.ts';

/** What a player works with. */
export type PlayerPorts = {
  stage: Stage;
  audience: Audience;
  replayStore: ReplayStore;
  clock: Clock;
  log: Logger;
  steps: Steps;
};

/** How long storing a step, or reading a post, is put off after the store failed, milliseconds; the last one repeats. */
const STORE_RETRY_WAITS = [500, 2_000, 8_000, 30_000] as const;

/** How long a wait goes without a look at the clock, milliseconds: that of a gap, and that of a rest. */
const LONGEST_NAP = 5_000;
const LONGEST_NAP_AT_REST = 3_600_000;

/**
 * The last part of a rest that nobody ends, milliseconds: time that has really passed, so that after a leap of the clock,
 * or an absence, people still have a day to press `Next`.
 */
const LAST_OF_REST = 24 * 3_600_000;

/** One replay in play. */
export class Player {
  readonly #ports: PlayerPorts;
  #replay: Replay;
  /** The post that is due or on its way. */
  #line: { readonly position: number; readonly post: Post } | undefined;
  #running: Promise<void> | undefined;
  #lastStep: Promise<unknown> = Promise.resolve();
  #wake = new AbortController();
  #stopped: 'halted' | 'superseded' | undefined;

  constructor(replay: Replay, ports: PlayerPorts) {
    this.#replay = replay;
    this.#ports = ports;
  }

  get replay(): Replay {
    return this.#replay;
  }

  /** Whether another process was found to play this replay; nothing happens here any more. */
  get superseded(): boolean {
    return this.#stopped === 'superseded';
  }

  /** Plays until the replay stands still, is halted or turns out to be another process's. Calling it again is harmless. */
  play(): void {
    if (this.#running || this.#stopped || standsStill(this.#replay.state)) return;
    this.#running = this.#run();
  }

  /**
   * Carries out one event after those before it, and stores the state it leads to.
   *
   * @returns whether the event changed anything
   * @throws what the store throws; the state is then as before
   */
  apply(event: ReplayEvent): Promise<boolean> {
    const applied = this.#lastStep.then(() => this.#apply(event));
    this.#lastStep = applied.catch(() => undefined);
    return applied;
  }

  /** Notes where the control message is. */
  async showOn(controlMessageId: string): Promise<void> {
    await this.#ports.replayStore.setControlMessage(this.#replay.plan, controlMessageId);
    this.#replay = { ...this.#replay, controlMessageId };
  }

  /** Ends the replay if its channel or server is gone, which a post through a webhook would not notice. */
  async checkReach(): Promise<void> {
    const obstacle = await this.#ports.stage.obstacle(this.#replay);
    if (obstacle?.kind === 'gone') await this.apply(obstacle);
  }

  /** Begins no new post; resolves when the one in flight has been answered and stored. */
  async halt(): Promise<void> {
    this.#stopped ??= 'halted';
    this.#wake.abort();
    await this.#running;
    await this.#lastStep;
  }

  async #apply(event: ReplayEvent): Promise<boolean> {
    const { plan, state, revision } = this.#replay;
    const { readings, comments } = plan.outline;
    const next = step(state, event, { now: this.#ports.clock.now(), readings, comments });
    if (next === state || this.superseded) return false;

    const made = event.kind === 'posted' ? this.#madeBy(event.messageId, state.next) : undefined;
    const opened = 'stageChannelId' in event ? event.stageChannelId : undefined;
    if (!(await this.#ports.replayStore.save(plan, revision, next, made, opened))) {
      this.#stopped = 'superseded';
      this.#ports.log.warn(this.#facts(), 'another process plays this replay: leaving it to that one');
      this.#wake.abort();
      return false;
    }
    this.#replay = {
      ...this.#replay,
      state: next,
      stageChannelId: opened ?? this.#replay.stageChannelId,
      revision: revision + 1,
      lastMessageId: made?.messageId ?? this.#replay.lastMessageId,
    };
    if (!isInFlight(next)) this.#line = undefined;
    this.#note(event, state);
    // A wish that waits for the post on its way changes nothing of how long that is waited for.
    if (!isInFlight(state) || !isInFlight(next)) this.#wakeUp();
    this.#ports.steps.tell(this.#replay, event, state);
    return true;
  }

  /** What a line of the log says of it: a logger of its own would take more memory than all else that is held. */
  #facts() {
    const { id, serverId, channelId } = this.#replay.plan;
    return { replay: id, server: serverId, channel: channelId };
  }

  #wakeUp(): void {
    this.#wake.abort();
    this.#wake = new AbortController();
  }

  #madeBy(messageId: string, position: number) {
    const { id, outline } = this.#replay.plan;
    const comment = outline.comments[position];
    if (comment === undefined) throw new RangeError(`replay ${id} has no post ${position}`);
    return { messageId, position, comment };
  }

  async #run(): Promise<void> {
    void this.#ports.stage.prepare(this.#replay.plan);
    try {
      while (!this.#stopped && !standsStill(this.#replay.state)) {
        const event = await this.#act(this.#replay.state);
        if (event) await this.#applyUntilStored(event);
      }
    } finally {
      // Nothing can happen between the last look at the state and this: whatever sets it going later runs it anew.
      this.#running = undefined;
    }
  }

  /** Does what a state asks for; undefined when it was woken before the time for it. */
  async #act(state: ReplayState): Promise<ReplayEvent | undefined> {
    const { stage, audience, clock } = this.#ports;
    const replay = this.#replay;
    const { plan, lastMessageId } = replay;
    const { signal } = this.#wake;
    switch (state.kind) {
      case 'waiting': {
        const left = leftOf(state, clock.now());
        const lead = Math.min(left, typingLead(gapAt(state.pace, plan.outline.readings[state.next] ?? 0) ?? 0));
        const waitOut = (ms: number) => (state.skippable ? this.#waitForTurn(ms, signal) : this.#waitFully(ms, signal));
        if (!(await waitOut(left - lead))) return undefined;
        if (lead > 0 && lead < left && isStaged(replay)) void stage.typing(replay);
        if (!(await waitOut(lead))) return undefined;
        const post = await this.#postAt(state.next, signal);
        if (!post || 'kind' in post) return post;
        const hears = () => audience.hears(plan.serverId, post.persona);
        if (!(await this.#expecting(hears, true))) return { kind: 'muted' };
        const outcome = await this.#expecting(() => stage.ready(replay, post), { kind: 'absent' });
        if (outcome.kind !== 'ready') return outcome;
        return this.#stopped ? undefined : { kind: 'due', due: state.due };
      }
      case 'resting': {
        const left = leftOfRest(state, clock.now());
        if (!(await this.#waitForTurn(left - LAST_OF_REST, signal, LONGEST_NAP_AT_REST))) return undefined;
        if (!(await this.#waitFully(LAST_OF_REST, signal))) return undefined;
        return { kind: 'unpressed', since: state.since };
      }
      case 'sending': {
        const post = await this.#postAt(state.next, signal);
        if (!post || 'kind' in post) return post;
        // Whoever finds the post on its way reckons with when it was to begin.
        if (clock.now() - state.since > BEGIN_WITHIN) return { kind: 'absent' };
        return this.#expecting<OpenOutcome | PostOutcome>(
          () => (isStaged(replay) ? stage.post(replay, post) : stage.open(replay, post)),
          { kind: 'unclear' },
        );
      }
      case 'doubtful': {
        if (!(await this.#waitFully(state.lookAfter, signal))) return undefined;
        const post = await this.#postAt(state.next, signal);
        if (!post || 'kind' in post) return post;
        const after = lastMessageId ?? plan.anchor;
        const outcome = await this.#expecting<FindOutcome | LookOutcome>(
          () =>
            isStaged(replay)
              ? stage.look(replay, post, after)
              : stage.find(replay, post, (channelId) => this.#isFree(channelId)),
          { kind: 'unseen' },
        );
        return outcome.kind === 'absent' ? { kind: 'not-found' } : outcome;
      }
      case 'paused':
      case 'ended':
        return undefined;
    }
  }

  /**
   * A post, however long the store is out of order, or what follows where nobody can read it; undefined when something
   * happened meanwhile.
   */
  async #postAt(position: number, signal: AbortSignal): Promise<Post | ReplayEvent | undefined> {
    const { replayStore, clock, log } = this.#ports;
    const { plan } = this.#replay;
    for (let failures = 0; !this.#isToldOtherwise(signal); failures += 1) {
      if (this.#line?.position === position) return this.#line.post;
      try {
        this.#line = { position, post: await replayStore.post(plan, position) };
      } catch (error) {
        if (error instanceof UnreadableError) {
          log.error({ ...this.#facts(), err: error }, 'a post of the script cannot be read: people may leave it out');
          return { kind: 'blocked', reason: { kind: 'unreadable-line' } };
        }
        const againIn = waitAfter(failures);
        log.error({ ...this.#facts(), err: error, againIn }, 'could not read a post of the script: trying again later');
        await clock.wait(againIn, signal);
      }
    }
    return undefined;
  }

  /** Whether a place that was opened can be this replay's, which has none yet. */
  async #isFree(channelId: string): Promise<boolean> {
    return !(await this.#ports.replayStore.isStage(this.#replay.plan.serverId, channelId));
  }

  /**
   * Waits in short looks at the clock: one that leaps ahead, as after a sleep of the machine, makes the wait shorter, and
   * one that is set back makes it no longer.
   *
   * @returns false when something happened meanwhile
   */
  async #waitForTurn(ms: number, signal: AbortSignal, longestNap = LONGEST_NAP): Promise<boolean> {
    const { clock } = this.#ports;
    for (let left = ms; left > 0 && !this.#isToldOtherwise(signal); ) {
      const began = clock.now();
      const nap = Math.min(left, longestNap);
      await clock.wait(nap, signal);
      left -= Math.max(nap, clock.now() - began);
    }
    return !this.#isToldOtherwise(signal);
  }

  /** Waits for time that has really passed: a clock that leaps is no evidence, and does not concern Discord's limits. */
  async #waitFully(ms: number, signal: AbortSignal): Promise<boolean> {
    await this.#ports.clock.wait(ms, signal);
    return !this.#isToldOtherwise(signal);
  }

  #isToldOtherwise(signal: AbortSignal): boolean {
    return signal.aborted || this.#stopped !== undefined;
  }

  /**
   * Asks the stage for something. Whatever can be expected to go wrong there is an outcome; what it throws is a fault of
   * ours, is logged, and counts as `otherwise`, so that the replay does not stand still without a word.
   */
  async #expecting<Outcome>(ask: () => Promise<Outcome>, otherwise: Outcome): Promise<Outcome> {
    try {
      return await ask();
    } catch (error) {
      this.#ports.log.error({ ...this.#facts(), err: error }, 'unexpected failure while posting');
      return otherwise;
    }
  }

  /** What has happened in the channel must be stored, however long the store is out of order. */
  async #applyUntilStored(event: ReplayEvent): Promise<void> {
    const { clock, log } = this.#ports;
    for (let failures = 0; ; failures += 1) {
      try {
        await this.apply(await this.#certainOf(event));
        return;
      } catch (error) {
        const againIn = waitAfter(failures);
        const facts = { ...this.#facts(), err: error, event: event.kind, againIn };
        log.error(facts, 'could not store a step of the replay');
        // Halted: the stored state says `sending`, so the next run of the process looks before it posts.
        if (this.#stopped) return;
        await clock.wait(againIn, this.#wake.signal);
      }
    }
  }

  /** Of two replays of one thread that look for what they opened, each may find the other's: the later one looks again. */
  async #certainOf(event: ReplayEvent): Promise<ReplayEvent> {
    if (!('stageChannelId' in event) || event.stageChannelId === undefined) return event;
    if (await this.#isFree(event.stageChannelId)) return event;
    return { kind: 'unclear', cause: 'what was found belongs to another replay' };
  }

  #note(event: ReplayEvent, before: ReplayState): void {
    const { log } = this.#ports;
    const { state } = this.#replay;
    const cause = 'cause' in event && { reason: event.cause };
    const facts = { ...this.#facts(), event: event.kind, post: before.next, state: state.kind, ...cause };
    if (state.kind === 'paused') log.info({ ...facts, reason: state.reason }, 'replay paused');
    else if (state.kind === 'ended') log.info({ ...facts, reason: state.reason }, 'replay ended');
    else if (event.kind === 'posted' && before.kind === 'doubtful') log.info(facts, 'the post had arrived');
    else if (event.kind === 'not-found' && state.kind === 'doubtful') log.debug(facts, 'the post may yet arrive');
    else if (event.kind in TROUBLES) log.warn(facts, TROUBLES[event.kind as keyof typeof TROUBLES]);
    else log.debug(facts, 'replay step');
  }
}

function waitAfter(failures: number): number {
  return STORE_RETRY_WAITS[Math.min(failures, STORE_RETRY_WAITS.length - 1)] ?? 0;
}

/** What an operator reads of the events that are no part of a smooth replay. */
const TROUBLES = {
  unclear: 'the answer to a post was lost: looking for it in the channel',
  restarted: 'the last run ended while a post was on its way: looking for it in the channel',
  'not-found': 'the post is not in the channel: posting it again',
  unseen: 'could not look into the channel: trying again later',
  absent: 'could not post: trying again later',
  'webhook-gone': 'the webhook is gone: posting through another one',
} as const satisfies Partial<Record<ReplayEvent['kind'], string>>;
