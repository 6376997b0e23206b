/** Servers and the lists of their channels, as the real REST client meets them. */
import { Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LoopbackDiscord, startLoopbackDiscord } from '../../../../../src/sandbox/loopback/loopback.ts';
import type { Server } from '../../../../../src/sandbox/loopback/servers/server.ts';
import { codeOf, restOf } from '../../../../support/loopbackRest.ts';

let discord: LoopbackDiscord;
let server: Server;

beforeEach(async () => {
  discord = await startLoopbackDiscord();
  server = discord.addServer({ name: 'Tea House' });
});

afterEach(() => discord.close());

const list = async (path: `/${string}`) => (await restOf(discord).get(path)) as { name: string; id: string }[];
const names = (channels: readonly { name: string }[]) => channels.map(({ name }) => name);

describe('servers', () => {
  it('the list of channels leaves out what the bot may not see, and ThreadChannels', async () => {
    const general = server.addTextChannel('general');
    general.startThreadChannel('Green tea');
    server.addVoiceChannel('lounge');
    const secret = server.addTextChannel('secret');
    secret.overwrite('bot', { deny: ['ViewChannel'] });
    expect(names(await list(Routes.guildChannels(server.id)))).toEqual(['general', 'lounge']);
    expect(await codeOf(restOf(discord).get(Routes.channel(secret.id)))).toBe(50001);
  });

  it('a member has the roles that they were given, and who is none is refused with 10007', async () => {
    const { person } = server.addMember({ name: 'Mika' });
    const stranger = discord.world.addPerson({ name: 'Sam', locale: 'en-US', bot: false });
    expect(await restOf(discord).get(Routes.guildMember(server.id, person.id))).toMatchObject({
      user: { id: person.id },
      roles: server.state.members.get(person.id),
    });
    expect(await codeOf(restOf(discord).get(Routes.guildMember(server.id, stranger.id)))).toBe(10007);
  });

  it('the list of active ThreadChannels leaves out archived ones, and those in channels that the bot may not see', async () => {
    const general = server.addTextChannel('general');
    general.startThreadChannel('Green tea');
    general.startThreadChannel('Black tea').archive();
    const secret = server.addTextChannel('secret');
    secret.startThreadChannel('Rare tea');
    secret.overwrite('bot', { deny: ['ViewChannel'] });
    const { threads } = (await restOf(discord).get(Routes.guildActiveThreads(server.id))) as {
      threads: { name: string }[];
    };
    expect(names(threads)).toEqual(['Green tea']);
  });

  it('a server says which channel is its system channel', async () => {
    server.makeSystemChannel(server.addTextChannel('general'));
    const [general] = await list(Routes.guildChannels(server.id));
    expect(await restOf(discord).get(Routes.guild(server.id))).toMatchObject({ system_channel_id: general?.id });
  });

  it('a spoiler channel says so, and no channel says that it belongs to an application', async () => {
    const channel = server.addTextChannel('endings');
    channel.hideAsSpoiler();
    expect(await restOf(discord).get(Routes.channel(channel.id))).toMatchObject({
      flags: 1 << 21,
      application_id: null,
    });
  });

  it('a server that the bot was kicked from gives nothing away', async () => {
    server.removeBot();
    for (const path of [Routes.guild(server.id), Routes.guildChannels(server.id), Routes.guildAuditLog(server.id)]) {
      expect(await codeOf(restOf(discord).get(path))).toBe(50001);
    }
    expect(await codeOf(restOf(discord).get(Routes.guild('1')))).toBe(10004);
  });
});
