/** The calls of Discord's REST that the bot makes, one method a call, and of each answer what we use, checked. */
import {
  type RESTPatchAPIChannelMessageJSONBody,
  type RESTPostAPIApplicationEmojiJSONBody,
  type RESTPostAPIChannelMessageJSONBody,
  type RESTPostAPIChannelMessagesThreadsJSONBody,
  type RESTPostAPIChannelThreadsJSONBody,
  type RESTPostAPIChannelWebhookJSONBody,
  type RESTPostAPIWebhookWithTokenJSONBody,
  Routes,
} from 'discord.js';
import { z } from 'zod';
import { AnswerError } from './answer.ts';
import { auditReason } from './auditReason.ts';
import type { Requests } from './pacedRest.ts';

const Overwrite = z.object({ id: z.string(), allow: z.string(), deny: z.string() });
const Tag = z.object({ id: z.string(), name: z.string(), moderated: z.boolean().nullish() });

const Channel = z.object({
  id: z.string(),
  type: z.number(),
  guild_id: z.string().nullish(),
  parent_id: z.string().nullish(),
  name: z.string().nullish(),
  last_message_id: z.string().nullish(),
  permission_overwrites: z.array(Overwrite).nullish(),
  /** Of a ThreadChannel: who opened it. */
  owner_id: z.string().nullish(),
  flags: z.number().nullish(),
  /** Of a forum. */
  available_tags: z.array(Tag).nullish(),
});
export type Channel = z.infer<typeof Channel>;

const ThreadList = z.object({ threads: z.array(Channel) });

const Server = z.object({
  id: z.string(),
  owner_id: z.string(),
  preferred_locale: z.string().nullish(),
  system_channel_id: z.string().nullish(),
  roles: z.array(z.object({ id: z.string(), permissions: z.string() })),
});
export type Server = z.infer<typeof Server>;

const Member = z.object({ user: z.object({ id: z.string() }), roles: z.array(z.string()) });
export type Member = z.infer<typeof Member>;

const Sent = z.object({ id: z.string(), channel_id: z.string() });
type Sent = z.infer<typeof Sent>;

const Message = z.object({
  id: z.string(),
  content: z
    .string()
    .nullish()
    .transform((content) => content ?? ''),
  author: z.object({ username: z.string(), bot: z.boolean().nullish() }),
  webhook_id: z.string().nullish(),
  application_id: z.string().nullish(),
  components: z.array(z.unknown()).nullish(),
});
/** A message as far as we read it. Servers that only resemble Discord leave out what is `nullish` here. */
export type Message = z.infer<typeof Message>;

const Webhook = z.object({
  id: z.string(),
  token: z.string().nullish(),
  application_id: z.string().nullish(),
  user: z.object({ id: z.string() }).nullish(),
});
export type Webhook = z.infer<typeof Webhook>;

const Emoji = z.object({ id: z.string(), name: z.string() });
export type Emoji = z.infer<typeof Emoji>;

/** A webhook, and the ThreadChannel below its channel to post in, if it is to be one. */
type WebhookAddress = { readonly id: string; readonly token: string; readonly threadChannelId: string | null };

/** All methods throw what @discordjs/rest throws, which `restFailure` explains, and {@link AnswerError}. */
export class DiscordApi {
  readonly #rest: Requests;

  /** @param rest decides about repetitions and waits */
  constructor(rest: Requests) {
    this.#rest = rest;
  }

