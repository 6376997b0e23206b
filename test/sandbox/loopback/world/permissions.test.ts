/** What the bot may do where, as the real REST client meets it. */
import { Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LoopbackDiscord, startLoopbackDiscord } from '../../../../src/sandbox/loopback/loopback.ts';
import type { Channel } from '../../../../src/sandbox/loopback/servers/channel.ts';
import type { Server } from '../../../../src/sandbox/loopback/servers/server.ts';
import { codeOf, line, restOf, webhookOf } from '../../../support/loopbackRest.ts';

let discord: LoopbackDiscord;
let server: Server;
let channel: Channel;

beforeEach(async () => {
  discord = await startLoopbackDiscord();
  server = discord.addServer({ name: 'Tea House', preferredLocale: 'ja' });
  channel = server.addTextChannel('general');
});

afterEach(() => discord.close());

describe('permissions', () => {
  it('each permission is asked for what it is for', async () => {
    const { id } = (await restOf(discord).post(Routes.channelMessages(channel.id), { body: { content: 'Hi' } })) as {
      id: string;
    };
    server.revoke('ManageWebhooks');
    expect(await codeOf(restOf(discord).get(Routes.channelWebhooks(channel.id)))).toBe(50013);
    server.revoke('SendMessages');
    expect(await codeOf(restOf(discord).post(Routes.channelMessages(channel.id), { body: { content: 'Hi' } }))).toBe(
      50013,
    );
    server.revoke('ReadMessageHistory');
    expect(await restOf(discord).get(Routes.channelMessages(channel.id))).toEqual([]);
    expect(await codeOf(restOf(discord).get(Routes.channelMessage(channel.id, id)))).toBe(50013);
    server.revoke('ViewChannel');
    expect(await codeOf(restOf(discord).get(Routes.channelMessages(channel.id)))).toBe(50001);
    channel.vanish();
    expect(await codeOf(restOf(discord).get(Routes.channel(channel.id)))).toBe(10003);
  });

  it('the overwrites of a channel count, also in its ThreadChannels', async () => {
    const thread = channel.startThreadChannel('Green tea');
    channel.overwrite('bot', { deny: ['SendMessagesInThreads'] });
    expect(await codeOf(restOf(discord).post(Routes.channelMessages(thread.id), { body: { content: 'Hi' } }))).toBe(
      50013,
    );
    await restOf(discord).post(Routes.channelMessages(channel.id), { body: { content: 'Hi' } });
    expect(channel.messages).toHaveLength(1);
  });

  it('who may not connect to a voice channel can see it, and do nothing in it', async () => {
    const lounge = server.addVoiceChannel('lounge');
    const body = { content: 'Hi' };
    await restOf(discord).post(Routes.channelMessages(lounge.id), { body });
    lounge.overwrite('bot', { deny: ['Connect'] });
    expect(await codeOf(restOf(discord).post(Routes.channelMessages(lounge.id), { body }))).toBe(50013);
    expect(await codeOf(restOf(discord).get(Routes.channelWebhooks(lounge.id)))).toBe(50013);
    expect(await restOf(discord).get(Routes.channel(lounge.id))).toMatchObject({ name: 'lounge' });
  });

  it('webhooks post in voice channels and stages', async () => {
    for (const place of [server.addVoiceChannel('lounge'), server.addStageChannel('stage')]) {
      await restOf(discord).post(await webhookOf(discord, place), line('Hi'));
      expect(place.posts).toHaveLength(1);
    }
  });
});
