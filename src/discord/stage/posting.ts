/** Posts a replay's lines through webhooks: once each, whatever the answer. */
import { MessageFlags, RESTJSONErrorCodes } from 'discord.js';
import type { Logger } from 'pino';
import { sentences } from '../../i18n/i18n.ts';
import type { Obstacle, PostOutcome, ReadyOutcome } from '../../replay/ports.ts';
import type { Post } from '../../replay/post.ts';
import type { ReplayPlan } from '../../replay/replay.ts';
import { textIn } from '../../thread/language.ts';
import type { DiscordApi } from '../rest/discordApi.ts';
import { restFailure } from '../rest/failure.ts';
import { button, buttons } from '../views/parts.ts';
import { translatePost } from '../views/reading.ts';
import type { Faces } from './faces.ts';
import type { Obstacles } from './obstacles.ts';
import type { WebhookRoute } from './ports.ts';
import type { WebhookRoutes } from './webhookRoutes.ts';

type PostingOptions = {
  /** Never repeats a request by itself: the replay decides. */
  api: Pick<DiscordApi, 'executeWebhook' | 'showTyping'>;
  routes: Pick<WebhookRoutes, 'to' | 'retire'>;
  faces: Pick<Faces, 'prepare' | 'url' | 'ready'>;
  obstacles: Pick<Obstacles, 'behind'>;
  /** How long a post may take, milliseconds of real time, the wait behind others of its webhook included. */
  timeout: number;
  log: Logger;
};

/** Makes the posts of all replays. */
export class Posting {
  readonly #options: PostingOptions;

  constructor(options: PostingOptions) {
    this.#options = options;
  }

  /** Gets the faces of everybody who speaks, so that no post has to wait for one. */
  async prepare({ script }: ReplayPlan): Promise<void> {
    await this.#options.faces.prepare([...new Set(script.map(({ face }) => face))]);
  }

  /** Gets the face and the webhook of the next post, so that {@link post} is one request and nothing else. */
  async ready(plan: ReplayPlan, { face }: Post): Promise<ReadyOutcome> {
    const { faces, routes } = this.#options;
    await faces.url(face);
    try {
      await routes.to(plan.channelId, whyOf(plan));
      return { kind: 'ready' };
    } catch (error) {
      return this.#withoutRoute(plan, error);
    }
  }

  /** Makes one attempt to post, and gives it up when it takes too long: others reckon with that. */
  async post(plan: ReplayPlan, post: Post, notifies: boolean): Promise<PostOutcome> {
    const { faces, routes, timeout } = this.#options;
    const signal = AbortSignal.timeout(timeout);
    const face = await faces.ready(post.face);
    let route: WebhookRoute;
    try {
      route = await routes.to(plan.channelId, whyOf(plan));
    } catch (error) {
      return this.#withoutRoute(plan, error);
    }
    return this.#execute(route, plan, bodyOf(plan, post, face, notifies), signal);
  }

  /** Shows that somebody is typing. Nobody misses it where that fails. */
  async showTyping(plan: ReplayPlan): Promise<void> {
    const { api, log } = this.#options;
    try {
      await api.showTyping(plan.channelId);
    } catch (error) {
      const facts = { replay: plan.id, server: plan.serverId, channel: plan.channelId };
      log.debug({ ...facts, failure: restFailure(error) }, 'could not show typing');
    }
  }

  async #execute(
    route: WebhookRoute,
    plan: ReplayPlan,
    body: ReturnType<typeof bodyOf>,
    signal: AbortSignal,
  ): Promise<PostOutcome> {
    const { api, routes } = this.#options;
    try {
      const { id, channel_id } = await api.executeWebhook(route, body, signal);
      if (channel_id === plan.channelId) return { kind: 'posted', messageId: id };
      // Somebody moved the webhook: what it says now is said in another channel.
      await routes.retire(route);
      return { kind: 'webhook-gone' };
    } catch (error) {
      return this.#afterFailure(route, plan, error);
    }
  }

  async #afterFailure(route: WebhookRoute, plan: ReplayPlan, error: unknown): Promise<PostOutcome> {
    const { routes, obstacles } = this.#options;
    const failure = restFailure(error);
    if (failure.kind === 'unsent') return { kind: 'absent', cause: failure.reason };
    if (failure.kind === 'unanswered') return { kind: 'unclear', cause: failure.reason };
    if (failure.kind === 'refused' && WEBHOOK_GONE.has(failure.code)) {
      await routes.retire(route);
      return { kind: 'webhook-gone' };
    }
    return obstacles.behind(failure, plan, 'ManageWebhooks');
  }

  /** What it means that no webhook could be had: the post itself was never tried. */
  async #withoutRoute(plan: ReplayPlan, error: unknown): Promise<{ kind: 'absent'; cause: string } | Obstacle> {
    const failure = restFailure(error);
    if (failure.kind === 'unsent' || failure.kind === 'unanswered') return { kind: 'absent', cause: failure.reason };
    return this.#options.obstacles.behind(failure, plan, 'ManageWebhooks');
  }
}

/** What the audit log says of whatever a replay needs on its server. */
function whyOf({ speech, title, startedBy }: ReplayPlan): string {
  return sentences[speech].audit.replay(textIn(title, speech).text, startedBy);
}

const WEBHOOK_GONE: ReadonlySet<number> = new Set([
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.InvalidWebhookToken,
]);

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

/** The small button that translates a post, unless both languages are there or the server does without it. */
function translateButton({ id, language, translate }: ReplayPlan, { comment }: Post) {
  if (!translate || language === 'both') return undefined;
  return [buttons(button(sentences[language].translate, translatePost.id({ replayId: id, comment })))];
}
