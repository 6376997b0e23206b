/** What the loopback Discord answers, held to Discord's published schema of answers. */
import { Routes } from 'discord.js';
import {
  CreatedThreadResponseSchema,
  EmojiResponseSchema,
  GuildAuditLogResponseSchema,
  GuildChannelResponseSchema,
  GuildIncomingWebhookResponseSchema,
  GuildMemberResponseSchema,
  MessageResponseSchema,
  ThreadResponseSchema,
} from 'discord-api-spec/zod';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LoopbackDiscord, startLoopbackDiscord } from '../../../../src/sandbox/loopback/loopback.ts';
import type { Channel } from '../../../../src/sandbox/loopback/servers/channel.ts';
import type { Server } from '../../../../src/sandbox/loopback/servers/server.ts';
import { line, restOf, webhookOf } from '../../../support/loopbackRest.ts';

let discord: LoopbackDiscord;
let server: Server;
let channel: Channel;

beforeEach(async () => {
  discord = await startLoopbackDiscord();
  server = discord.addServer({ name: 'Tea House' });
  channel = server.addTextChannel('general');
});

afterEach(() => discord.close());

/** What an answer breaks. Discord writes its times with `+00:00`, for which the schema expects `Z`. */
function broken(schema: typeof MessageResponseSchema, answer: unknown): unknown[] {
  const json: unknown = JSON.parse(JSON.stringify(answer).replaceAll('+00:00"', 'Z"'));
  return schema.safeParse(json).error?.issues ?? [];
}

const get = (path: `/${string}`) => restOf(discord).get(path);
const post = (path: `/${string}`, body: object) => restOf(discord).post(path, { body });

describe('the answers of the loopback Discord', () => {
  it('channels of every kind are as Discord’s published schema has them', async () => {
    channel.overwrite('bot', { deny: ['AttachFiles'] });
    server.addAnnouncementChannel('news');
    server.addVoiceChannel('lounge');
    server.addStageChannel('stage');
    server.addForumChannel('teas', { tags: ['Green'], requireTag: true });
    const channels = (await get(Routes.guildChannels(server.id))) as unknown[];
    expect(channels).toHaveLength(5);
    expect(channels.flatMap((one) => broken(GuildChannelResponseSchema, one))).toEqual([]);
  });

  it('members are as Discord’s published schema has them, the bot too', async () => {
    const { person } = server.addMember({ name: 'Mika' });
    const ids = [person.id, discord.world.bot.id];
    const members = await Promise.all(ids.map((id) => get(Routes.guildMember(server.id, id))));
    expect(members.flatMap((one) => broken(GuildMemberResponseSchema, one))).toEqual([]);
  });

  it('ThreadChannels are as Discord’s published schema has them, however they were opened', async () => {
    const forum = server.addForumChannel('teas', { tags: ['Green'] });
    const message = channel.say(server.addMember({ name: 'Mika' }).person, 'Green tea');
    const alone = await post(Routes.threads(channel.id), { name: 'Tea', type: 11 });
    const ofMessage = await post(Routes.threads(channel.id, message.id), { name: 'Tea' });
    const ofForum = await post(Routes.threads(forum.id), {
      ...{ name: 'Tea', message: { content: 'Hi' }, applied_tags: forum.state.tags.map(({ id }) => id) },
    });
    expect([alone, ofMessage, ofForum].flatMap((one) => broken(CreatedThreadResponseSchema, one))).toEqual([]);
    const { threads } = (await get(Routes.guildActiveThreads(server.id))) as { threads: unknown[] };
    expect(threads).toHaveLength(3);
    for (const thread of [...channel.threadChannels, ...forum.threadChannels]) thread.archive();
    const archived = (await get(Routes.channelThreads(channel.id, 'public'))) as { threads: unknown[] };
    expect(archived.threads).toHaveLength(2);
    expect([...threads, ...archived.threads].flatMap((one) => broken(ThreadResponseSchema, one))).toEqual([]);
  });

  it('messages and webhooks are as Discord’s published schema has them', async () => {
    const path = await webhookOf(discord, channel);
    const posted = await restOf(discord).post(path, line('Hi'));
    const sent = await post(Routes.channelMessages(channel.id), { content: 'Hi' });
    const starter = await post(Routes.threads(channel.id, (sent as { id: string }).id), { name: 'Tea' });
    const inside = (await get(Routes.channelMessages((starter as { id: string }).id))) as unknown[];
    const read = (await get(Routes.channelMessages(channel.id))) as unknown[];
    expect([posted, sent, ...inside, ...read].flatMap((one) => broken(MessageResponseSchema, one))).toEqual([]);
    const webhooks = (await get(Routes.channelWebhooks(channel.id))) as unknown[];
    expect(webhooks).toHaveLength(1);
    expect(webhooks.flatMap((one) => broken(GuildIncomingWebhookResponseSchema, one))).toEqual([]);
  });

  it('the audit log and emojis are as Discord’s published schema has them', async () => {
    server.grant('ViewAuditLog');
    await webhookOf(discord, channel);
    expect(broken(GuildAuditLogResponseSchema, await get(Routes.guildAuditLog(server.id)))).toEqual([]);
    const image = `data:image/png;base64,${Buffer.alloc(10).toString('base64')}`;
    const emoji = await post(Routes.applicationEmojis(discord.world.bot.id), { name: 'kettle', image });
    expect(broken(EmojiResponseSchema, emoji)).toEqual([]);
  });
});
