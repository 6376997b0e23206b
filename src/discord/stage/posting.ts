/** Posts a replay's lines through webhooks: once each, whatever the answer. */
import { MessageFlags, RESTJSONErrorCodes } from 'discord.js';
import type { Logger } from 'pino';
import { sentences } from '../../i18n/i18n.ts';
import type { Discussion } from '../../replay/discussion.ts';
import type { Obstacle, OpenOutcome, PostOutcome, ReadyOutcome } from '../../replay/ports.ts';
import type { Post } from '../../replay/post.ts';
import { notifies, type Replay, type ReplayPlan, type StagedReplay } from '../../replay/replay.ts';
import type { DiscordApi } from '../rest/discordApi.ts';
import { restFailure } from '../rest/failure.ts';
import type { RequestBudget } from '../rest/requestBudget.ts';
import { button, buttons } from '../views/parts.ts';
import { translatePost } from '../views/reading.ts';
import { whyOf } from './auditSentence.ts';
import type { Faces } from './faces.ts';
import type { Obstacles } from './obstacles.ts';
import type { WebhookRoute } from './ports.ts';
import type { PostChannel, WebhookRoutes } from './webhookRoutes.ts';

type PostingOptions = {
  /** Never repeats a request by itself: the replay decides. */
  api: Pick<DiscordApi, 'executeWebhook' | 'showTyping'>;
  routes: Pick<WebhookRoutes, 'to' | 'retire'>;
  faces: Pick<Faces, 'prepare' | 'url' | 'ready'>;
  budget: Pick<RequestBudget, 'turn'>;
  obstacles: Pick<Obstacles, 'behind' | 'inReaching'>;
  /** How long a post may take, milliseconds of real time, the wait behind others of its webhook included. */
  timeout: number;
  log: Logger;
};

type ForumPost = Extract<Discussion, { kind: 'forum-post' }>;

/** A post that is there: which message in which channel, and through which webhook it came. */
type Sent = { kind: 'sent'; messageId: string; channelId: string; route: WebhookRoute };
type NotSent = Exclude<PostOutcome, { kind: 'posted' }>;

/** Makes the posts of all replays. */
export class Posting {
  readonly #options: PostingOptions;

  constructor(options: PostingOptions) {
    this.#options = options;
  }

  /** Gets the faces of everybody who speaks, so that no post has to wait for one. */
  async prepare({ outline }: ReplayPlan): Promise<void> {
    await this.#options.faces.prepare(outline.faces);
  }

  /** Gets the face, the webhook and the turn of the next post, so that {@link post} is one request and nothing else. */
  async ready(replay: Replay, { face }: Post): Promise<ReadyOutcome> {
    const { faces, routes, budget } = this.#options;
    const { plan } = replay;
    await faces.url(face);
    try {
      await routes.to(channelOf(replay), whyOf(plan));
      await budget.turn();
      return { kind: 'ready' };
    } catch (error) {
      return this.#withoutRoute(plan, error);
    }
  }

  /** Makes one attempt to post, and gives it up when it takes too long: others reckon with that. */
  async post(replay: StagedReplay, post: Post): Promise<PostOutcome> {
    const { stageChannelId } = replay;
    const sent = await this.#send(replay, post);
    if (sent.kind !== 'sent') return sent;
    // Somebody moved the webhook: what it says now is said in another channel.
    if (sent.channelId !== stageChannelId) return this.#withoutWebhook(sent.route);
    return { kind: 'posted', messageId: sent.messageId };
  }

  /** The same, into a new post of a forum (`resources/webhook#execute-webhook`). */
  async open(replay: Replay, post: Post, { name, tags }: ForumPost): Promise<OpenOutcome> {
    const opening = { thread_name: name, ...(tags.length > 0 && { applied_tags: [...tags] }) };
    const sent = await this.#send(replay, post, opening);
    return sent.kind === 'sent' ? { kind: 'posted', messageId: sent.messageId, stageChannelId: sent.channelId } : sent;
  }

