/** Deletes posts: through the webhook that made them, and as the bot itself where that webhook is gone. */
import { RESTJSONErrorCodes } from 'discord.js';
import type { Logger } from 'pino';
import { sentences } from '../../i18n/i18n.ts';
import type { PermissionName } from '../../replay/permission.ts';
import type { DeletionOutcome, PostDeleter, PostDeleters } from '../../replay/ports.ts';
import { controlChannelOf, type StagedReplay } from '../../replay/replay.ts';
import type { DeletionObstacle } from '../../replay/undo.ts';
import type { Clock } from '../../runtime/clock.ts';
import { textIn } from '../../thread/language.ts';
import type { DiscordApi, Message } from '../rest/discordApi.ts';
import { restFailure } from '../rest/failure.ts';
import { withinOwnLimit } from '../rest/ownLimit.ts';
import type { WebhookRoute } from './ports.ts';
import type { WebhookRoutes } from './webhookRoutes.ts';

type DeletingOptions = {
  /** Never repeats a request by itself. */
  api: Pick<DiscordApi, 'deleteWebhookMessage' | 'deleteMessage' | 'message' | 'setArchived'>;
  routes: Pick<WebhookRoutes, 'every'>;
  clock: Clock;
  log: Logger;
};

/** Makes deleters, one for each wish. */
export class Deleting implements PostDeleters {
  readonly #options: DeletingOptions;

  constructor(options: DeletingOptions) {
    this.#options = options;
  }

  of(replay: StagedReplay, askedBy: string, wish: 'undo' | 'one-post'): PostDeleter {
    return new Deleter(replay, askedBy, wish, this.#options);
  }
}

const DELETED: DeletionOutcome = { kind: 'deleted' };

/** What a person has to do something about. */
class Blocked extends Error {
  readonly obstacle: DeletionObstacle;

  constructor(obstacle: DeletionObstacle) {
    super(obstacle.kind);
    this.obstacle = obstacle;
  }
}

/** Deletes posts of one replay, and learns from each what the next one takes. */
class Deleter implements PostDeleter {
  readonly #replay: StagedReplay;
  readonly #reason: string;
  readonly #options: DeletingOptions;
  /** The webhooks that are there no more. */
  readonly #gone = new Set<string>();
  /** The webhook of the last post. */
  #latest: string | undefined;
  #broughtBack = false;

  constructor(replay: StagedReplay, askedBy: string, wish: 'undo' | 'one-post', options: DeletingOptions) {
    const { plan } = replay;
    this.#replay = replay;
    const { audit } = sentences[plan.speech];
    const title = textIn(plan.title, plan.speech).text;
    this.#reason = wish === 'undo' ? audit.undo(title, askedBy) : audit.postDeleted(title, askedBy);
    this.#options = options;
  }

  async delete(messageId: string): Promise<DeletionOutcome> {
    try {
      await this.#delete(messageId);
      return DELETED;
    } catch (error) {
      return this.#outcomeOf(error);
    }
  }

