/** A replay's stage in Discord: posts through webhooks, looks into channels, shows typing. */
import { type APIMessage, type REST, type RESTPostAPIWebhookWithTokenJSONBody, Routes } from 'discord.js';
import type { Logger } from 'pino';
import { sentences } from '../i18n/i18n.ts';
import type { PermissionName } from '../replay/permission.ts';
import type { LookOutcome, PostOutcome, Stage } from '../replay/ports.ts';
import type { Post } from '../replay/post.ts';
import type { ReplayPlan } from '../replay/replay.ts';
import type { WebhookRoute } from '../store/webhooks.ts';
import { customId } from './customId.ts';
import type { Faces } from './faces.ts';
import { type RestFailure, restFailure } from './restFailure.ts';
import { button, buttons } from './views/parts.ts';
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

/** A post whose answer was lost stands in the channel at most this long after its request began, milliseconds. */
const LATEST_ARRIVAL = 2 * 60_000;

type StageOptions = {
  /** For everything but posts; repeats requests by itself. */
  rest: REST;
  /** For posts: never repeats a request, and rejects instead of waiting for a rate limit. */
  postRest: REST;
  routes: WebhookRoutes;
  faces: Faces;
  log: Logger;
};

/** Puts replays on Discord's stage. */
export function discordStage({ rest, postRest, routes, faces, log }: StageOptions): Stage {
  async function post(plan: ReplayPlan, line: Post): Promise<PostOutcome> {
    const avatar = await faces.url(line.persona);
    let route: WebhookRoute;
    try {
      route = await routes.to(plan.channelId);
    } catch (error) {
      const failure = restFailure(error);
      return failure.kind === 'unanswered' ? { kind: 'absent' } : refused(plan, failure, 'ManageWebhooks');
    }
    try {
      return { kind: 'posted', messageId: await execute(route, plan, line, avatar) };
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

  async function execute(route: WebhookRoute, plan: ReplayPlan, line: Post, avatar: string): Promise<string> {
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
    const message = (await postRest.post(Routes.webhook(route.id, route.token), options)) as APIMessage;
    return message.id;
  }

  async function look(plan: ReplayPlan, line: Post, after: string, since: number): Promise<LookOutcome> {
    try {
      const route = await routes.to(plan.channelId);
      const messages = await messagesAfter(plan.channelId, after, since + LATEST_ARRIVAL);
      const found = messages.find((message) => isThePost(message, route, line));
      if (found) return { kind: 'posted', messageId: found.id };
      // Without the permission to read the history the list is empty, not an error; a single message tells them apart.
      if (messages.length === 0) await readable(plan.channelId, after);
      return { kind: 'absent' };
    } catch (error) {
      const failure = restFailure(error);
      return failure.kind === 'unanswered' ? { kind: 'unseen' } : refused(plan, failure, 'ReadMessageHistory');
    }
  }

  async function messagesAfter(channelId: string, after: string, until: number): Promise<APIMessage[]> {
    const query = new URLSearchParams({ after, limit: String(PAGE) });
    const page = (await rest.get(Routes.channelMessages(channelId), { query })) as APIMessage[];
    const oldestFirst = page.toReversed();
    const last = oldestFirst.at(-1);
    if (!last || page.length < PAGE || Date.parse(last.timestamp) > until) return oldestFirst;
    return [...oldestFirst, ...(await messagesAfter(channelId, last.id, until))];
  }

  async function readable(channelId: string, messageId: string): Promise<void> {
    try {
      await rest.get(Routes.channelMessage(channelId, messageId));
    } catch (error) {
      const failure = restFailure(error);
      if (failure.kind !== 'refused' || failure.code !== UNKNOWN_MESSAGE) throw error;
    }
  }

  async function refused(
    plan: ReplayPlan,
    failure: Exclude<RestFailure, { kind: 'unanswered' }>,
    permission: PermissionName,
  ): Promise<Exclude<PostOutcome & LookOutcome, { kind: 'posted' }>> {
    if (failure.kind === 'rate-limited') return failure;
    const { code } = failure;
    log.warn({ replay: plan.id, server: plan.serverId, channel: plan.channelId, code }, 'Discord refused a request');
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

  return {
    post,
    look,
    async prepare(plan) {
      for (const persona of new Set(plan.script.map((line) => line.persona))) await faces.url(persona);
    },
    async typing(plan) {
      try {
        await rest.post(Routes.channelTyping(plan.channelId));
      } catch (error) {
        log.debug({ err: error, replay: plan.id }, 'could not show typing');
      }
    },
  };
}

/** The small button that translates a post, unless both languages are there or the server does without it. */
function translateButton({ id, language, translate }: ReplayPlan, { comment }: Post) {
  if (!translate || language === 'both') return undefined;
  return [buttons(button(sentences[language].translate, customId.translate(id, comment)))];
}

/** Content can be missing without the privileged intent: then webhook, name and order decide. */
function isThePost(message: APIMessage, route: WebhookRoute, line: Post): boolean {
  return (
    message.webhook_id === route.id &&
    message.author.username === line.username &&
    (message.content === '' || message.content.trim() === line.content.trim())
  );
}
