/** A replay's stage in Discord: posts through webhooks, looks into channels, shows typing. */
import { type APIMessage, type REST, type RESTPostAPIWebhookWithTokenJSONBody, Routes } from 'discord.js';
import type { Logger } from 'pino';
import { sentences } from '../../i18n/i18n.ts';
import type { PermissionName } from '../../replay/permission.ts';
import type { LookOutcome, Obstacle, PostOutcome, ReadyOutcome, Stage } from '../../replay/ports.ts';
import type { Post } from '../../replay/post.ts';
import type { ReplayPlan } from '../../replay/replay.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { WebhookRoute } from '../../store/webhooks.ts';
import { type RestFailure, restFailure } from '../rest/failure.ts';
import { patiently } from '../rest/patience.ts';
import { button, buttons } from '../views/parts.ts';
import { translatePost } from '../views/reading.ts';
import type { Faces } from './faces.ts';
import type { WebhookRoutes } from './webhookRoutes.ts';

/** Codes of `discord-api-docs topics/opcodes-and-status-codes#json`. */
const UNKNOWN_CHANNEL = 10003;
const UNKNOWN_MESSAGE = 10008;
const UNKNOWN_WEBHOOK = 10015;
const TOO_MANY_WEBHOOKS: readonly number[] = [30007, 30058];
const MISSING_ACCESS = 50001;
const MISSING_PERMISSIONS = 50013;
const INVALID_WEBHOOK_TOKEN = 50027;

/** Messages a page of a channel's history holds at most (`resources/message#get-channel-messages`). */
const PAGE = 100;

type StageOptions = {
  /** Never repeats a request by itself: the replay decides. */
  rest: REST;
  routes: WebhookRoutes;
  faces: Faces;
  applicationId: string;
  clock: Clock;
  log: Logger;
};

