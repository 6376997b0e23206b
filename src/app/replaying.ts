/** Replaying threads: starts replays in a place, and carries out what people ask of those that run. */
import type { Library } from '../library/library.ts';
import type { LibraryThread } from '../library/libraryThread.ts';
import type { Persona } from '../library/personas.ts';
import { fasterThan, slowerThan } from '../replay/pace.ts';
import type { Venue } from '../replay/permission.ts';
import type { ContentLanguage, Pace } from '../replay/post.ts';
import type { Replay, ScriptedPlan } from '../replay/replay.ts';
import type { Replays, StartOutcome } from '../replay/replays.ts';
import { type OnlyIn, writeScript } from '../replay/script.ts';
import { type Control, isJustPressed, isPaused, type ReplayState, type Wish } from '../replay/state.ts';
import type { Clock } from '../runtime/clock.ts';
import { personaMark } from '../thread/identity.ts';
import { textIn } from '../thread/language.ts';
import { type Call, isWhereReplayIs, mayControl } from './call.ts';
import type { Cooldown } from './cooldown.ts';
import { personaNamed, threadNamed } from './naming.ts';
import type { ChannelDirectory } from './ports.ts';
import { Refusal } from './problem.ts';
import type { ServerSettings } from './settings.ts';
import { discussionOf, type Setting, settingOf } from './venues.ts';
import type { WritePermission } from './writePermission.ts';

/** What is asked to be replayed; what is left open the server's settings decide. */
export type ReplayRequest = {
  readonly thread: string;
  readonly language?: ContentLanguage | undefined;
  readonly pace?: Pace | undefined;
  /** The first comment to play; 0, the post itself, if left out. */
  readonly from?: number | undefined;
  readonly persona?: string | undefined;
  /** Whether it plays right there, the default, or a ThreadChannel or forum post is opened for it. */
  readonly venue?: Venue | undefined;
  /** Whether it is a schedule that asks. */
  readonly bySchedule?: boolean;
};

/** A replay whose people were obeyed, and whether it had been paused. */
export type Controlled = { readonly replay: Replay; readonly wasPaused: boolean };

type ReplayingOptions = {
  replays: Replays;
  library: Pick<Library, 'shelf'>;
  settings: ServerSettings;
  mayWrite: WritePermission;
  channels: ChannelDirectory;
  clock: Clock;
  /** Slows down those who start replays by hand; left out for what begins by itself. */
  cooldown?: Cooldown;
  /** The words of the note below a text that lacks the language asked for. */
  onlyIn: OnlyIn;
};

/** Starts replays for those who may write in a place, and lets them control what they started. */
export class Replaying {
  readonly #options: ReplayingOptions;

  constructor(options: ReplayingOptions) {
    this.#options = options;
  }

  /**
   * Stores a new replay in a place; {@link begin} lets it play.
   *
   * @throws Refusal when it cannot be played here, or not as asked
   */
  async start(call: Call, request: ReplayRequest): Promise<Replay> {
    const takeBack = this.#options.cooldown?.count(call);
    try {
      const { kind, replay } = await this.#start(call, request);
      if (kind === 'started-before') takeBack?.();
      return replay;
    } catch (error) {
      takeBack?.();
      throw error;
    }
  }

