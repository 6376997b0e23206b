/** ThreadChannels and forum posts, as the real REST client meets them. */
import { ChannelType, MessageFlags, MessageType, Routes } from 'discord.js';
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
  server = discord.addServer({ name: 'Tea House' });
  channel = server.addTextChannel('general');
});

afterEach(() => discord.close());

const post = (path: `/${string}`, body: object) => restOf(discord).post(path, { body });
const idOf = (made: unknown) => (made as { id: string }).id;
const inside = (thread: Channel) => new URLSearchParams({ wait: 'true', thread_id: thread.id });

describe('ThreadChannels', () => {
  it('a ThreadChannel that starts from a message shares its id, begins with it, and is shown on it', async () => {
    const message = channel.say(server.addMember({ name: 'Mika' }).person, 'Green tea');
    const path = Routes.threads(channel.id, message.id);
    const thread = await post(path, { name: 'Green or black?', auto_archive_duration: 60 });
    expect(thread).toMatchObject({
      ...{ id: message.id, parent_id: channel.id, type: ChannelType.PublicThread, application_id: null },
      thread_metadata: { archived: false, locked: false, auto_archive_duration: 60 },
    });
    expect(channel.threadChannels[0]?.messages).toMatchObject([
      { type: MessageType.ThreadStarterMessage, message_reference: { message_id: message.id } },
    ]);
    expect(await restOf(discord).get(Routes.channelMessage(channel.id, message.id))).toMatchObject({
      flags: MessageFlags.HasThread,
      thread: { id: message.id },
    });
    expect(await codeOf(post(path, { name: 'Again' }))).toBe(160004);
  });

  it('a ThreadChannel of an announcement channel is of a kind of its own', async () => {
    const news = server.addAnnouncementChannel('news');
    const { id } = news.say(server.addMember({ name: 'Mika' }).person, 'We are open.');
    expect(await post(Routes.threads(news.id, id), { name: 'When?' })).toMatchObject({
      type: ChannelType.AnnouncementThread,
    });
  });

  it('no ThreadChannel is opened in a ThreadChannel, a voice channel or a stage', async () => {
    for (const place of [
      channel.startThreadChannel('One'),
      server.addVoiceChannel('lounge'),
      server.addStageChannel('stage'),
    ]) {
      expect(await codeOf(post(Routes.threads(place.id), { name: 'Two', type: 11 }))).toBe(50024);
    }
  });

  it('a message brings an archived ThreadChannel back, whoever wrote it', async () => {
    const thread = channel.startThreadChannel('Green tea');
    const metadata = async () =>
      (await restOf(discord).get(Routes.channel(thread.id))) as { thread_metadata: { archived: boolean } };
    for (const write of [
      () => post(Routes.channelMessages(thread.id), { content: 'Hi' }),
      async () => restOf(discord).post(await webhookOf(discord, channel), { ...line('Hi'), query: inside(thread) }),
    ]) {
      thread.archive();
      expect((await metadata()).thread_metadata.archived).toBe(true);
      await write();
      expect((await metadata()).thread_metadata.archived).toBe(false);
    }
  });

  it('the public ThreadChannels of a channel that are archived are listed, the last first, to who may read the history', async () => {
    for (const name of ['Green tea', 'Black tea', 'White tea']) channel.startThreadChannel(name);
    server.addTextChannel('other').startThreadChannel('Rare tea').archive();
    const [green, black] = channel.threadChannels;
    green?.archive();
    await new Promise((resolve) => setTimeout(resolve, 2));
    black?.archive();
    const list = (query: object) =>
      restOf(discord).get(Routes.channelThreads(channel.id, 'public'), { query: new URLSearchParams({ ...query }) });
    expect(await list({})).toMatchObject({ threads: [{ name: 'Black tea' }, { name: 'Green tea' }], has_more: false });
    expect(await list({ limit: '1' })).toMatchObject({ threads: [{ name: 'Black tea' }], has_more: true });
    server.revoke('ReadMessageHistory');
    expect(await codeOf(list({}))).toBe(50013);
    expect(discord.violations).toEqual([]);
  });

  it('messages of an archived ThreadChannel are not edited', async () => {
    const thread = channel.startThreadChannel('Green tea');
    const path = await webhookOf(discord, channel);
    const id = idOf(await restOf(discord).post(path, { ...line('Hi'), query: inside(thread) }));
    thread.archive();
    const edit = restOf(discord).patch(`${path}/messages/${id}`, {
      ...{ body: { content: 'Ho' }, auth: false, query: new URLSearchParams({ thread_id: thread.id }) },
    });
    expect(await codeOf(edit)).toBe(50083);
  });

  it('a locked ThreadChannel takes nothing from a bot that may not manage it, nor from its webhooks', async () => {
    const thread = channel.startThreadChannel('Green tea');
    const path = await webhookOf(discord, channel);
    const write = () => codeOf(post(Routes.channelMessages(thread.id), { content: 'Hi' }));
    const say = () => codeOf(restOf(discord).post(path, { ...line('Hi'), query: inside(thread) }));
    const bringBack = () => codeOf(restOf(discord).patch(Routes.channel(thread.id), { body: { archived: false } }));
    thread.lock();
    expect([await write(), await say()]).toEqual([160005, 160005]);
    thread.archive();
    expect([await write(), await say(), await bringBack()]).toEqual([50083, 50083, 50013]);
    server.grant('ManageThreads');
    expect([await say(), await write(), await bringBack()]).toEqual([undefined, undefined, undefined]);
  });

  it('a ThreadChannel is changed by who opened it, and by who manages them all', async () => {
    const [ours, theirs] = [
      idOf(await post(Routes.threads(channel.id), { name: 'Ours', type: 11 })),
      channel.startThreadChannel('Theirs').id,
    ];
    const rename = (id: string) => codeOf(restOf(discord).patch(Routes.channel(id), { body: { name: 'New' } }));
    const lock = (id: string) => codeOf(restOf(discord).patch(Routes.channel(id), { body: { locked: true } }));
    expect([await rename(ours), await rename(theirs), await lock(ours)]).toEqual([undefined, 50013, 50013]);
    server.grant('ManageThreads');
    expect([await rename(theirs), await lock(ours)]).toEqual([undefined, undefined]);
  });
});

