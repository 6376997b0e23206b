/** Servers, their channels and members, as a test or the page arranges them. */
import {
  type APIMessage,
  ChannelType,
  PermissionFlagsBits,
  type PermissionResolvable,
  PermissionsBitField,
} from 'discord.js';
import { Actor, type Reply } from './actors.ts';
import type { Interactions } from './interactions.ts';
import type { FormValues } from './modalForm.ts';
import { type Person, userPayload } from './people.ts';
import { addWebhook } from './rest/webhooks.ts';
import type { Role, World, WorldChannel, WorldEvents, WorldServer } from './world.ts';

/** How long {@link Channel.waitFor} waits, milliseconds. */
const WAIT = 30_000;

const EVERYONE: PermissionResolvable = [
  'ViewChannel',
  'SendMessages',
  'ReadMessageHistory',
  'UseApplicationCommands',
  'SendMessagesInThreads',
];
const BOT: PermissionResolvable = [
  'ViewChannel',
  'SendMessages',
  'ReadMessageHistory',
  'ManageWebhooks',
  'CreatePublicThreads',
  'SendMessagesInThreads',
];

type PermissionName = keyof typeof PermissionFlagsBits;

/** What {@link TestServer}s and their parts share. */
export type Stage = { readonly world: World; readonly interactions: Interactions };

export type ServerOptions = {
  name: string;
  preferredLocale?: string;
  /** What the bot's role allows; what a replay needs by default. */
  botPermissions?: PermissionResolvable;
  /** Somebody of their own by default. */
  owner?: Person;
};
export type MemberOptions = {
  name: string;
  locale?: string;
  /** What this member may do beside what everyone may. */
  permissions?: PermissionResolvable;
};

/** A server with the bot in it. */
export class TestServer {
  readonly world: WorldServer;
  readonly #stage: Stage;
  readonly #botRole: Role;