/** Puts replays on Discord's stage. */
export function discordStage({ rest, routes, faces, applicationId, clock, log }: StageOptions): Stage {
  async function ready(plan: ReplayPlan, { persona }: Post): Promise<ReadyOutcome> {
    await faces.url(persona);
    try {
      await routes.to(plan.channelId);
      return { kind: 'ready' };
    } catch (error) {
      return notMade(plan, error);
    }
  }

  async function post(plan: ReplayPlan, line: Post): Promise<PostOutcome> {
    const avatar = await faces.ready(line.persona);
    let route: WebhookRoute;
    try {
      route = await routes.to(plan.channelId);
    } catch (error) {
      return notMade(plan, error);
    }
    try {
      const { id, channel_id } = await execute(route, plan, line, avatar);
      if (channel_id === plan.channelId) return { kind: 'posted', messageId: id };
      // Somebody moved the webhook: what it says now is said in another channel.
      await routes.forget(route);
      return { kind: 'webhook-gone' };
    } catch (error) {
      const failure = restFailure(error);
      if (failure.kind === 'unanswered') return { kind: 'unclear' };
      if (failure.kind === 'refused' && [UNKNOWN_WEBHOOK, INVALID_WEBHOOK_TOKEN].includes(failure.code)) {
        await routes.forget(route);
        return { kind: 'webhook-gone' };
      }
      return refused(plan, failure, 'ManageWebhooks');
    }
  }

  /** What a failure before the request for a post means. */
  async function notMade(plan: ReplayPlan, error: unknown): Promise<{ kind: 'absent' } | Obstacle> {
    const failure = restFailure(error);
    return failure.kind === 'unanswered' ? { kind: 'absent' } : refused(plan, failure, 'ManageWebhooks');
  }

  async function execute(route: WebhookRoute, plan: ReplayPlan, line: Post, avatar: string): Promise<APIMessage> {
    const components = translateButton(plan, line);
    const body: RESTPostAPIWebhookWithTokenJSONBody = {
      username: line.username,
      content: line.content,
      ...(components && { components }),
      avatar_url: avatar,
      allowed_mentions: { parse: [] },
    };
    const query = new URLSearchParams({ wait: 'true' });
    if (route.threadChannelId) query.set('thread_id', route.threadChannelId);
    // Without it Discord may leave out what a webhook's post carries (`components/using-message-components`).
    if (components) query.set('with_components', 'true');
    const options = { body, query, auth: false };
    return (await rest.post(Routes.webhook(route.id, route.token), options)) as APIMessage;
  }

  async function look(plan: ReplayPlan, line: Post, after: string): Promise<LookOutcome> {
    try {
      const found = await find(plan.channelId, line, after);
      if (found) return { kind: 'posted', messageId: found.id };
      if (found === null) return { kind: 'absent' };
      return { kind: 'blocked', reason: { kind: 'missing-permission', permission: 'ReadMessageHistory' } };
    } catch (error) {
      const failure = restFailure(error);
      return failure.kind === 'unanswered' ? { kind: 'unseen' } : refused(plan, failure, 'ReadMessageHistory');
    }
  }

  /**
   * Reads the channel from `after` on to its end. Order alone tells what comes after: our clock and Discord's differ.
   * The message `after` itself comes with it, if it is one: it proves that the history can be read.
   *
   * @returns null when it is not there, undefined when the history cannot be read
   */
  async function find(channelId: string, line: Post, after: string): Promise<APIMessage | null | undefined> {
    for (let last = String(BigInt(after) - 1n); ; ) {
      const query = new URLSearchParams({ after: last, limit: String(PAGE) });
      const read = () => rest.get(Routes.channelMessages(channelId), { query });
      const page = (await patiently(clock, read)) as APIMessage[];
      const oldestFirst = page.toReversed();
      const found = oldestFirst.find((message) => message.id !== after && isThePost(message, applicationId, line));
      if (found) return found;
      const newest = oldestFirst.at(-1);
      // Without the permission to read the history the list is empty, not an error; a single message tells them apart.
      if (!newest && !(await isReadable(channelId, after))) return undefined;
      if (!newest || page.length < PAGE) return null;
      last = newest.id;
    }
  }

  async function isReadable(channelId: string, messageId: string): Promise<boolean> {
    try {
      await rest.get(Routes.channelMessage(channelId, messageId));
      return true;
    } catch (error) {
      const failure = restFailure(error);
      if (failure.kind === 'refused' && failure.code === UNKNOWN_MESSAGE) return true;
      if (failure.kind === 'refused' && [MISSING_ACCESS, MISSING_PERMISSIONS].includes(failure.code)) return false;
      throw error;
    }
  }

  async function refused(
    plan: ReplayPlan,
    failure: Exclude<RestFailure, { kind: 'unanswered' }>,
    permission: PermissionName,
  ): Promise<Obstacle> {
    const facts = { replay: plan.id, server: plan.serverId, channel: plan.channelId };
    if (failure.kind === 'rate-limited') {
      if (failure.refused) log.warn({ ...facts, for: failure.for }, 'Discord asks to wait');
      return failure;
    }
    const { status, code } = failure;
    log.warn({ ...facts, status, code }, 'Discord refused a request');
    if (code === UNKNOWN_CHANNEL) return { kind: 'gone', reason: 'channel-gone' };
    if (TOO_MANY_WEBHOOKS.includes(code)) return { kind: 'blocked', reason: { kind: 'webhook-limit' } };
    if (code === MISSING_PERMISSIONS) return { kind: 'blocked', reason: { kind: 'missing-permission', permission } };
    if (code === MISSING_ACCESS) {
      return (await inServer(plan.serverId))
        ? { kind: 'blocked', reason: { kind: 'missing-permission', permission: 'ViewChannel' } }
        : { kind: 'gone', reason: 'server-gone' };
    }
    return { kind: 'blocked', reason: { kind: 'rejected', code } };
  }

  async function inServer(serverId: string): Promise<boolean> {
    try {
      await rest.get(Routes.guild(serverId));
      return true;
    } catch (error) {
      return restFailure(error).kind !== 'refused';
    }
  }

  async function obstacle(plan: ReplayPlan): Promise<Obstacle | undefined> {
    try {
      await rest.get(Routes.channel(plan.channelId));
      return undefined;
    } catch (error) {
      const failure = restFailure(error);
      return failure.kind === 'unanswered' ? undefined : refused(plan, failure, 'ViewChannel');
    }
  }

  return {
    ready,
    post,
    look,
    obstacle,
    async prepare(plan) {
      for (const persona of new Set(plan.script.map((line) => line.persona))) await faces.url(persona);
    },
    async typing(plan) {
      try {
        await rest.post(Routes.channelTyping(plan.channelId));
      } catch (error) {
        const facts = { replay: plan.id, server: plan.serverId, channel: plan.channelId };
        log.debug({ ...facts, failure: restFailure(error) }, 'could not show typing');
      }
    },
  };
}

/** The small button that translates a post, unless both languages are there or the server does without it. */
function translateButton({ id, language, translate }: ReplayPlan, { comment }: Post) {
  if (!translate || language === 'both') return undefined;
  return [buttons(button(sentences[language].translate, translatePost.id({ replayId: id, comment })))];
}

/**
 * After the last known message of a channel's only replay, a webhook of ours and a name decide, even if that webhook has
 * been replaced since; content does where it is shown, which without the privileged intent it may not be.
 */
function isThePost(message: APIMessage, applicationId: string, { username, content }: Post): boolean {
  const byOurWebhook = message.application_id === applicationId && message.webhook_id !== applicationId;
  const sameContent = message.content === '' || plain(message.content) === plain(content);
  return byOurWebhook && plain(message.author.username) === plain(username) && sameContent;
}

/** Discord trims names and texts, and white space within names (`resources/user#usernames-and-nicknames`). */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
