/** What people can do with replays, with every check that goes before it. */
import { channelLink, messageLink, type REST } from 'discord.js';
import { type Caller, mayControl, requireBotMayReplay, settingsFor } from '../discord/interactions/caller.ts';
import { mayWrite } from '../discord/rest/writePermission.ts';
import { sentences } from '../i18n/i18n.ts';
import type { Library, LibraryThread, Persona } from '../library/library.ts';
import type { ContentLanguage, Pace } from '../replay/post.ts';
import type { Replay, ReplayPlan } from '../replay/replay.ts';
import type { Replays } from '../replay/replays.ts';
import { writeScript } from '../replay/script.ts';
import type { Control } from '../replay/state.ts';
import type { Clock } from '../runtime/clock.ts';
import type { SettingsStore } from '../store/settings.ts';
import { personaMark } from '../thread/identity.ts';
import { textIn } from '../thread/language.ts';
import { Refusal } from './problem.ts';

/** What a person asked to be replayed; what they left open the server's settings decide. */
export type ReplayRequest = {
  thread: string;
  language?: ContentLanguage | undefined;
  pace?: Pace | undefined;
  from?: number | undefined;
  persona?: string | undefined;
};

type ReplayServiceOptions = { replays: Replays; library: Library; settings: SettingsStore; rest: REST; clock: Clock };

export class ReplayService {
  readonly #options: ReplayServiceOptions;

  constructor(options: ReplayServiceOptions) {
    this.#options = options;
  }

  /**
   * Stores a new replay in the caller's channel; {@link begin} lets it play.
   *
   * @throws Refusal when it cannot be played here, or not as asked
   */
  async start(caller: Caller, request: ReplayRequest): Promise<Replay> {
    if (!(await mayWrite(caller, this.#options.rest))) throw new Refusal({ code: 'you-may-not-write-here' });
    requireBotMayReplay(caller);
    const thread = this.#options.library.resolve(caller.serverId, request.thread, caller.language);
    const persona = request.persona
      ? this.#options.library.resolvePersona(caller.serverId, request.persona, caller.language, thread.id)
      : undefined;
    const plan = await this.#plan(caller, thread, persona, request);
    const outcome = await this.#options.replays.start(plan);
    if (outcome.kind === 'started') return outcome.replay;
    throw new Refusal({ code: 'occupied', link: linkTo(outcome.by) });
  }

  /**
   * Stores a new replay of what one persona says in a thread.
   *
   * @param mark of the persona ({@link personaMark})
   * @throws Refusal as {@link start}, and when the persona no longer speaks in it
   */
  async startPersona(caller: Caller, threadId: string, mark: string): Promise<Replay> {
    const cast = this.#options.library.cast(caller.serverId, threadId);
    const persona = cast.find(({ key }) => personaMark(key) === mark);
    if (!persona) throw new Refusal({ code: 'no-such-comment' });
    return this.start(caller, { thread: threadId, persona: persona.id });
  }

  /** Lets a started replay play, once its control message has been sent (or could not be). */
  begin(replay: Replay, controlMessageId: string | undefined): Promise<void> {
    return this.#options.replays.begin(replay.plan.id, controlMessageId);
  }

  /**
   * Starts a replay of this server again in the caller's channel, with the same choices.
   *
   * @throws Refusal as {@link start}
   */
  async again(caller: Caller, replayId: string): Promise<Replay> {
    const earlier = await this.#options.replays.find(caller.serverId, replayId);
    if (!earlier) throw new Refusal({ code: 'replay-over' });
    const { threadId, language, pace, from, persona } = earlier.plan;
    return this.start(caller, { thread: threadId, language, pace, from, persona: persona ?? undefined });
  }

  /** A replay of the caller's server as it stands now. */
  find(caller: Caller, replayId: string): Promise<Replay | undefined> {
    return this.#options.replays.find(caller.serverId, replayId);
  }

  /**
   * Carries out a control on a replay of this server.
   *
   * @throws Refusal when there is none, it is over, it is not the caller's to control, or nothing would change
   */
  async control(caller: Caller, replayId: string, control: Control): Promise<Replay> {
    const replay = await this.#options.replays.find(caller.serverId, replayId);
    if (!replay || replay.state.kind === 'ended') throw new Refusal({ code: 'replay-over' });
    if (!mayControl(caller, replay.plan)) throw new Refusal({ code: 'not-yours-to-control' });
    const outcome = await this.#options.replays.control(caller.serverId, replayId, control);
    if (!outcome) throw new Refusal({ code: 'replay-over' });
    if (outcome.changed || control === 'stop') return outcome.replay;
    const state = outcome.replay.state.kind === 'paused' ? 'paused' : 'playing';
    throw new Refusal({ code: 'no-effect', control, state });
  }

  /**
   * The same on the replay of the caller's channel.
   *
   * @throws Refusal as {@link control}
   */
  async controlHere(caller: Caller, control: Control): Promise<Replay> {
    const replay = await this.#options.replays.inChannel(caller.serverId, caller.channelId);
    if (!replay) throw new Refusal({ code: 'no-replay-here' });
    return this.control(caller, replay.plan.id, control);
  }

  async #plan(
    caller: Caller,
    { id: threadId, thread }: LibraryThread,
    persona: Persona | undefined,
    request: ReplayRequest,
  ): Promise<ReplayPlan> {
    const { settings, speech } = await settingsFor(caller, this.#options.settings);
    const { language = settings.language.value, pace = settings.pace.value, from = 0 } = request;
    const last = thread.comments.length;
    if (from < 0 || from > last) throw new Refusal({ code: 'from-out-of-range', from, last });

    const options = { language, pace, from, persona: persona?.key };
    const script = writeScript(thread, options, (asked, has) => sentences[asked].onlyIn[has]);
    if (script.length === 0 && persona) {
      throw new Refusal({ code: 'nothing-to-play', persona: textIn(persona.name, caller.language).text, from });
    }
    return {
      id: caller.interactionId,
      anchor: caller.interactionId,
      serverId: caller.serverId,
      channelId: caller.channelId,
      controlChannelId: caller.channelId,
      threadId,
      title: thread.title,
      language,
      pace,
      speech,
      translate: settings.translate.value,
      startedBy: caller.userId,
      startedAt: this.#options.clock.now(),
      script,
      from,
      persona: persona?.id ?? null,
    };
  }
}

function linkTo({ plan, controlMessageId }: Replay): string {
  return controlMessageId
    ? messageLink(plan.controlChannelId, controlMessageId, plan.serverId)
    : channelLink(plan.channelId, plan.serverId);
}
