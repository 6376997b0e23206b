/** Webhooks, as the real REST client meets them. */
import { ButtonStyle, ComponentType, Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LoopbackDiscord, startLoopbackDiscord } from '../../../../../src/sandbox/loopback/loopback.ts';
import type { Channel } from '../../../../../src/sandbox/loopback/servers/channel.ts';
import type { Server } from '../../../../../src/sandbox/loopback/servers/server.ts';
import { codeOf, line, restOf, WAIT, webhookOf } from '../../../../support/loopbackRest.ts';

let discord: LoopbackDiscord;
let server: Server;
let channel: Channel;

beforeEach(async () => {
  discord = await startLoopbackDiscord();
  server = discord.addServer({ name: 'Tea House', preferredLocale: 'ja' });
  channel = server.addTextChannel('general');
});

afterEach(() => discord.close());

describe('webhooks', () => {
  it('webhooks post under any name and face, and their posts are read back in order', async () => {
    const path = await webhookOf(discord, channel);
    const face = `${discord.cdnUrl}/emojis/1.png`;
    await restOf(discord).post(path, { ...line('One'), body: { content: 'One', username: 'Lin', avatar_url: face } });
    await restOf(discord).post(path, line('Two', 'Bao'));
    expect(channel.posts.map(({ author, content }) => [author.username, content])).toEqual([
      ['Lin', 'One'],
      ['Bao', 'Two'],
    ]);
    expect(channel.posts[0]?.author.avatar).toBe(face);
    const query = new URLSearchParams({ after: channel.posts[0]?.id ?? '' });
    expect(await restOf(discord).get(Routes.channelMessages(channel.id), { query })).toMatchObject([
      { content: 'Two' },
    ]);
  });

  it('webhooks post inside ThreadChannels, and open posts in forums', async () => {
    const thread = channel.startThreadChannel('Green tea');
    const path = await webhookOf(discord, channel);
    const query = new URLSearchParams({ wait: 'true', thread_id: thread.id });
    await restOf(discord).post(path, { ...line('Inside'), query });
    expect(thread.posts.map(({ content }) => content)).toEqual(['Inside']);
    expect(channel.posts).toEqual([]);

    const forum = server.addForumChannel('teas');
    const forumPath = await webhookOf(discord, forum);
    expect(await codeOf(restOf(discord).post(forumPath, line('Nowhere')))).toBe(220001);
    const first = { ...line('First'), body: { content: 'First', thread_name: 'Black tea' } };
    const posted = await restOf(discord).post(forumPath, first);
    expect(forum.threadChannels.map(({ state, posts }) => [state.name, posts.length])).toEqual([['Black tea', 1]]);
    const [opened] = forum.threadChannels;
    expect(posted).toMatchObject({ id: opened?.id, channel_id: opened?.id });
    expect(posted).not.toHaveProperty('thread');
  });

  it('webhooks are refused beyond fifteen, when they are gone, and under forbidden names', async () => {
    const path = await webhookOf(discord, channel);
    expect(await codeOf(restOf(discord).post(path, line('Hello', 'Discord fan')))).toBe(50035);
    expect(await codeOf(restOf(discord).post(path, line('')))).toBe(50006);
    for (let more = 1; more < 15; more += 1) channel.addForeignWebhook('other');
    const another = restOf(discord).post(Routes.channelWebhooks(channel.id), { body: { name: 'Reprise' } });
    expect(await codeOf(another)).toBe(30007);
    channel.deleteWebhooks();
    expect(await codeOf(restOf(discord).post(path, line('Hello')))).toBe(10015);
  });

  it('components of a webhook’s message are shown only when the query asks for them', async () => {
    const path = await webhookOf(discord, channel);
    const button = { type: ComponentType.Button, style: ButtonStyle.Secondary, label: 'Go', custom_id: 'go' };
    const body = { content: 'Press', components: [{ type: ComponentType.ActionRow, components: [button] }] };
    await restOf(discord).post(path, { body, query: WAIT, auth: false });
    const query = new URLSearchParams({ wait: 'true', with_components: 'true' });
    await restOf(discord).post(path, { body, query, auth: false });
    expect(channel.posts.map(({ components }) => components?.length)).toEqual([0, 1]);
  });
});
