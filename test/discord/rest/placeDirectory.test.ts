import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Right } from '../../../src/app/call.ts';
import type { PlaceDirectory } from '../../../src/app/schedulePorts.ts';
import { DiscordApi } from '../../../src/discord/rest/discordApi.ts';
import { placeDirectory } from '../../../src/discord/rest/placeDirectory.ts';
import { type LoopbackDiscord, startLoopbackDiscord } from '../../../src/sandbox/loopback/loopback.ts';
import type { Channel } from '../../../src/sandbox/loopback/servers/channel.ts';
import type { Server } from '../../../src/sandbox/loopback/servers/server.ts';
import { restOf } from '../../support/loopbackRest.ts';

describe('a look at a place in which nobody asks for anything', () => {
  let discord: LoopbackDiscord;
  let server: Server;
  let channel: Channel;
  let places: PlaceDirectory;

  beforeEach(async () => {
    discord = await startLoopbackDiscord();
    server = discord.addServer({ name: 'Tea House', preferredLocale: 'ja' });
    channel = server.addTextChannel('general');
    const api = new DiscordApi(restOf(discord));
    places = placeDirectory({ api, userId: discord.world.bot.id, log: pino({ level: 'silent' }) });
  });

  afterEach(async () => {
    await discord.close();
    expect(discord.violations).toEqual([]);
  });

  const seen = async (id = channel.id) => {
    const look = await places.look(server.id, id);
    return look.kind === 'seen' ? look.place : expect.fail(`It is ${look.kind}.`);
  };
  const rights: readonly Right[] = ['ViewChannel', 'SendMessages', 'ManageWebhooks', 'SendMessagesInThreads'];
  const held = async (id?: string) => {
    const { botRights } = await seen(id);
    return rights.filter((right) => botRights.has(right));
  };

  it('a channel says what the bot may do in it, what it is, and which language its server speaks', async () => {
    expect(await seen()).toMatchObject({
      ...{ serverId: server.id, channelId: channel.id, kind: 'text', preferredLocale: 'ja', spoiler: false },
    });
    expect(await held()).toEqual(rights);
    channel.overwrite('bot', { deny: ['ManageWebhooks'] });
    channel.overwrite('everyone', { deny: ['SendMessages'] });
    expect(await held()).toEqual(['ViewChannel', 'SendMessagesInThreads']);
  });

  it('a ThreadChannel has its parent’s permissions, and a forum is known as one', async () => {
    channel.overwrite('bot', { deny: ['ManageWebhooks'] });
    expect(await held(channel.startThreadChannel('aside').id)).not.toContain('ManageWebhooks');
    expect(await seen(server.addForumChannel('forum').id)).toMatchObject({ kind: 'forum' });
  });

  it('whatever is sent from now on is newer than the anchor, by Discord’s own clock', async () => {
    expect((await seen()).anchor).toBe(channel.id);
    const { id } = channel.say(server.addMember({ name: 'Mika' }).person, 'Tea?');
    expect((await seen()).anchor).toBe(id);
  });

  it('a channel is gone only by Discord’s word', async () => {
    channel.vanish();
    expect(await places.look(server.id, channel.id)).toEqual({ kind: 'gone' });
  });

  it('a channel that the bot may not see is hidden, and so is every one of a server that it was removed from', async () => {
    channel.overwrite('bot', { deny: ['ViewChannel'] });
    expect(await places.look(server.id, channel.id)).toEqual({ kind: 'hidden' });
    const other = server.addTextChannel('other');
    server.removeBot();
    expect(await places.look(server.id, other.id)).toEqual({ kind: 'hidden' });
  });

  it('a channel of another server is not to be seen from this one', async () => {
    const elsewhere = discord.addServer({ name: 'Elsewhere' });
    expect(await places.look(elsewhere.id, channel.id)).toEqual({ kind: 'hidden' });
  });

  it.each([
    ['an error of Discord’s servers', () => discord.faults.on('GET /channels/:id').refuse(503)],
    ['a broken connection', () => discord.faults.on('GET /guilds/:id').drop()],
    [
      'another refusal',
      () => discord.faults.on('GET /channels/:id').refuseAs({ status: 400, code: 50035, message: 'No' }),
    ],
  ])('%s says nothing of a channel', async (_, fail) => {
    fail();
    expect(await places.look(server.id, channel.id)).toEqual({ kind: 'unseen' });
  });
});
