/** Opens the ThreadChannels and forum posts that replays play in: once each, whatever the answer. */
import { ChannelType, RESTJSONErrorCodes } from 'discord.js';
import type { Discussion } from '../../replay/discussion.ts';
import type { FindOutcome, OpenOutcome } from '../../replay/ports.ts';
import type { Post } from '../../replay/post.ts';
import type { Replay, ReplayPlan } from '../../replay/replay.ts';
import type { Clock } from '../../runtime/clock.ts';
import { isThreadChannel } from '../rest/channels.ts';
import type { Channel, DiscordApi } from '../rest/discordApi.ts';
import { restFailure } from '../rest/failure.ts';
import { withinOwnLimit } from '../rest/ownLimit.ts';
import { whyOf } from './auditSentence.ts';
import { afterFailedLook, type Looking } from './looking.ts';
import type { Obstacles } from './obstacles.ts';
import type { Posting } from './posting.ts';
import type { WebhookRoutes } from './webhookRoutes.ts';

type OpeningOptions = {
  /** Never repeats a request by itself: the replay decides. */
  api: Pick<DiscordApi, 'channel' | 'startThread' | 'startThreadOf' | 'activeThreads' | 'archivedThreads'>;
  posting: Pick<Posting, 'open'>;
  looking: Pick<Looking, 'findIn'>;
  routes: Pick<WebhookRoutes, 'every'>;
  obstacles: Pick<Obstacles, 'behind'>;
  /** The bot's, too: as a user it has its application's id. */
  applicationId: string;
  /** How long an attempt may take, milliseconds of real time. */
  timeout: number;
  clock: Clock;
};

type IsFree = (channelId: string) => Promise<boolean>;

/** Opens what a replay's plan asks for, and finds what was perhaps opened. */
export class Opening {
  readonly #options: OpeningOptions;

  constructor(options: OpeningOptions) {
    this.#options = options;
  }

  /** Makes one attempt, and gives it up when it takes too long: others reckon with that. */
  async open(replay: Replay, post: Post): Promise<OpenOutcome> {
    const discussion = discussionOf(replay.plan);
    if (discussion.kind === 'forum-post') return this.#options.posting.open(replay, post, discussion);
    try {
      return { kind: 'opened', stageChannelId: await this.#start(replay, discussion) };
    } catch (error) {
      const failure = restFailure(error);
      if (failure.kind === 'unsent') return { kind: 'absent', cause: failure.reason };
      if (failure.kind === 'unanswered') return { kind: 'unclear', cause: failure.reason };
      return this.#options.obstacles.behind(failure, replay.plan, 'CreatePublicThreads');
    }
  }

  /**
   * Looks for what was perhaps opened, among what has been opened there since the replay began.
   *
   * @param isFree whether a channel can be this replay's: of two replays of one thread, both may have opened one
   */
  async find(replay: Replay, post: Post, isFree: IsFree): Promise<FindOutcome> {
    try {
      return discussionOf(replay.plan).kind === 'forum-post'
        ? await this.#findForumPost(replay, post, isFree)
        : await this.#findThreadChannel(replay, isFree);
    } catch (error) {
      return afterFailedLook(error, replay.plan, this.#options.obstacles);
    }
  }

  /** From a message there is one ThreadChannel at most, which has its id: that it is there already is as good as opened. */
  async #start(replay: Replay, discussion: Extract<Discussion, { kind: 'thread-channel' }>): Promise<string> {
    const { api, timeout } = this.#options;
    const { plan } = replay;
    const signal = AbortSignal.timeout(timeout);
    const { name, announces } = discussion;
    const messageId = starterOf(replay);
    if (messageId !== undefined) {
      try {
        return (await api.startThreadOf(plan.channelId, messageId, { name }, whyOf(plan), signal)).id;
      } catch (error) {
        const failure = restFailure(error);
        const code = failure.kind === 'refused' ? failure.code : undefined;
        if (code === RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage) return messageId;
        // Somebody deleted the control message: it does without.
        if (code !== RESTJSONErrorCodes.UnknownMessage) throw error;
      }
    }
    const type = announces ? ChannelType.AnnouncementThread : ChannelType.PublicThread;
    return (await api.startThread(plan.channelId, { name, type }, whyOf(plan), signal)).id;
  }

  async #findThreadChannel(replay: Replay, isFree: IsFree): Promise<FindOutcome> {
    const messageId = starterOf(replay);
    if (messageId !== undefined && (await this.#isThere(messageId)) && (await isFree(messageId))) {
      return { kind: 'opened', stageChannelId: messageId };
    }
    for (const { id, owner_id } of await this.#openedFor(replay.plan)) {
      if (owner_id === this.#options.applicationId && (await isFree(id))) return { kind: 'opened', stageChannelId: id };
    }
    return { kind: 'absent' };
  }

  /** Of a forum's post, its first message tells whose it is. */
  async #findForumPost({ plan }: Replay, post: Post, isFree: IsFree): Promise<FindOutcome> {
    const { looking, routes } = this.#options;
    const ways = await routes.every(plan.channelId);
    for (const { id: channelId } of await this.#openedFor(plan)) {
      if (!(await isFree(channelId))) continue;
      const every = ways.map((way) => ({ ...way, threadChannelId: channelId }));
      const outcome = await looking.findIn({ channelId, every }, post, plan.anchor);
      if (outcome.kind === 'posted') return { ...outcome, stageChannelId: channelId };
      if (outcome.kind !== 'absent') return outcome;
    }
    return { kind: 'absent' };
  }

  /** The ThreadChannels of that name in that place that are newer than the replay, the oldest first. */
  async #openedFor(plan: ReplayPlan): Promise<Channel[]> {
    const { api, clock } = this.#options;
    const { name } = discussionOf(plan);
    const active = await withinOwnLimit(clock, () => api.activeThreads(plan.serverId));
    const archived = await withinOwnLimit(clock, () => api.archivedThreads(plan.channelId));
    return [...active, ...archived]
      .filter(({ id, parent_id }) => parent_id === plan.channelId && BigInt(id) > BigInt(plan.anchor))
      .filter((channel) => plain(channel.name ?? '') === plain(name))
      .toSorted((one, other) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1));
  }

  async #isThere(channelId: string): Promise<boolean> {
    const { api, clock } = this.#options;
    try {
      return isThreadChannel(await withinOwnLimit(clock, () => api.channel(channelId)));
    } catch (error) {
      const failure = restFailure(error);
      if (failure.kind === 'refused' && failure.code === RESTJSONErrorCodes.UnknownChannel) return false;
      throw error;
    }
  }
}

/** The message that a replay's ThreadChannel is started from: its control message, if that is in the same channel. */
function starterOf({ plan, controlMessageId }: Replay): string | undefined {
  return plan.controlChannelId === plan.channelId ? (controlMessageId ?? undefined) : undefined;
}

/** @throws TypeError for a plan that has its place from the beginning: nobody asks to open one for it */
function discussionOf({ id, discussion }: ReplayPlan): Discussion {
  if (!discussion) throw new TypeError(`nothing is to be opened for replay ${id}`);
  return discussion;
}

/** Discord trims names, and white space within them. */
function plain(name: string): string {
  return name.replace(/\s+/g, ' ').trim();
}
