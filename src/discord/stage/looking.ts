/** Looks into a channel for a post whose answer was lost. */
import { RESTJSONErrorCodes } from 'discord.js';
import type { LookOutcome } from '../../replay/ports.ts';
import type { Post } from '../../replay/post.ts';
import type { ReplayPlan } from '../../replay/replay.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { DiscordApi, Message } from '../rest/discordApi.ts';
import { restFailure } from '../rest/failure.ts';
import { withinOwnLimit } from '../rest/ownLimit.ts';
import type { Obstacles } from './obstacles.ts';

/** Messages a page of a channel's history holds at most (`resources/message#get-channel-messages`). */
const PAGE = 100;

type LookingOptions = {
  /** Never repeats a request by itself: the replay decides. */
  api: DiscordApi;
  obstacles: Obstacles;
  applicationId: string;
  clock: Clock;
};

export class Looking {
  readonly #options: LookingOptions;

  constructor(options: LookingOptions) {
    this.#options = options;
  }

  /** @param after the id of the post before, or one older than all posts of the replay */
  async look(plan: ReplayPlan, post: Post, after: string): Promise<LookOutcome> {
    try {
      return await this.#find(plan.channelId, post, after);
    } catch (error) {
      const failure = restFailure(error);
      if (failure.kind === 'unsent') return { kind: 'unseen' };
      if (failure.kind !== 'unanswered') return this.#options.obstacles.behind(failure, plan, 'ReadMessageHistory');
      // A look changes nothing: whoever asks to wait is believed, Discord or not.
      const { retryAfter } = failure;
      return retryAfter === undefined ? { kind: 'unseen' } : { kind: 'rate-limited', for: retryAfter, refused: true };
    }
  }

  /**
   * Reads the channel from `after` on to its end. Order alone tells what comes after: our clock and Discord's differ.
   * The message `after` itself comes with it, if it is one: it proves that the history can be read.
   */
  async #find(channelId: string, post: Post, after: string): Promise<LookOutcome> {
    const { api, applicationId, clock } = this.#options;
    for (let last = String(BigInt(after) - 1n); ; ) {
      const page = await withinOwnLimit(clock, () => api.messagesAfter(channelId, last, PAGE));
      const oldestFirst = page.toReversed();
      const found = oldestFirst.find((message) => message.id !== after && isThePost(message, applicationId, post));
      if (found) return { kind: 'posted', messageId: found.id };
      const newest = oldestFirst.at(-1);
      // Without the permission to read the history the list is empty, not an error; a single message tells them apart.
      if (!newest && !(await this.#isReadable(channelId, after))) {
        return { kind: 'blocked', reason: { kind: 'missing-permission', permission: 'ReadMessageHistory' } };
      }
      if (!newest || page.length < PAGE) return { kind: 'absent' };
      last = newest.id;
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

const NO_ACCESS: ReadonlySet<number> = new Set([
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.MissingPermissions,
]);

/**
 * After the last known message of a channel's only replay, a webhook of ours and a name decide, even if that webhook has
 * been replaced since; content does where it is shown, which without the privileged intent it may not be.
 */
function isThePost(message: Message, applicationId: string, { username, content }: Post): boolean {
  const byOurWebhook = message.application_id === applicationId && message.webhook_id !== applicationId;
  const sameContent = message.content === '' || plain(message.content) === plain(content);
  return byOurWebhook && plain(message.author.username) === plain(username) && sameContent;
}

/** Discord trims names and texts, and white space within names (`resources/user#usernames-and-nicknames`). */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
