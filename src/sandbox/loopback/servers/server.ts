/** A server with the bot in it, as a test or the page arranges it. */
import {
  ChannelFlags,
  ChannelType,
  PermissionFlagsBits,
  type PermissionResolvable,
  PermissionsBitField,
} from 'discord.js';
import { Member } from '../people/member.ts';
import type { AuditEntry, Role, WorldServer } from '../world/model.ts';
import type { Person } from '../world/person.ts';
import type { NewChannel } from '../world/world.ts';
import { Channel } from './channel.ts';
import type { Surroundings } from './surroundings.ts';

const EVERYONE: PermissionResolvable = [
  'ViewChannel',
  'SendMessages',
  'ReadMessageHistory',
  'UseApplicationCommands',
  'SendMessagesInThreads',
  'Connect',
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

export type ServerOptions = {
  name: string;
  preferredLocale?: string;
  /** What the bot's role allows; by default what it takes to post through webhooks and in ThreadChannels. */
  botPermissions?: PermissionResolvable;
  /** Somebody of their own by default. */
  owner?: Person;
};
export type ForumOptions = {
  /** The names of its tags. */
  tags?: readonly string[];
  /** The names of tags that only who may manage ThreadChannels applies. */
  moderatedTags?: readonly string[];
  /** Whether a post must have a tag. */
  requireTag?: boolean;
};
export type MemberOptions = {
  name: string;
  locale?: string;
  /** What this member may do beside what everyone may. */
  permissions?: PermissionResolvable;
};

/** A server with the bot in it. */
export class Server {
  readonly state: WorldServer;
  readonly #surroundings: Surroundings;
  readonly #botRole: Role;

  constructor(
    surroundings: Surroundings,
    { name, preferredLocale = 'en-US', botPermissions = BOT, owner }: ServerOptions,
  ) {
    const { world } = surroundings;
    this.#surroundings = surroundings;
    const owns = owner ?? world.addPerson({ name: `${name} owner`, locale: 'en-US', bot: false });
    this.state = world.addServer(name, preferredLocale, PermissionsBitField.resolve(EVERYONE), owns);
    this.#botRole = world.addRole(this.state, world.bot.name, PermissionsBitField.resolve(botPermissions));
    this.state.members.set(world.bot.id, [this.#botRole.id]);
  }

  get id(): string {
    return this.state.id;
  }

  addTextChannel(name: string): Channel {
    return this.#addChannel(ChannelType.GuildText, name);
  }

  addAnnouncementChannel(name: string): Channel {
    return this.#addChannel(ChannelType.GuildAnnouncement, name);
  }

  addVoiceChannel(name: string): Channel {
    return this.#addChannel(ChannelType.GuildVoice, name);
  }

  addStageChannel(name: string): Channel {
    return this.#addChannel(ChannelType.GuildStageVoice, name);
  }

  /** A forum, with tags for its posts if there are any. */
  addForumChannel(name: string, { tags = [], moderatedTags = [], requireTag = false }: ForumOptions = {}): Channel {
    const { world } = this.#surroundings;
    const all = [
      ...tags.map((tag) => ({ id: world.newId(), name: tag, moderated: false })),
      ...moderatedTags.map((tag) => ({ id: world.newId(), name: tag, moderated: true })),
    ];
    const flags = requireTag ? ChannelFlags.RequireTag : 0;
    return this.#addChannel(ChannelType.GuildForum, name, { tags: all, flags });
  }

  /** Lets a channel be the one where Discord itself writes. */
  makeSystemChannel({ id }: Channel): void {
    this.state.systemChannelId = id;
  }

  /** What was done to this server, oldest first, and why. */
  get auditLog(): readonly AuditEntry[] {
    return this.state.auditLog;
  }

  addMember({ name, locale = 'en-US', permissions = [] }: MemberOptions): Member {
    return this.join(this.#surroundings.world.addPerson({ name, locale, bot: false }), permissions);
  }

  /** Lets somebody in who is there already, on another server for instance. */
  join(person: Person, permissions: PermissionResolvable = []): Member {
    const role = this.#surroundings.world.addRole(this.state, person.name, PermissionsBitField.resolve(permissions));
    this.state.members.set(person.id, [role.id]);
    return new Member(this.#surroundings, person);
  }

  /** Takes a permission from the bot, also where it has it from everyone. */
  revoke(permission: PermissionName): void {
    for (const role of [this.#botRole, this.state.roles.get(this.state.id)]) {
      if (role) role.permissions &= ~PermissionFlagsBits[permission];
    }
  }

  /** Gives a permission to the bot. */
  grant(permission: PermissionName): void {
    this.#botRole.permissions |= PermissionFlagsBits[permission];
  }

  /** Kicks the bot. */
  removeBot(): void {
    this.state.members.delete(this.#surroundings.world.bot.id);
  }

  #addChannel(type: ChannelType, name: string, more: NewChannel = {}): Channel {
    return new Channel(this.#surroundings, this.#surroundings.world.addChannel(this.state, type, name, more));
  }
}
