import { globSync, readFileSync } from 'node:fs';
import { DiscordAPIError } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onceRest } from '../../../src/discord/rest/client.ts';
import { DiscordApi } from '../../../src/discord/rest/discordApi.ts';
import { RequestBudget } from '../../../src/discord/rest/requestBudget.ts';
import { type LoopbackDiscord, startLoopbackDiscord } from '../../../src/sandbox/loopback/loopback.ts';
import type { Channel } from '../../../src/sandbox/loopback/servers/channel.ts';
import type { Server } from '../../../src/sandbox/loopback/servers/server.ts';
import { housePolicies } from '../../../src/sandbox/program/housePolicies.ts';
import { PATIENCE } from '../../support/patience.ts';

describe('Discord’s REST, a method a call', () => {
  let discord: LoopbackDiscord;
  let api: DiscordApi;
  let server: Server;
  let channel: Channel;

  beforeAll(async () => {
    discord = await startLoopbackDiscord({ policies: housePolicies });
    api = new DiscordApi(
      onceRest({ api: discord.apiUrl, token: discord.token, timeout: PATIENCE, budget: new RequestBudget(50) }),
    );
    server = discord.addServer({ name: 'Tea House' });
    channel = server.addTextChannel('general');
  });

  afterAll(async () => {
    await discord.close();
    expect(discord.violations).toEqual([]);
  });

  it('gives a channel with its kind and its parent', async () => {
    const thread = channel.startThreadChannel('aside');
    expect(await api.channel(thread.id)).toMatchObject({
      ...{ id: thread.id, type: 11, parent_id: channel.id },
      ...{ name: 'aside', owner_id: server.state.ownerId },
    });
  });

  it('posts through a webhook, into a ThreadChannel too, with the components that belong to the post', async () => {
    const { id, token } = await api.makeWebhook(channel.id, { name: 'Reprise' }, 'Tea');
    expect(await api.webhooks(channel.id)).toMatchObject([{ id, token, application_id: discord.world.bot.id }]);
    const thread = channel.startThreadChannel('beside');
    const components = [{ type: 1, components: [{ type: 2, style: 2, custom_id: 'x', label: 'Translate' }] }] as const;
    const address = { id, token: String(token), threadChannelId: thread.id };
    const body = {
      ...{
        content: 'Hello',
        username: 'Bob',
        avatar_url: 'https://example.com/bob.png',
        allowed_mentions: { parse: [] },
      },
      components: components.map((row) => ({ ...row, components: [...row.components] })),
    };
    const sent = await api.executeWebhook(address, body, AbortSignal.timeout(PATIENCE));
    expect(sent.channel_id).toBe(thread.id);
    expect(thread.posts).toMatchObject([{ id: sent.id, content: 'Hello', author: { username: 'Bob' }, components }]);
  });

  it('a post through a webhook is given up in time though it waits behind another, and is never sent then', async () => {
    const busy = server.addTextChannel('busy');
    const { id, token } = await api.makeWebhook(busy.id, { name: 'Reprise' }, 'Tea');
    const address = { id, token: String(token), threadChannelId: null };
    const face = { username: 'Bob', avatar_url: 'https://example.com/bob.png', allowed_mentions: { parse: [] } };
    const say = (content: string, ms: number) =>
      api.executeWebhook(address, { content, ...face }, AbortSignal.timeout(ms));
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
    discord.intercept = async (_, carryOut) => {
      const response = await carryOut();
      await answered;
      return response;
    };
    const first = say('first', PATIENCE);
    await expect(say('second', 100)).rejects.toThrow();
    answer();
    await first;
    expect(await say('third', PATIENCE)).toMatchObject({ channel_id: busy.id });
    expect(busy.posts.map(({ content }) => content)).toEqual(['first', 'third']);
  });

  it('sends, edits and reads messages', async () => {
    const sent = await api.sendMessage(channel.id, { content: 'one', allowed_mentions: { parse: [] } });
    await api.editMessage(channel.id, sent.id, { content: 'two', allowed_mentions: { parse: [] } });
    expect(await api.message(channel.id, sent.id)).toMatchObject({
      id: sent.id,
      content: 'two',
      author: { bot: true },
    });
    expect(await api.messagesAfter(channel.id, String(BigInt(sent.id) - 1n), 10)).toHaveLength(1);
  });

  it('keeps a face as an application emoji, and lists it', async () => {
    const image = 'data:image/png;base64,iVBORw0KGgo=';
    const emoji = await api.makeEmoji(discord.world.bot.id, { name: 'face', image });
    expect(await api.emojis(discord.world.bot.id)).toEqual([{ id: emoji.id, name: 'face' }]);
  });

  it('shows typing, and says whether the bot is on a server', async () => {
    let typing = false;
    discord.events.once('typing', () => {
      typing = true;
    });
    await api.showTyping(channel.id);
    expect(typing).toBe(true);
    await expect(api.server(server.id)).resolves.toMatchObject({ id: server.id, roles: expect.any(Array) });
    await expect(api.server('1')).rejects.toThrow(DiscordAPIError);
  });

  it('takes an answer of another shape for no answer of Discord’s', async () => {
    discord.intercept = async () => Response.json({ welcome: 'to our network' });
    await expect(api.channel(channel.id)).rejects.toThrow('Something other than Discord answered');
    discord.intercept = (request, carryOut) => discord.faults.intercept(request, carryOut);
  });
});

describe('the one copy of @discordjs/rest', () => {
  it('is the one that discord.js holds: another copy’s errors and enums would be strangers', () => {
    const files = globSync(['src/**/*.ts', 'commands/*.ts', 'test/**/*.ts']);
    const direct = files.filter((file) =>
      /^(?:import|\}) (?!type\b)[^;]*from '@discordjs\/(?:rest|core|ws)'/m.test(readFileSync(file, 'utf8')),
    );
    expect(direct).toEqual([]);
  });

  it('throws errors that we know by their class', async () => {
    await using discord = await startLoopbackDiscord();
    const api = new DiscordApi(
      onceRest({ api: discord.apiUrl, token: discord.token, timeout: PATIENCE, budget: new RequestBudget(50) }),
    );
    await expect(api.channel('1')).rejects.toBeInstanceOf(DiscordAPIError);
  });
});
