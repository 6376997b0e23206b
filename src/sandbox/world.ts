/** The state of a little Discord: servers, their channels and people, and everything posted there. */
import { EventEmitter } from 'node:events';
import {
  type APIApplicationCommand,
  type APIEmoji,
  type APIMessage,
  type APIUser,
  ChannelType,
  MessageType,
  SnowflakeUtil,
  WebhookType,
} from 'discord.js';

/** Messages a channel keeps; older ones are forgotten. */
const MOST_MESSAGES = 5_000;

export type Person = { readonly id: string; readonly name: string; readonly locale: string; readonly bot: boolean };
export type Role = { readonly id: string; readonly name: string; permissions: bigint };
type Overwrite = { readonly id: string; allow: bigint; deny: bigint };
export type Webhook = {
  readonly id: string;
  readonly token: string;
  readonly name: string;
  readonly channelId: string;
};
export type Emoji = { readonly id: string; readonly name: string; readonly image: Buffer };

/** A message as its channel holds it; one with `onlyFor` is seen by that person alone. */
export type StoredMessage = { payload: APIMessage; readonly onlyFor: string | undefined };

export type WorldChannel = {
  readonly id: string;
  readonly server: WorldServer;
  readonly type: ChannelType;
  readonly name: string;
  readonly parent: WorldChannel | undefined;
  readonly overwrites: Overwrite[];
  readonly messages: StoredMessage[];
};

export type WorldServer = {
  readonly id: string;
  readonly name: string;
  readonly preferredLocale: string;
  readonly ownerId: string;
  /** The role of everyone has the server's id. */
  readonly roles: Map<string, Role>;
  /** The ids of the roles of each member, by the member's id. */
  readonly members: Map<string, string[]>;
};

/** What can be watched. */
export type WorldEvents = {
  message: [channel: WorldChannel, message: StoredMessage];
  edit: [channel: WorldChannel, message: StoredMessage];
  delete: [channel: WorldChannel, messageId: string];
  typing: [channel: WorldChannel];
  commands: [];
};

export class World {
  readonly events = new EventEmitter<WorldEvents>();
  readonly people = new Map<string, Person>();
  readonly servers = new Map<string, WorldServer>();
  readonly channels = new Map<string, WorldChannel>();
  readonly webhooks = new Map<string, Webhook>();
  readonly emojis = new Map<string, Emoji>();
  commands: APIApplicationCommand[] = [];
  readonly bot: Person;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
    this.bot = this.addPerson({ name: 'Reprise', locale: 'en-US', bot: true });
  }

  /** A new id, later than all before it. */
  newId(): string {
    return String(SnowflakeUtil.generate({ timestamp: this.#now() }));
  }

  time(): string {
    return new Date(this.#now()).toISOString().replace('Z', '000+00:00');
  }

  addPerson(person: Omit<Person, 'id'>): Person {
    const added = { id: this.newId(), ...person };
    this.people.set(added.id, added);
    return added;
  }

  addServer(name: string, preferredLocale: string, everyone: bigint): WorldServer {
    const id = this.newId();
    const owner = this.addPerson({ name: `${name} owner`, locale: 'en-US', bot: false });
    const roles = new Map([[id, { id, name: '@everyone', permissions: everyone }]]);
    const server = { id, name, preferredLocale, ownerId: owner.id, roles, members: new Map([[owner.id, []]]) };
    this.servers.set(id, server);
    return server;
  }

  addRole(server: WorldServer, name: string, permissions: bigint): Role {
    const role = { id: this.newId(), name, permissions };
    server.roles.set(role.id, role);
    return role;
  }

  addChannel(server: WorldServer, type: ChannelType, name: string, parent?: WorldChannel): WorldChannel {
    const channel = { id: this.newId(), server, type, name, parent, overwrites: [], messages: [] };
    this.channels.set(channel.id, channel);
    return channel;
  }

  /** Removes a channel with its ThreadChannels and webhooks. */
  removeChannel(channel: WorldChannel): void {
    for (const other of this.channels.values()) if (other.parent === channel) this.removeChannel(other);
    for (const webhook of this.webhooks.values())
      if (webhook.channelId === channel.id) this.webhooks.delete(webhook.id);
    this.channels.delete(channel.id);
  }

  webhooksOf(channel: WorldChannel): Webhook[] {
    return [...this.webhooks.values()].filter((webhook) => webhook.channelId === channel.id);
  }

  post(channel: WorldChannel, message: Partial<APIMessage>, onlyFor?: string): StoredMessage {
    const payload: APIMessage = {
      id: this.newId(),
      channel_id: channel.id,
      author: this.userPayload(this.bot),
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
      type: MessageType.Default,
      ...message,
    };
    const stored = { payload, onlyFor };
    channel.messages.push(stored);
    if (channel.messages.length > MOST_MESSAGES) channel.messages.shift();
    this.events.emit('message', channel, stored);
    return stored;
  }

  edit(channel: WorldChannel, message: StoredMessage, changes: Partial<APIMessage>): void {
    message.payload = { ...message.payload, ...changes, edited_timestamp: this.time() };
    this.events.emit('edit', channel, message);
  }

  deleteMessage(channel: WorldChannel, messageId: string): boolean {
    const at = channel.messages.findIndex(({ payload }) => payload.id === messageId);
    if (at < 0) return false;
    channel.messages.splice(at, 1);
    this.events.emit('delete', channel, messageId);
    return true;
  }

  userPayload({ id, name, bot }: Person): APIUser {
    return { id, username: name, discriminator: '0', global_name: null, avatar: null, ...(bot && { bot }) };
  }

  emojiPayload({ id, name }: Emoji): APIEmoji {
    return { id, name, animated: false, available: true, managed: false, require_colons: true, roles: [] };
  }

  webhookPayload({ id, token, name, channelId }: Webhook) {
    return {
      id,
      token,
      name,
      type: WebhookType.Incoming,
      channel_id: channelId,
      guild_id: this.channels.get(channelId)?.server.id,
      application_id: this.bot.id,
      avatar: null,
    };
  }

  channelPayload({ id, type, name, parent, server }: WorldChannel) {
    return {
      id,
      type,
      name,
      guild_id: server.id,
      parent_id: parent?.id ?? null,
      position: 0,
      permission_overwrites: [],
    };
  }
}

/** Whether a channel is a ThreadChannel of a server. */
export function isThread({ type }: WorldChannel): boolean {
  return type === ChannelType.PublicThread;
}
