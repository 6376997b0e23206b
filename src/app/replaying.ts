/** Replaying threads: starts replays in a place, and carries out what people ask of those that run. */
import type { Library } from '../library/library.ts';
import type { LibraryThread } from '../library/libraryThread.ts';
import type { Persona } from '../library/personas.ts';
import { fasterThan, slowerThan } from '../replay/pace.ts';
import { missingPermissions } from '../replay/permission.ts';
import type { ContentLanguage, Pace } from '../replay/post.ts';
import type { Replay, ReplayPlan } from '../replay/replay.ts';
import type { Replays } from '../replay/replays.ts';
import { type OnlyIn, writeScript } from '../replay/script.ts';
import { type Control, isJustPressed, isPaused, type ReplayState, type Wish } from '../replay/state.ts';
import type { Clock } from '../runtime/clock.ts';
import { personaMark } from '../thread/identity.ts';
import { textIn } from '../thread/language.ts';
import { type Call, isWhereReplayIs, mayControl, type Place } from './call.ts';
import type { Cooldown } from './cooldown.ts';
import { personaNamed, threadNamed } from './naming.ts';
import type { ChannelDirectory } from './ports.ts';
import { Refusal } from './problem.ts';
import type { ServerSettings } from './settings.ts';
import type { WritePermission } from './writePermission.ts';

/** What is asked to be replayed; what is left open the server's settings decide. */
export type ReplayRequest = {
  readonly thread: string;
  readonly language?: ContentLanguage | undefined;
  readonly pace?: Pace | undefined;
  /** The first comment to play; 0, the post itself, if left out. */
  readonly from?: number | undefined;
  readonly persona?: string | undefined;
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
    const { library, mayWrite, replays, cooldown } = this.#options;
    const { requester, place } = call;
    cooldown?.require(call);
    if (!(await mayWrite(call))) throw new Refusal({ code: 'you-may-not-write-here' });
    await this.#requireBotMayReplay(place);
    const shelf = await library.shelf(place.serverId);
    const thread = threadNamed(shelf, request.thread, requester.language);
    const persona = request.persona ? personaNamed(shelf, request.persona, requester.language, thread.id) : undefined;
    const { pace = (await this.#options.settings.inForce(place)).settings.pace.value } = request;
    const outcome = await replays.start(await this.#plan(call, thread, persona, request), pace);
    switch (outcome.kind) {
      case 'started':
        cooldown?.count(call);
        await this.#requireStillSeen(outcome.replay, request);
        return outcome.replay;
      case 'started-before':
        return outcome.replay;
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
   * Starts a replay of this server again, in the place of the call, with the same choices.
   *
   * @throws Refusal as {@link start}
   */
  async again(call: Call, replayId: string): Promise<Replay> {
    const earlier = await this.find(call, replayId);
    if (!earlier) throw new Refusal({ code: 'replay-over' });
    const { threadId, language, from, persona } = earlier.plan;
    const { pace } = earlier.state;
    return this.start(call, { thread: threadId, language, pace, from, persona: persona ?? undefined });
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
   * @throws Refusal as {@link control}
   */
  async controlHere(call: Call, control: Control): Promise<Controlled> {
    const { plan } = await this.#here(call);
    return this.control(call, plan.id, { kind: control });
  }

  /**
   * Makes the replay of the place one step faster, or slower.
   *
   * @throws Refusal as {@link control}, and where there is no further step
   */
  async changePaceHere(call: Call, way: 'faster' | 'slower'): Promise<Replay> {
    const { plan, state } = await this.#here(call);
    if (!mayControl(call, plan)) throw new Refusal({ code: 'not-yours-to-control' });
    const pace = way === 'faster' ? fasterThan(state.pace) : slowerThan(state.pace);
    if (pace === undefined) throw new Refusal({ code: 'no-further-pace', way, pace: state.pace });
    return (await this.control(call, plan.id, { kind: 'change-pace', pace })).replay;
  }

  /** @throws Refusal when nothing plays there */
  async #here({ place }: Call): Promise<Replay> {
    const replay = await this.#options.replays.inChannel(place.serverId, place.channelId);
    if (!replay) throw new Refusal({ code: 'no-replay-here' });
    return replay;
  }

  /** At pace `step` the next line is everybody's to ask for. */
  async #obeys(call: Call, { plan, state }: Replay, wish: Wish): Promise<boolean> {
    if (mayControl(call, plan)) return true;
    const isForEveryone = wish.kind === 'skip' && state.pace === 'step' && !isPaused(state);
    return isForEveryone && isWhereReplayIs(call, plan) && this.#options.mayWrite(call);
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

  /** @throws Refusal naming every permission that the bot needs for a replay and lacks there */
  async #requireBotMayReplay({ botRights, channelId }: Place): Promise<void> {
    const inChannel = missingPermissions(botRights, 'channel');
    const inThreadChannel = missingPermissions(botRights, 'thread-channel');
    if (inChannel.length + inThreadChannel.length === 0) return;
    const isThreadChannel = await this.#options.channels.isThreadChannel(channelId);
    const permissions = isThreadChannel ? inThreadChannel : inChannel;
    if (permissions.length > 0) throw new Refusal({ code: 'bot-lacks-permissions', permissions, channelId });
  }

  async #plan(
    { id, requester, place }: Call,
    { id: threadId, thread, muted }: LibraryThread,
    persona: Persona | undefined,
    request: ReplayRequest,
  ): Promise<ReplayPlan> {
    const { settings, speech } = await this.#options.settings.inForce(place);
    const { language = settings.language.value, from = 0 } = request;
    const last = thread.comments.length;
    if (from < 0 || from > last) throw new Refusal({ code: 'from-out-of-range', from, last });

    const script = writeScript(thread, { language, from, persona: persona?.key, leftOut: muted }, this.#options.onlyIn);
    if (script.length === 0) {
      const name = persona && textIn(persona.name, requester.language).text;
      throw new Refusal({ code: 'nothing-to-play', persona: name, from });
    }
    return {
      id,
      anchor: place.anchor,
      serverId: place.serverId,
      channelId: place.channelId,
      controlChannelId: place.channelId,
      threadId,
      title: thread.title,
      language,
      speech,
      translate: settings.translate.value,
      notify: settings.notify.value,
      startedBy: requester.userId,
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
