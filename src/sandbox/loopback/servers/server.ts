/** A server with the bot in it, as a test or the page arranges it. */
import { ChannelType, PermissionFlagsBits, type PermissionResolvable, PermissionsBitField } from 'discord.js';
import { Member } from '../people/member.ts';
import type { Role, WorldServer } from '../world/model.ts';
import type { Person } from '../world/person.ts';
import { Channel } from './channel.ts';
import type { Surroundings } from './surroundings.ts';

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

  addForumChannel(name: string): Channel {
    return this.#addChannel(ChannelType.GuildForum, name);
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

  #addChannel(type: ChannelType, name: string): Channel {
    return new Channel(this.#surroundings, this.#surroundings.world.addChannel(this.state, type, name));
  }
}
