/** Looks into a channel for a post whose answer was lost. */
import { RESTJSONErrorCodes } from 'discord.js';
import type { LookOutcome, Obstacle } from '../../replay/ports.ts';
import type { Post } from '../../replay/post.ts';
import type { ReplayPlan, StagedReplay } from '../../replay/replay.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { DiscordApi, Message } from '../rest/discordApi.ts';
import { restFailure } from '../rest/failure.ts';
import { withinOwnLimit } from '../rest/ownLimit.ts';
import type { Obstacles } from './obstacles.ts';
import type { WebhookRoute } from './ports.ts';
import type { WebhookRoutes } from './webhookRoutes.ts';

/** Messages a page of a channel's history holds at most (`resources/message#get-channel-messages`). */
const PAGE = 100;

type LookingOptions = {
  /** Never repeats a request by itself: the replay decides. */
  api: Pick<DiscordApi, 'messagesAfter' | 'message' | 'webhookMessage'>;
  routes: Pick<WebhookRoutes, 'every'>;
  obstacles: Pick<Obstacles, 'behind'>;
  applicationId: string;
  clock: Clock;
};

/** A channel to look through, and every way that posts of ours went there. */
type Sight = { readonly channelId: string; readonly every: readonly WebhookRoute[] };

/** Tells a post from others by its webhook and its text. */
export class Looking {
  readonly #options: LookingOptions;

  constructor(options: LookingOptions) {
    this.#options = options;
  }

  /** @param after the id of the post before, or one older than all posts of the replay */
  async look({ plan, stageChannelId: channelId }: StagedReplay, post: Post, after: string): Promise<LookOutcome> {
    const { routes, obstacles } = this.#options;
    try {
      return await this.findIn({ channelId, every: await routes.every(channelId) }, post, after);
    } catch (error) {
      return afterFailedLook(error, plan, obstacles);
    }
  }

  /**
   * Reads a channel from `after` on to its end. Order alone tells what comes after: our clock and Discord's differ.
   * The message `after` itself comes with it, if it is one: it proves that the history can be read.
   *
   * @throws what @discordjs/rest throws
   */
  async findIn({ channelId, every }: Sight, post: Post, after: string): Promise<LookOutcome> {
    const { api, clock } = this.#options;
    for (let last = String(BigInt(after) - 1n); ; ) {
      const page = await withinOwnLimit(clock, () => api.messagesAfter(channelId, last, PAGE));
      const oldestFirst = page.toReversed();
      for (const message of oldestFirst) {
        if (message.id !== after && (await this.#isThePost(message, post, every))) {
          return { kind: 'posted', messageId: message.id };
        }
      }
      const newest = oldestFirst.at(-1);
      // Without the permission to read the history the list is empty, not an error; a single message tells them apart.
      if (!newest && !(await this.#isReadable(channelId, after))) {
        return { kind: 'blocked', reason: { kind: 'missing-permission', permission: 'ReadMessageHistory' } };
      }
      if (!newest || page.length < PAGE) return { kind: 'absent' };
      last = newest.id;
    }
  }

  /**
   * Whether a message after the last known one of the channel's only replay is a post: one of our webhooks, a name and a
   * text decide. Without the privileged intent the text may be hidden: then the webhook is asked for it.
   *
   * @param every way that posts of ours went there
   */
  async #isThePost(message: Message, post: Post, every: readonly WebhookRoute[]): Promise<boolean> {
    const route = every.find(({ id }) => id === message.webhook_id);
    if (!route && !this.#isByOurApplication(message)) return false;
    if (plain(message.author.username) !== plain(post.username)) return false;
    const content = message.content || (route && (await this.#hiddenContent(message, route)));
    // What can be seen nowhere decides nothing.
    return !content || plain(content) === plain(post.content);
  }

  /** Our answers to interactions come through a webhook too, which has our application's id. */
  #isByOurApplication({ application_id, webhook_id }: Message): boolean {
    const { applicationId } = this.#options;
    return application_id === applicationId && Boolean(webhook_id) && webhook_id !== applicationId;
  }

  /** What a webhook's message says; undefined when the webhook or the message is gone. */
  async #hiddenContent({ id }: Message, route: WebhookRoute): Promise<string | undefined> {
    const { api, clock } = this.#options;
    try {
      return (await withinOwnLimit(clock, () => api.webhookMessage(route, id))).content;
    } catch (error) {
      if (restFailure(error).kind === 'refused') return undefined;
      throw error;
    }
  }

  async #isReadable(channelId: string, messageId: string): Promise<boolean> {
    const { api } = this.#options;
    try {
      await api.message(channelId, messageId);
      return true;
    } catch (error) {
      const failure = restFailure(error);
      if (failure.kind === 'refused' && failure.code === RESTJSONErrorCodes.UnknownMessage) return true;
      if (failure.kind === 'refused' && NO_ACCESS.has(failure.code)) return false;
      throw error;
    }
  }
}

/** What it means that a look failed. */
export async function afterFailedLook(
  error: unknown,
  plan: ReplayPlan,
  obstacles: Pick<Obstacles, 'behind'>,
): Promise<{ kind: 'unseen'; cause: string } | Obstacle> {
  const failure = restFailure(error);
  if (failure.kind === 'unsent') return { kind: 'unseen', cause: failure.reason };
  if (failure.kind !== 'unanswered') return obstacles.behind(failure, plan, 'ReadMessageHistory');
  // A look changes nothing: whoever asks to wait is believed, Discord or not.
  const { retryAfter, reason: cause } = failure;
  return retryAfter === undefined
    ? { kind: 'unseen', cause }
    : { kind: 'rate-limited', for: retryAfter, refused: true };
}

const NO_ACCESS: ReadonlySet<number> = new Set([
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.MissingPermissions,
]);

/** Discord trims names and texts, and white space within names (`resources/user#usernames-and-nicknames`). */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
