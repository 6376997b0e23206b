/** The state of a little Discord: servers, their channels and people, and everything posted there. */
import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import {
  type APIApplicationCommand,
  type APIAttachment,
  type APIMessage,
  type AuditLogEvent,
  ChannelType,
  type MessageFlags,
  MessageType,
  SnowflakeUtil,
  ThreadAutoArchiveDuration,
} from 'discord.js';
import type { WorldEvents } from './events.ts';
import type { Emoji, ForumTag, Role, StoredFile, StoredMessage, Webhook, WorldChannel, WorldServer } from './model.ts';
import { type Person, userPayload } from './person.ts';

/** Messages a channel keeps; older ones are forgotten. */
const MOST_MESSAGES = 5_000;

/** Message flags are bits, none of them set; the type knows only single bits. */
const NO_FLAGS: MessageFlags = 0 as MessageFlags;

/** Entries that an audit log keeps. */
const MOST_AUDITED = 1_000;

/** Files kept to be downloaded; the oldest are forgotten. */
const MOST_FILES = 1_000;

/** What is not the same for every channel. */
export type NewChannel = { readonly tags?: readonly ForumTag[]; readonly flags?: number };

type NewThreadChannel = {
  /** Of the message that it starts from: they share it (`resources/channel#start-thread-from-message`). */
  readonly id?: string;
  readonly appliedTags?: readonly string[];
  readonly autoArchive?: ThreadAutoArchiveDuration;
};

export class World {
  readonly events = new EventEmitter<WorldEvents>();
  readonly people = new Map<string, Person>();
  readonly servers = new Map<string, WorldServer>();
  readonly channels = new Map<string, WorldChannel>();
  readonly webhooks = new Map<string, Webhook>();
  readonly emojis = new Map<string, Emoji>();
  /** The files of all attachments, by their ids. */
  readonly files = new Map<string, StoredFile>();
  commands: APIApplicationCommand[] = [];
  /** Whether the bot lacks the privileged intent: then it reads what others, and webhooks, write without its text. */
  contentHidden = false;
  /** Whether messages leave out which application made them, as those of some servers that speak Discord's protocol do. */
  applicationIdHidden = false;
  readonly bot: Person;
  readonly #now: () => number;
  readonly #cdnUrl: () => string;
  #lastId = 0n;

  /**
   * @param now milliseconds since the Unix epoch
   * @param cdnUrl where attachments are served, without a slash at the end
   */
  constructor(now: () => number, cdnUrl: () => string, botName: string) {
    this.#now = now;
    this.#cdnUrl = cdnUrl;
    // Each open wait listens; a replay in many channels has many.
    this.events.setMaxListeners(0);
    this.bot = this.addPerson({ name: botName, locale: 'en-US', bot: true });
  }