  /** Shows that somebody is typing. Nobody misses it where that fails. */
  async showTyping({ plan, stageChannelId }: StagedReplay): Promise<void> {
    const { api, log } = this.#options;
    try {
      await api.showTyping(stageChannelId);
    } catch (error) {
      const facts = { replay: plan.id, server: plan.serverId, channel: stageChannelId };
      log.debug({ ...facts, failure: restFailure(error) }, 'could not show typing');
    }
  }

  async #send(replay: Replay, post: Post, opening: object = {}): Promise<Sent | NotSent> {
    const { api, faces, routes, timeout } = this.#options;
    const { plan } = replay;
    const signal = AbortSignal.timeout(timeout);
    const body = { ...bodyOf(plan, post, await faces.ready(post.face), notifies(replay)), ...opening };
    let route: WebhookRoute;
    try {
      route = await routes.to(channelOf(replay), whyOf(plan));
    } catch (error) {
      return this.#withoutRoute(plan, error);
    }
    try {
      const { id, channel_id } = await api.executeWebhook(route, body, signal);
      return { kind: 'sent', messageId: id, channelId: channel_id, route };
    } catch (error) {
      return this.#afterFailure(route, replay, error);
    }
  }

  async #withoutWebhook(route: WebhookRoute): Promise<{ kind: 'webhook-gone' }> {
    await this.#options.routes.retire(route);
    return { kind: 'webhook-gone' };
  }

  async #afterFailure(route: WebhookRoute, replay: Replay, error: unknown): Promise<NotSent> {
    const { obstacles } = this.#options;
    const failure = restFailure(error);
    if (failure.kind === 'unsent') return { kind: 'absent', cause: failure.reason };
    if (failure.kind === 'unanswered') return { kind: 'unclear', cause: failure.reason };
    if (failure.kind === 'refused' && WEBHOOK_GONE.has(failure.code)) return this.#withoutWebhook(route);
    // A webhook that was moved does not know the ThreadChannels of the channel it was in.
    if (failure.kind === 'refused' && failure.code === RESTJSONErrorCodes.UnknownChannel && route.threadChannelId) {
      return (await obstacles.inReaching(replay)) ?? this.#withoutWebhook(route);
    }
    return obstacles.behind(failure, replay.plan, 'ManageWebhooks');
  }

  /** What it means that no webhook could be had: the post itself was never tried. */
  async #withoutRoute(plan: ReplayPlan, error: unknown): Promise<{ kind: 'absent'; cause: string } | Obstacle> {
    const failure = restFailure(error);
    if (failure.kind === 'unsent' || failure.kind === 'unanswered') return { kind: 'absent', cause: failure.reason };
    return this.#options.obstacles.behind(failure, plan, 'ManageWebhooks');
  }
}

/** The last says of a webhook that it is in no forum, where a forum's was to open a post: it was moved. */
const WEBHOOK_GONE: ReadonlySet<number> = new Set([
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.InvalidWebhookToken,
  RESTJSONErrorCodes.WebhooksCanOnlyCreateThreadsInForumChannels,
]);

/** Where the next post goes: what was opened for a replay lies in the channel that it is for. */
function channelOf({ plan, stageChannelId }: Replay): PostChannel {
  if (stageChannelId === null) return { id: plan.channelId, parentId: null };
  if (plan.discussion) return { id: stageChannelId, parentId: plan.channelId };
  return { id: stageChannelId, parentId: plan.isThreadChannel === false ? null : undefined };
}

/** A post on the wire: nothing in it ever pings anybody. */
function bodyOf(plan: ReplayPlan, post: Post, face: string, notifies: boolean) {
  const components = translateButton(plan, post);
  return {
    username: post.username,
    content: post.content,
    ...(!notifies && { flags: MessageFlags.SuppressNotifications as const }),
    ...(components && { components }),
    avatar_url: face,
    allowed_mentions: { parse: [] },
  };
}

/** The small button that translates a post, unless both languages are there, or only one is, or the server does without it. */
function translateButton({ id, language, translate }: ReplayPlan, { comment, oneLanguage }: Post) {
  if (!translate || language === 'both' || oneLanguage) return undefined;
  return [buttons(button(sentences[language].translate, translatePost.id({ replayId: id, comment })))];
}
