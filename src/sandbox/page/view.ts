/** What a person sees of the little Discord, in the page's words. */
import { PermissionFlagsBits } from 'discord.js';
import { isForum, type StoredMessage, type WorldChannel, type WorldServer } from '../loopback/world/model.ts';
import { basePermissions, isLockedFor, mayUse, permissionsIn, writing } from '../loopback/world/permissions.ts';
import type { Person } from '../loopback/world/person.ts';
import type { World } from '../loopback/world/world.ts';
import type { PageChannel, PageMessage, PagePerson, PageServer, ToPage } from './protocol/frames.ts';

const { ViewChannel, ManageMessages } = PermissionFlagsBits;

/** All there is for a person to choose from. */
export function overviewFor(world: World, person: Person, cdnUrl: string): Extract<ToPage, { kind: 'overview' }> {
  const channels = [...world.channels.values()].filter((channel) => sees(person, channel));
  const people = [...world.people.values()];
  return {
    kind: 'overview',
    people: people.filter(({ bot }) => !bot).map((other) => pagePerson(world, other)),
    me: person.id,
    servers: [...world.servers.values()]
      .filter(({ members }) => members.has(person.id))
      .map((server) => pageServer(server, person, channels)),
    commands: world.commands,
    usable: world.commands
      .filter((command) => channels.some((channel) => mayUse(command, channel, person.id)))
      .map(({ id }) => id),
    names: Object.fromEntries([...people, ...channels].map(({ id, name }) => [id, name])),
    cdnUrl,
  };
}

/** Whether a person sees a channel. */
export function sees(person: Person, channel: WorldChannel): boolean {
  return (permissionsIn(channel, person.id) & ViewChannel) !== 0n;
}

/** Whether a person sees a message. */
export function seesMessage(person: Person, channel: WorldChannel, { onlyFor }: StoredMessage): boolean {
  return sees(person, channel) && (onlyFor === undefined || onlyFor === person.id);
}

/** Whether a person may write ordinary messages in a channel; a forum takes none itself, a locked ThreadChannel few. */
export function mayWrite(person: Person, channel: WorldChannel): boolean {
  const permitted = (permissionsIn(channel, person.id) & writing(channel)) !== 0n;
  return permitted && !isForum(channel) && !isLockedFor(channel, person.id);
}

export function pageMessage({ payload, onlyFor }: StoredMessage): PageMessage {
  return { message: payload, private: onlyFor !== undefined };
}

function pagePerson(world: World, { id, name, locale }: Person): PagePerson {
  const servers = [...world.servers.values()].filter(({ members }) => members.has(id));
  const owns = servers.some(({ ownerId }) => ownerId === id);
  const moderates = servers.some((server) => (basePermissions(server, id) & ManageMessages) !== 0n);
  const role = owns ? 'owner' : moderates ? 'moderator' : 'member';
  return { id, name, locale, role, servers: servers.map((server) => server.name) };
}

function pageServer(server: WorldServer, person: Person, channels: readonly WorldChannel[]): PageServer {
  const { id, name, preferredLocale } = server;
  const ofServer = channels.filter((channel) => channel.server === server);
  return { id, name, preferredLocale, channels: ofServer.map((channel) => pageChannel(channel, person)) };
}

function pageChannel(channel: WorldChannel, person: Person): PageChannel {
  const { id, name, type, parent, thread } = channel;
  const archived = thread?.archived ?? false;
  const tags = (parent?.tags ?? []).filter((tag) => thread?.appliedTags.includes(tag.id)).map((tag) => tag.name);
  return { id, name, type, parentId: parent?.id ?? null, archived, tags, writable: mayWrite(person, channel) };
}