  /** @see https://discord.com/developers/docs/resources/channel#get-channel */
  async channel(channelId: string): Promise<Channel> {
    return checked(Channel, await this.#rest.get(Routes.channel(channelId)));
  }

  /**
   * Opens a ThreadChannel in a text or announcement channel.
   *
   * @param reason a sentence for the audit log
   * @param signal gives it up
   * @see https://discord.com/developers/docs/resources/channel#start-thread-without-message
   */
  async startThread(
    channelId: string,
    body: RESTPostAPIChannelThreadsJSONBody,
    reason: string,
    signal: AbortSignal,
  ): Promise<Channel> {
    const request = { body, reason: auditReason(reason), signal };
    return checked(Channel, await this.#rest.post(Routes.threads(channelId), request));
  }

  /**
   * The same from a message, whose id it then has.
   *
   * @see https://discord.com/developers/docs/resources/channel#start-thread-from-message
   */
  async startThreadOf(
    channelId: string,
    messageId: string,
    body: RESTPostAPIChannelMessagesThreadsJSONBody,
    reason: string,
    signal: AbortSignal,
  ): Promise<Channel> {
    const request = { body, reason: auditReason(reason), signal };
    return checked(Channel, await this.#rest.post(Routes.threads(channelId, messageId), request));
  }

  /**
   * All ThreadChannels of a server that the bot can see and that are not archived.
   *
   * @see https://discord.com/developers/docs/resources/guild#list-active-guild-threads
   */
  async activeThreads(serverId: string): Promise<Channel[]> {
    return checked(ThreadList, await this.#rest.get(Routes.guildActiveThreads(serverId))).threads;
  }

  /**
   * The archived public ThreadChannels of a channel, at most a hundred, the last that was archived first.
   *
   * @see https://discord.com/developers/docs/resources/channel#list-public-archived-threads
   */
  async archivedThreads(channelId: string): Promise<Channel[]> {
    const query = new URLSearchParams({ limit: '100' });
    return checked(ThreadList, await this.#rest.get(Routes.channelThreads(channelId, 'public'), { query })).threads;
  }

  /** @see https://discord.com/developers/docs/resources/channel#trigger-typing-indicator */
  async showTyping(channelId: string): Promise<void> {
    await this.#rest.post(Routes.channelTyping(channelId));
  }

  /**
   * At most `limit` (1 to 100) messages that are newer than the id `after`, the ones right after it, newest first.
   *
   * @see https://discord.com/developers/docs/resources/message#get-channel-messages
   */
  async messagesAfter(channelId: string, after: string, limit: number): Promise<Message[]> {
    const query = new URLSearchParams({ after, limit: String(limit) });
    return checked(z.array(Message), await this.#rest.get(Routes.channelMessages(channelId), { query }));
  }

  /** @see https://discord.com/developers/docs/resources/message#get-channel-message */
  async message(channelId: string, messageId: string): Promise<Message> {
    return checked(Message, await this.#rest.get(Routes.channelMessage(channelId, messageId)));
  }

  /** @see https://discord.com/developers/docs/resources/message#create-message */
  async sendMessage(channelId: string, body: RESTPostAPIChannelMessageJSONBody): Promise<Sent> {
    return checked(Sent, await this.#rest.post(Routes.channelMessages(channelId), { body }));
  }

  /** @see https://discord.com/developers/docs/resources/message#edit-message */
  async editMessage(channelId: string, messageId: string, body: RESTPatchAPIChannelMessageJSONBody): Promise<void> {
    checked(Sent, await this.#rest.patch(Routes.channelMessage(channelId, messageId), { body }));
  }

  /** @see https://discord.com/developers/docs/resources/webhook#get-channel-webhooks */
  async webhooks(channelId: string): Promise<Webhook[]> {
    return checked(z.array(Webhook), await this.#rest.get(Routes.channelWebhooks(channelId)));
  }

  /**
   * @param reason a sentence for the audit log
   * @see https://discord.com/developers/docs/resources/webhook#create-webhook
   */
  async makeWebhook(channelId: string, body: RESTPostAPIChannelWebhookJSONBody, reason: string): Promise<Webhook> {
    const request = { body, reason: auditReason(reason) };
    return checked(Webhook, await this.#rest.post(Routes.channelWebhooks(channelId), request));
  }

  /**
   * Posts through a webhook and waits until the post is saved.
   *
   * @param signal gives it up, also while it waits its turn behind another post of the same webhook
   * @see https://discord.com/developers/docs/resources/webhook#execute-webhook
   */
  async executeWebhook(
    to: WebhookAddress,
    body: RESTPostAPIWebhookWithTokenJSONBody,
    signal: AbortSignal,
  ): Promise<Sent> {
    const query = new URLSearchParams({ wait: 'true' });
    if (to.threadChannelId) query.set('thread_id', to.threadChannelId);
    // Without it Discord may leave out the components of a webhook's post.
    if (body.components) query.set('with_components', 'true');
    return checked(Sent, await this.#rest.post(Routes.webhook(to.id, to.token), { body, query, signal, auth: false }));
  }

  /**
   * A message that a webhook posted, with its content, which a bot without a privileged intent is not shown otherwise.
   *
   * @see https://discord.com/developers/docs/resources/webhook#get-webhook-message
   */
  async webhookMessage(by: WebhookAddress, messageId: string): Promise<Message> {
    const query = new URLSearchParams(by.threadChannelId ? { thread_id: by.threadChannelId } : {});
    const path = Routes.webhookMessage(by.id, by.token, messageId);
    return checked(Message, await this.#rest.get(path, { query, auth: false }));
  }

  /** @see https://discord.com/developers/docs/resources/webhook#delete-webhook-message */
  async deleteWebhookMessage(by: WebhookAddress, messageId: string): Promise<void> {
    const query = new URLSearchParams(by.threadChannelId ? { thread_id: by.threadChannelId } : {});
    await this.#rest.delete(Routes.webhookMessage(by.id, by.token, messageId), { query, auth: false });
  }

  /**
   * Deletes a message as the bot; that of somebody else takes Manage Messages.
   *
   * @param reason a sentence for the audit log
   * @see https://discord.com/developers/docs/resources/message#delete-message
   */
  async deleteMessage(channelId: string, messageId: string, reason: string): Promise<void> {
    await this.#rest.delete(Routes.channelMessage(channelId, messageId), { reason: auditReason(reason) });
  }

  /**
   * Archives a ThreadChannel, or brings it back.
   *
   * @param reason a sentence for the audit log
   * @see https://discord.com/developers/docs/resources/channel#modify-channel
   */
  async setArchived(channelId: string, archived: boolean, reason: string): Promise<void> {
    const request = { body: { archived }, reason: auditReason(reason) };
    checked(Channel, await this.#rest.patch(Routes.channel(channelId), request));
  }

  /** @see https://discord.com/developers/docs/resources/guild#get-guild */
  async server(serverId: string): Promise<Server> {
    return checked(Server, await this.#rest.get(Routes.guild(serverId)));
  }

  /** @see https://discord.com/developers/docs/resources/guild#get-guild-member */
  async member(serverId: string, userId: string): Promise<Member> {
    return checked(Member, await this.#rest.get(Routes.guildMember(serverId, userId)));
  }

  /** @see https://discord.com/developers/docs/resources/emoji#list-application-emojis */
  async emojis(applicationId: string): Promise<Emoji[]> {
    return checked(z.object({ items: z.array(Emoji) }), await this.#rest.get(Routes.applicationEmojis(applicationId)))
      .items;
  }

  /** @see https://discord.com/developers/docs/resources/emoji#create-application-emoji */
  async makeEmoji(applicationId: string, body: RESTPostAPIApplicationEmojiJSONBody): Promise<Emoji> {
    return checked(Emoji, await this.#rest.post(Routes.applicationEmojis(applicationId), { body }));
  }
}

function checked<Answer>(schema: z.ZodType<Answer>, answer: unknown): Answer {
  const { success, data, error } = schema.safeParse(answer);
  if (!success)
    throw new AnswerError(
      z.prettifyError(error),
      { status: 200, text: JSON.stringify(answer) ?? '' },
      { cause: error },
    );
  return data;
}