  constructor(stage: Stage, { name, preferredLocale = 'en-US', botPermissions = BOT, owner }: ServerOptions) {
    const { world } = stage;
    this.#stage = stage;
    const owns = owner ?? world.addPerson({ name: `${name} owner`, locale: 'en-US', bot: false });
    this.world = world.addServer(name, preferredLocale, PermissionsBitField.resolve(EVERYONE), owns);
    this.#botRole = world.addRole(this.world, world.bot.name, PermissionsBitField.resolve(botPermissions));
    this.world.members.set(world.bot.id, [this.#botRole.id]);
  }

  get id(): string {
    return this.world.id;
  }

  addTextChannel(name: string): Channel {
    return this.#addChannel(ChannelType.GuildText, name);
  }

  addAnnouncementChannel(name: string): Channel {
    return this.#addChannel(ChannelType.GuildAnnouncement, name);
  }

  addForumChannel(name: string): Channel {
    return this.#addChannel(ChannelType.GuildForum, name);
  }

  addMember({ name, locale = 'en-US', permissions = [] }: MemberOptions): Member {
    return this.join(this.#stage.world.addPerson({ name, locale, bot: false }), permissions);
  }

  /** Lets somebody in who is there already, on another server for instance. */
  join(person: Person, permissions: PermissionResolvable = []): Member {
    const role = this.#stage.world.addRole(this.world, person.name, PermissionsBitField.resolve(permissions));
    this.world.members.set(person.id, [role.id]);
    return new Member(this.#stage, person);
  }

  /** Takes a permission from the bot, also where it has it from everyone. */
  revoke(permission: PermissionName): void {
    for (const role of [this.#botRole, this.world.roles.get(this.world.id)]) {
      if (role) role.permissions &= ~PermissionFlagsBits[permission];
    }
  }

  /** Gives a permission to the bot. */
  grant(permission: PermissionName): void {
    this.#botRole.permissions |= PermissionFlagsBits[permission];
  }

  /** Kicks the bot. */
  removeBot(): void {
    this.world.members.delete(this.#stage.world.bot.id);
  }

  #addChannel(type: ChannelType, name: string): Channel {
    return new Channel(this.#stage, this.#stage.world.addChannel(this.world, type, name));
  }
}

/** A person on a server. */
export class Member {
  readonly person: Person;
  readonly #stage: Stage;

  constructor(stage: Stage, person: Person) {
    this.person = person;
    this.#stage = stage;
  }

  get id(): string {
    return this.person.id;
  }

  /** This person in a channel, ready to act. */
  in(channel: Channel): Actor {
    return this.#in(channel.world);
  }

  /** Presses a button of a message, wherever it is. @throws Error as {@link Actor.click} */
  async click(message: APIMessage, label: string, form?: FormValues): Promise<Reply> {
    const channel = this.#stage.world.channels.get(message.channel_id);
    if (!channel) throw new Error('The channel of that message is gone.');
    return this.#in(channel).click(message, label, form);
  }

  #in(channel: WorldChannel): Actor {
    return new Actor(this.person, channel, this.#stage.world, this.#stage.interactions);
  }
}

/** A channel as everybody in it sees it. */
export class Channel {
  readonly world: WorldChannel;
  readonly #stage: Stage;

  constructor(stage: Stage, world: WorldChannel) {
    this.#stage = stage;
    this.world = world;
  }

  get id(): string {
    return this.world.id;
  }

  /** What everybody sees, oldest first. */
  get messages(): APIMessage[] {
    return this.world.messages.filter(({ onlyFor }) => onlyFor === undefined).map(({ payload }) => payload);
  }

  /** The posts made through the channel's webhooks, oldest first; an answer to an interaction is none. */
  get posts(): APIMessage[] {
    return this.messages.filter(
      ({ webhook_id }) => webhook_id !== undefined && webhook_id !== this.#stage.world.bot.id,
    );
  }

  /** Somebody writes an ordinary message. */
  say(person: Person, content: string): APIMessage {
    return this.#stage.world.post(this.world, { author: userPayload(person), content }).payload;
  }

  /** Opens a ThreadChannel below this channel. */
  startThread(name: string): Channel {
    const { world } = this.#stage;
    const announces = this.world.type === ChannelType.GuildAnnouncement;
    const type = announces ? ChannelType.AnnouncementThread : ChannelType.PublicThread;
    return new Channel(this.#stage, world.addChannel(this.world.server, type, name, this.world));
  }

  /** The ThreadChannels, a forum's posts included, below this channel. */
  get threads(): Channel[] {
    const { channels } = this.#stage.world;
    return [...channels.values()]
      .filter(({ parent }) => parent === this.world)
      .map((thread) => new Channel(this.#stage, thread));
  }

  /** Allows and denies things in this channel alone, to everyone, the bot or a member. */
  overwrite(
    whom: 'everyone' | 'bot' | Member,
    { allow = [], deny = [] }: Partial<Record<'allow' | 'deny', PermissionResolvable>>,
  ): void {
    const { server, overwrites } = this.world;
    const id = whom === 'everyone' ? server.id : whom === 'bot' ? this.#stage.world.bot.id : whom.id;
    overwrites.push({ id, allow: PermissionsBitField.resolve(allow), deny: PermissionsBitField.resolve(deny) });
  }

  /** A webhook that another application made. */
  addForeignWebhook(name: string): void {
    addWebhook(this.#stage.world, this.world, name, this.#stage.world.newId());
  }

  /** Deletes the channel's webhooks. */
  deleteWebhooks(): void {
    this.#stage.world.deleteWebhooks(this.world);
  }

  /** Deletes the channel, with everything in it. */
  vanish(): void {
    this.#stage.world.removeChannel(this.world);
  }

  /** Resolves with the first message that fits, as soon as there is one. @throws Error as {@link waitFor} */
  async waitForMessage(fits: (message: APIMessage) => boolean): Promise<APIMessage> {
    let found: APIMessage | undefined;
    await this.waitFor(() => {
      found = this.messages.find(fits);
      return found !== undefined;
    });
    if (!found) throw new TypeError('waitFor resolved though its condition does not hold');
    return found;
  }

  /**
   * Resolves as soon as a condition holds; it is asked again whenever something happens.
   *
   * @throws Error when it does not hold within half a minute
   */
  waitFor(condition: () => boolean): Promise<void> {
    const { events } = this.#stage.world;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const late = setTimeout(() => {
      const latest = this.messages.slice(-3).map(({ author, content }) => `${author.username}: ${content}`);
      reject(
        new Error(`Within ${WAIT} ms this did not happen in #${this.world.name}: ${condition}\n${latest.join('\n')}`),
      );
    }, WAIT);
    const check = () => {
      try {
        if (condition()) resolve();
      } catch (error) {
        reject(error);
      }
    };
    for (const event of WATCHED) events.on(event, check);
    check();
    return promise.finally(() => {
      clearTimeout(late);
      for (const event of WATCHED) events.off(event, check);
    });
  }
}

const WATCHED = ['message', 'edit', 'delete', 'typing', 'channel', 'request'] as const satisfies (keyof WorldEvents)[];