  async leave(): Promise<DeletionOutcome> {
    if (!this.#isOpenedElsewhere) return DELETED;
    const { api } = this.#options;
    try {
      await api.setArchived(this.#replay.stageChannelId, true, this.#reason);
      return DELETED;
    } catch (error) {
      return this.#outcomeOf(error);
    }
  }

  /** Where the control message is, nothing is archived: nobody could change the message then. */
  get #isOpenedElsewhere(): boolean {
    const { plan, stageChannelId } = this.#replay;
    return plan.discussion !== null && controlChannelOf(this.#replay) !== stageChannelId;
  }

  async #delete(messageId: string): Promise<void> {
    const { api } = this.#options;
    const { stageChannelId } = this.#replay;
    const ways = (await this.#everyWay()).filter(({ id }) => !this.#gone.has(id));
    const likely = ways.find(({ id }) => id === this.#latest) ?? ways[0];
    if (likely && (await this.#byWebhook(likely, messageId))) return;
    // To a webhook that was moved, or did not make it, a post is as unknown as one that is gone.
    const message = await this.#find(messageId);
    if (message === 'gone') return;
    const own = ways.find(({ id }) => id !== likely?.id && id === message?.webhook_id);
    if (own && (await this.#byWebhook(own, messageId))) return;
    await this.#request(() => api.deleteMessage(stageChannelId, messageId, this.#reason), 'ManageMessages');
  }

  /** Every way the posts may have gone: what was opened for them was opened through its parent's webhook. */
  async #everyWay(): Promise<WebhookRoute[]> {
    const { routes } = this.#options;
    const { plan, stageChannelId } = this.#replay;
    const ways = await routes.every(stageChannelId);
    if (plan.discussion === null) return ways;
    const parents = await routes.every(plan.channelId);
    return [...ways, ...parents.map(({ id, token }) => ({ id, token, threadChannelId: stageChannelId }))];
  }

  /** Whether a webhook deleted a message that it made. */
  async #byWebhook(way: WebhookRoute, messageId: string): Promise<boolean> {
    try {
      await this.#request(() => this.#options.api.deleteWebhookMessage(way, messageId));
      this.#latest = way.id;
      return true;
    } catch (error) {
      const failure = restFailure(error);
      if (failure.kind !== 'refused' || !NOT_BY_THIS_WEBHOOK.has(failure.code)) throw error;
      if (WEBHOOK_GONE.has(failure.code)) this.#gone.add(way.id);
      return false;
    }
  }

  /** The message; undefined where the bot may not read it. */
  async #find(messageId: string): Promise<Message | 'gone' | undefined> {
    const { api, clock } = this.#options;
    try {
      return await withinOwnLimit(clock, () => api.message(this.#replay.stageChannelId, messageId));
    } catch (error) {
      const failure = restFailure(error);
      if (failure.kind !== 'refused') throw error;
      if (failure.code === RESTJSONErrorCodes.UnknownMessage) return 'gone';
      if (failure.code === RESTJSONErrorCodes.MissingPermissions) return undefined;
      throw error;
    }
  }

  /**
   * Makes a request that deletes, in a ThreadChannel that was archived once more when it is active again: nothing in it can
   * be deleted before (`topics/threads#active-archived-threads`).
   *
   * @param permission the one that it takes, if it takes one
   */
  async #request(request: () => Promise<void>, permission?: PermissionName): Promise<void> {
    try {
      await withinOwnLimit(this.#options.clock, request);
    } catch (error) {
      const failure = restFailure(error);
      if (failure.kind !== 'refused') throw error;
      if (failure.code === RESTJSONErrorCodes.MissingPermissions && permission) throw missing(permission);
      if (failure.code !== RESTJSONErrorCodes.InvalidActionOnArchivedThread || this.#broughtBack) throw error;
      await this.#bringBack();
      await this.#request(request, permission);
    }
  }

  async #bringBack(): Promise<void> {
    const { api, clock } = this.#options;
    try {
      await withinOwnLimit(clock, () => api.setArchived(this.#replay.stageChannelId, false, this.#reason));
      this.#broughtBack = true;
    } catch (error) {
      // A locked one is brought back by those alone who manage ThreadChannels.
      if (restFailure(error).kind === 'refused') throw missing('ManageThreads');
      throw error;
    }
  }

  #outcomeOf(error: unknown): DeletionOutcome {
    if (error instanceof Blocked) return { kind: 'blocked', obstacle: error.obstacle };
    const failure = restFailure(error);
    const { plan, stageChannelId } = this.#replay;
    const facts = { replay: plan.id, server: plan.serverId, channel: stageChannelId };
    switch (failure.kind) {
      case 'rate-limited':
        return { kind: 'rate-limited', for: failure.for };
      case 'unsent':
        return { kind: 'unclear', cause: failure.reason };
      case 'unanswered':
        return failure.retryAfter === undefined
          ? { kind: 'unclear', cause: failure.reason }
          : { kind: 'rate-limited', for: failure.retryAfter };
      case 'refused': {
        const { status, code, reason } = failure;
        if (code === RESTJSONErrorCodes.UnknownChannel) return { kind: 'all-gone' };
        // Whoever deleted it a moment ago: it is gone.
        if (code === RESTJSONErrorCodes.UnknownMessage) return DELETED;
        this.#options.log.warn({ ...facts, status, code, reason }, 'Discord refused a request that deletes posts');
        if (code === RESTJSONErrorCodes.MissingAccess) return { kind: 'blocked', obstacle: VIEW_CHANNEL_MISSING };
        return { kind: 'blocked', obstacle: { kind: 'rejected', code } };
      }
    }
  }
}

function missing(permission: PermissionName): Blocked {
  return new Blocked({ kind: 'missing-permission', permission });
}

const VIEW_CHANNEL_MISSING: DeletionObstacle = { kind: 'missing-permission', permission: 'ViewChannel' };

const WEBHOOK_GONE: ReadonlySet<number> = new Set([
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.InvalidWebhookToken,
]);

/** A ThreadChannel below another channel than the webhook's is unknown to it, too. */
const NOT_BY_THIS_WEBHOOK: ReadonlySet<number> = new Set([
  ...WEBHOOK_GONE,
  RESTJSONErrorCodes.UnknownMessage,
  RESTJSONErrorCodes.UnknownChannel,
]);