  async #start(call: Call, request: ReplayRequest): Promise<Extract<StartOutcome, { replay: Replay }>> {
    const { library, mayWrite, replays, channels } = this.#options;
    const { requester, place } = call;
    if (!(await mayWrite(call))) throw new Refusal({ code: 'you-may-not-write-here' });
    const setting = await settingOf(channels, place, request.venue ?? 'here');
    const shelf = await library.shelf(place.serverId);
    const thread = threadNamed(shelf, request.thread, requester.language);
    const persona = request.persona ? personaNamed(shelf, request.persona, requester.language, thread.id) : undefined;
    const { pace = (await this.#options.settings.inForce(place)).settings.pace.value } = request;
    const outcome = await replays.start(await this.#plan(call, setting, thread, persona, request), pace);
    switch (outcome.kind) {
      case 'started':
        await this.#requireStillSeen(outcome.replay, request);
        return outcome;
      case 'started-before':
        return outcome;
      case 'occupied':
        throw new Refusal({ code: 'occupied', by: outcome.by });
      case 'too-many':
        throw new Refusal({ code: 'too-many-replays', limit: outcome.limit });
    }
  }

  /**
   * Stores a new replay of what one persona says in a thread.
   *
   * @param mark of the persona ({@link personaMark})
   * @throws Refusal as {@link start}, and when the persona no longer speaks in it
   */
  async startPersona(call: Call, threadId: string, mark: string): Promise<Replay> {
    const { personas } = await this.#options.library.shelf(call.place.serverId);
    const persona = personas.of(threadId).items.find(({ key }) => personaMark(key) === mark);
    if (!persona) throw new Refusal({ code: 'no-such-comment' });
    return this.start(call, { thread: threadId, persona: persona.id });
  }

  /** Lets a started replay play, once its control message has been sent (or could not be). */
  begin(replay: Replay, controlMessageId: string | undefined): Promise<void> {
    return this.#options.replays.begin(replay.plan.id, controlMessageId);
  }

  /**
   * What would {@link start} a replay of this server again, with the same choices.
   *
   * @throws Refusal when there is no such replay any more
   */
  async requestOf(call: Call, replayId: string): Promise<ReplayRequest> {
    const earlier = await this.find(call, replayId);
    if (!earlier) throw new Refusal({ code: 'replay-over' });
    const { threadId, language, from, persona, discussion } = earlier.plan;
    const venue = discussion ? 'discussion' : 'here';
    return { thread: threadId, language, pace: earlier.state.pace, from, persona: persona ?? undefined, venue };
  }

  /** A replay of the server as it stands now. */
  find({ place }: Call, replayId: string): Promise<Replay | undefined> {
    return this.#options.replays.find(place.serverId, replayId);
  }

  /**
   * Carries out a wish on a replay of the server.
   *
   * @throws Refusal when there is none, it is over, it is not the requester's to control, or nothing would change
   */
  async control(call: Call, replayId: string, wish: Wish): Promise<Controlled> {
    const replay = await this.find(call, replayId);
    if (!replay || replay.state.kind === 'ended') throw new Refusal({ code: 'replay-over' });
    if (!(await this.#obeys(call, replay, wish))) throw new Refusal({ code: 'not-yours-to-control' });
    const wasPaused = isPaused(replay.state);
    const outcome = await this.#options.replays.control(call.place.serverId, replayId, wish);
    if (!outcome) throw new Refusal({ code: 'replay-over' });
    const { state } = outcome.replay;
    if (!outcome.changed) this.#requireSense(wish, state);
    return { replay: outcome.replay, wasPaused };
  }

  /**
   * The same on the replay of the place.
   *
   * @throws Refusal as {@link control} and {@link replayHere}
   */
  async controlHere(call: Call, control: Control): Promise<Controlled> {
    const { plan } = await this.replayHere(call);
    return this.control(call, plan.id, { kind: control });
  }

  /**
   * Makes the replay of the place one step faster, or slower.
   *
   * @throws Refusal as {@link control} and {@link replayHere}, and where there is no further step
   */
  async changePaceHere(call: Call, way: 'faster' | 'slower'): Promise<Replay> {
    const replay = await this.replayHere(call);
    const { plan, state } = replay;
    if (!mayControl(call, replay)) throw new Refusal({ code: 'not-yours-to-control' });
    const pace = way === 'faster' ? fasterThan(state.pace) : slowerThan(state.pace);
    if (pace === undefined) throw new Refusal({ code: 'no-further-pace', way, pace: state.pace });
    return (await this.control(call, plan.id, { kind: 'change-pace', pace })).replay;
  }

  /**
   * The replay that plays in the place and has not ended; else the one that is controlled from there.
   *
   * @throws Refusal when there is none, or more than one is controlled from there
   */
  async replayHere({ place: { serverId, channelId } }: Call): Promise<Replay> {
    const { replays } = this.#options;
    const playing = await replays.inChannel(serverId, channelId);
    if (playing) return playing;
    const controlled = await replays.controlledFrom(serverId, channelId);
    const [only, ...others] = controlled;
    if (!only) throw new Refusal({ code: 'no-replay-here' });
    if (others.length > 0) throw new Refusal({ code: 'several-replays-here', replays: controlled });
    return only;
  }

  /** At pace `step` the next line is everybody's to ask for. */
  async #obeys(call: Call, replay: Replay, wish: Wish): Promise<boolean> {
    if (mayControl(call, replay)) return true;
    const { state } = replay;
    const isForEveryone = wish.kind === 'skip' && state.pace === 'step' && !isPaused(state);
    return isForEveryone && isWhereReplayIs(call, replay) && this.#options.mayWrite(call);
  }

  /** @throws Refusal for what had no effect, unless the same has been done already */
  #requireSense({ kind }: Wish, state: ReplayState): void {
    if (kind !== 'pause' && kind !== 'resume' && kind !== 'skip') return;
    if (kind === 'skip' && isJustPressed(state, this.#options.clock.now())) return;
    throw new Refusal({ code: 'no-effect', control: kind, state: standingOf(state) });
  }

  /**
   * Whoever removed a thread while a replay of it was being stored has either ended that replay, or is noticed here.
   *
   * @throws Refusal when the server does not see the thread any more; the replay has then ended
   */
  async #requireStillSeen(replay: Replay, { thread }: ReplayRequest): Promise<void> {
    const { library, replays } = this.#options;
    const { serverId, threadId } = replay.plan;
    const shelf = await library.shelf(serverId);
    if (shelf.threads.get(threadId)) return;
    await replays.endRemoved(replay);
    throw new Refusal({ code: 'no-such-thread', asked: thread, nearest: [] });
  }

  async #plan(
    { id, requester, place }: Call,
    setting: Setting,
    { id: threadId, thread, muted }: LibraryThread,
    persona: Persona | undefined,
    request: ReplayRequest,
  ): Promise<ScriptedPlan> {
    const { settings, speech } = await this.#options.settings.inForce(place);
    const { language = settings.language.value, from = 0 } = request;
    const last = thread.comments.length;
    if (from < 0 || from > last) throw new Refusal({ code: 'from-out-of-range', from, last });

    const script = writeScript(thread, { language, from, persona: persona?.key, leftOut: muted }, this.#options.onlyIn);
    if (script.length === 0) {
      const name = persona && textIn(persona.name, requester.language).text;
      throw new Refusal({ code: 'nothing-to-play', persona: name, from });
    }
    const manages = place.botRights.has('ManageThreads');
    return {
      id,
      anchor: place.anchor,
      serverId: place.serverId,
      channelId: setting.channelId,
      isThreadChannel: setting.isThreadChannel,
      discussion: discussionOf(setting, thread, language, speech, manages),
      // A forum holds no messages.
      controlChannelId:
        setting.opensIn?.kind === 'forum' && setting.channelId === place.channelId ? null : place.channelId,
      threadId,
      title: thread.title,
      language,
      speech,
      translate: settings.translate.value,
      notify: settings.notify.value,
      startedBy: requester.userId,
      bySchedule: request.bySchedule ?? false,
      startedAt: this.#options.clock.now(),
      lastComment: last,
      script,
      from,
      persona: persona?.id ?? null,
    };
  }
}

/** How a replay stands to whom a control had no effect: `held` while Discord, or its silence, asks for the wait. */
function standingOf(state: ReplayState): 'paused' | 'playing' | 'held' {
  if (state.kind === 'paused') return 'paused';
  return state.kind === 'waiting' && !state.skippable ? 'held' : 'playing';
}