  /** A new snowflake, later than all before it even if the clock stands still. */
  newId(): string {
    const id = SnowflakeUtil.generate({ timestamp: this.#now(), increment: 0n });
    this.#lastId = id > this.#lastId ? id : this.#lastId + 1n;
    return String(this.#lastId);
  }

  /** Milliseconds since the Unix epoch. */
  now(): number {
    return this.#now();
  }

  /** The time as Discord writes it. */
  time(): string {
    return new Date(this.now()).toISOString().replace('Z', '000+00:00');
  }

  addPerson(person: Omit<Person, 'id'>): Person {
    const added = { id: this.newId(), ...person };
    this.people.set(added.id, added);
    return added;
  }

  addServer(name: string, preferredLocale: string, everyone: bigint, owner: Person): WorldServer {
    const id = this.newId();
    const roles = new Map([[id, { id, name: '@everyone', permissions: everyone }]]);
    const members = new Map([[owner.id, []]]);
    const server = {
      id,
      name,
      preferredLocale,
      ownerId: owner.id,
      systemChannelId: undefined,
      roles,
      members,
      auditLog: [],
    };
    this.servers.set(id, server);
    return server;
  }

  addRole(server: WorldServer, name: string, permissions: bigint): Role {
    const role = { id: this.newId(), name, permissions };
    server.roles.set(role.id, role);
    return role;
  }

  addChannel(server: WorldServer, type: ChannelType, name: string, { tags = [], flags = 0 }: NewChannel = {}) {
    return this.#add({ id: this.newId(), server, type, name, tags, flags, parent: undefined, thread: undefined });
  }

  /** Opens a ThreadChannel, which is of the kind that its parent has (`topics/threads#public-private-threads`). */
  addThreadChannel(parent: WorldChannel, name: string, ownerId: string, more: NewThreadChannel = {}): WorldChannel {
    const { id = this.newId(), appliedTags = [], autoArchive = ThreadAutoArchiveDuration.OneDay } = more;
    const announces = parent.type === ChannelType.GuildAnnouncement;
    const type = announces ? ChannelType.AnnouncementThread : ChannelType.PublicThread;
    const thread = { ownerId, autoArchive, appliedTags, archived: false, locked: false, archivedAt: this.time() };
    return this.#add({ id, server: parent.server, type, name, tags: [], flags: 0, parent, thread });
  }

  #add(channel: Omit<WorldChannel, 'overwrites' | 'messages' | 'sent'>): WorldChannel {
    const added: WorldChannel = { ...channel, overwrites: [], messages: [], sent: 0 };
    this.channels.set(added.id, added);
    this.events.emit('channel', added);
    return added;
  }

  /** Archives a ThreadChannel or brings it back. */
  archive(channel: WorldChannel, archived: boolean): void {
    if (!channel.thread || channel.thread.archived === archived) return;
    channel.thread.archived = archived;
    channel.thread.archivedAt = this.time();
    this.events.emit('channel', channel);
  }

  /** Notes what somebody did to a server, and why. */
  note(server: WorldServer, action: AuditLogEvent, userId: string, targetId: string, reason: string | undefined): void {
    server.auditLog.push({ id: this.newId(), action, userId, targetId, reason });
    if (server.auditLog.length > MOST_AUDITED) server.auditLog.shift();
  }

  /** Removes a channel with its ThreadChannels and webhooks. */
  removeChannel(channel: WorldChannel): void {
    for (const other of this.channels.values()) if (other.parent === channel) this.removeChannel(other);
    this.deleteWebhooks(channel);
    this.channels.delete(channel.id);
    this.events.emit('channel', channel);
  }

  /** Makes a webhook in a channel for an application, the bot's unless it says otherwise. */
  addWebhook(channel: WorldChannel, name: string, applicationId = this.bot.id): Webhook {
    const token = randomBytes(51).toString('base64url');
    const webhook = { id: this.newId(), token, name, channelId: channel.id, applicationId };
    this.webhooks.set(webhook.id, webhook);
    return webhook;
  }

  webhooksOf(channel: WorldChannel): Webhook[] {
    return [...this.webhooks.values()].filter((webhook) => webhook.channelId === channel.id);
  }

  /** Deletes the webhooks of a channel. */
  deleteWebhooks(channel: WorldChannel): void {
    for (const { id } of this.webhooksOf(channel)) this.webhooks.delete(id);
  }

  /** Adds a message, by the bot unless it says otherwise. */
  post(channel: WorldChannel, message: Partial<APIMessage>, onlyFor?: string): StoredMessage {
    const payload: APIMessage = {
      id: this.newId(),
      channel_id: channel.id,
      author: userPayload(this.bot),
      content: '',
      timestamp: this.time(),
      edited_timestamp: null,
      tts: false,
      mention_everyone: false,
      mentions: [],
      mention_roles: [],
      attachments: [],
      embeds: [],
      components: [],
      pinned: false,
      flags: NO_FLAGS,
      type: MessageType.Default,
      ...message,
    };
    const stored = { payload, onlyFor };
    this.archive(channel, false);
    channel.messages.push(stored);
    channel.sent += 1;
    if (channel.messages.length > MOST_MESSAGES) channel.messages.shift();
    this.events.emit('message', channel, stored);
    return stored;
  }

  edit(channel: WorldChannel, message: StoredMessage, changes: Partial<APIMessage>): void {
    message.payload = { ...message.payload, ...changes, edited_timestamp: this.time() };
    this.events.emit('edit', channel, message);
  }

  /** Deletes a message; false when there is none. */
  deleteMessage(channel: WorldChannel, messageId: string): boolean {
    const message = channel.messages.find(({ payload }) => payload.id === messageId);
    if (!message) return false;
    channel.messages.splice(channel.messages.indexOf(message), 1);
    this.events.emit('delete', channel, message);
    return true;
  }

  /** Keeps a file and gives the attachment that people download it by. */
  addFile(channel: WorldChannel, file: StoredFile): APIAttachment {
    const id = this.newId();
    this.files.set(id, file);
    for (const oldest of this.files.keys()) if (this.files.size > MOST_FILES) this.files.delete(oldest);
    const url = `${this.#cdnUrl()}/attachments/${channel.id}/${id}/${encodeURIComponent(file.name)}`;
    const { name: filename, type: content_type } = file;
    return { id, filename, content_type, size: file.bytes.byteLength, url, proxy_url: url };
  }
}
