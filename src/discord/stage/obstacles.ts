/** What Discord's refusals mean for a replay: whether its channel is gone, or what keeps it from going on. */
import { RESTJSONErrorCodes } from 'discord.js';
import type { Logger } from 'pino';
import type { PermissionName } from '../../replay/permission.ts';
import type { Obstacle } from '../../replay/ports.ts';
import type { Replay, ReplayPlan } from '../../replay/replay.ts';
import type { PauseReason } from '../../replay/state.ts';
import type { DiscordApi } from '../rest/discordApi.ts';
import { type CertainFailure, restFailure } from '../rest/failure.ts';

/** Reads refusals, and asks the channel where they do not say enough. */
export class Obstacles {
  readonly #api: Pick<DiscordApi, 'channel' | 'server'>;
  readonly #log: Logger;

  /** @param api never repeats a request by itself */
  constructor(api: Pick<DiscordApi, 'channel' | 'server'>, log: Logger) {
    this.#api = api;
    this.#log = log;
  }

  /** What keeps a replay's channel out of reach; undefined when nothing does, or nobody can say. */
  async inReaching({ plan, stageChannelId }: Pick<Replay, 'plan' | 'stageChannelId'>): Promise<Obstacle | undefined> {
    try {
      await this.#api.channel(stageChannelId ?? plan.channelId);
      return undefined;
    } catch (error) {
      const failure = restFailure(error);
      if (failure.kind === 'unsent' || failure.kind === 'unanswered') return undefined;
      return this.behind(failure, plan, 'ViewChannel');
    }
  }

  /**
   * What stands behind a failed request of a replay, which is logged.
   *
   * @param permission the one that the request takes
   */
  async behind(failure: CertainFailure, plan: ReplayPlan, permission: PermissionName): Promise<Obstacle> {
    const facts = { replay: plan.id, server: plan.serverId, channel: plan.channelId };
    if (failure.kind === 'rate-limited') {
      if (failure.refused) this.#log.warn({ ...facts, for: failure.for }, 'Discord asks to wait');
      return failure;
    }
    const { status, code, reason } = failure;
    this.#log.warn({ ...facts, status, code, reason }, 'Discord refused a request');
    const blocking = BLOCKING.get(code);
    if (blocking) return { kind: 'blocked', reason: blocking };
    switch (code) {
      case RESTJSONErrorCodes.UnknownChannel:
        return { kind: 'gone', reason: 'channel-gone' };
      case RESTJSONErrorCodes.MissingPermissions:
        return { kind: 'blocked', reason: { kind: 'missing-permission', permission } };
      case RESTJSONErrorCodes.MissingAccess:
        return (await this.#isInServer(plan.serverId))
          ? { kind: 'blocked', reason: { kind: 'missing-permission', permission: 'ViewChannel' } }
          : { kind: 'gone', reason: 'server-gone' };
      default:
        return { kind: 'blocked', reason: { kind: 'rejected', code } };
    }
  }

  /** Without an answer it is taken to be: nothing may be called gone that nobody said was gone. */
  async #isInServer(serverId: string): Promise<boolean> {
    try {
      await this.#api.server(serverId);
      return true;
    } catch (error) {
      return restFailure(error).kind !== 'refused';
    }
  }
}

/** The refusals that mean one thing, whatever was asked. */
const BLOCKING: ReadonlyMap<number, PauseReason> = new Map([
  [RESTJSONErrorCodes.MaximumNumberOfWebhooksReached, { kind: 'webhook-limit' }],
  [RESTJSONErrorCodes.MaximumNumberOfWebhooksPerGuildReached, { kind: 'server-webhook-limit' }],
  [RESTJSONErrorCodes.MessageWasBlockedByAutomaticModeration, { kind: 'blocked-by-automod' }],
  [RESTJSONErrorCodes.TitleWasBlockedByAutomaticModeration, { kind: 'title-blocked-by-automod' }],
  [RESTJSONErrorCodes.MessageBlockedByHarmfulLinksFilter, { kind: 'harmful-link' }],
  [RESTJSONErrorCodes.ThreadLocked, { kind: 'locked' }],
  // A post brings an archived ThreadChannel back, unless it is locked too (`topics/threads#active-archived-threads`).
  [RESTJSONErrorCodes.InvalidActionOnArchivedThread, { kind: 'locked' }],
  [RESTJSONErrorCodes.MaximumActiveThreads, { kind: 'thread-channel-limit' }],
  [RESTJSONErrorCodes.MaximumActiveAnnouncementThreads, { kind: 'thread-channel-limit' }],
  [RESTJSONErrorCodes.TagRequiredToCreateAForumPostInThisChannel, { kind: 'tag-required' }],
]);