describe('forums', () => {
  it('a post in a forum has the tags that it was given, whether a bot or a webhook opens it', async () => {
    const forum = server.addForumChannel('teas', { tags: ['Green', 'Black'] });
    const [green, black] = forum.state.tags.map(({ id }) => id);
    const message = { content: 'First' };
    await post(Routes.threads(forum.id), { name: 'Sencha', message, applied_tags: [green] });
    const body = { ...message, thread_name: 'Assam', applied_tags: [green, black] };
    await restOf(discord).post(await webhookOf(discord, forum), { body, query: WAIT, auth: false });
    expect(forum.threadChannels.map(({ state }) => [state.name, state.thread?.appliedTags])).toEqual([
      ['Sencha', [green]],
      ['Assam', [green, black]],
    ]);
    expect(await restOf(discord).get(Routes.channel(forum.id))).toMatchObject({
      available_tags: [{ id: green, name: 'Green', moderated: false }, { name: 'Black' }],
    });
  });

  it('a forum that requires a tag refuses a post without one, with code 40067', async () => {
    const forum = server.addForumChannel('teas', { tags: ['Green'], requireTag: true });
    const path = await webhookOf(discord, forum);
    const open = (applied_tags?: string[]) => {
      const body = { content: 'First', thread_name: 'Sencha', ...(applied_tags && { applied_tags }) };
      return codeOf(restOf(discord).post(path, { body, query: WAIT, auth: false }));
    };
    const message = { content: 'First' };
    expect(await codeOf(post(Routes.threads(forum.id), { name: 'Sencha', message }))).toBe(40067);
    expect([await open(), await open(['1']), await open(forum.state.tags.map(({ id }) => id))]).toEqual([
      40067,
      50035,
      undefined,
    ]);
    expect(forum.threadChannels).toHaveLength(1);
  });

  it('a tag for moderators is given only by who manages ThreadChannels', async () => {
    const forum = server.addForumChannel('teas', { moderatedTags: ['Pinned'] });
    const [tag] = forum.state.tags.map(({ id }) => id);
    const open = () =>
      codeOf(post(Routes.threads(forum.id), { name: 'Sencha', message: { content: 'Hi' }, applied_tags: [tag] }));
    expect(await open()).toBe(50035);
    server.grant('ManageThreads');
    expect(await open()).toBeUndefined();
  });

  it('a message in a forum itself is refused', async () => {
    const forum = server.addForumChannel('teas');
    expect(await codeOf(post(Routes.channelMessages(forum.id), { content: 'Hi' }))).toBe(40058);
  });
});
