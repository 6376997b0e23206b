import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StartupError } from '../src/runtime/startupError.ts';
import type { Actor } from '../src/sandbox/loopback/people/actor.ts';
import { buttonsOf, textOf } from '../src/sandbox/loopback/people/components.ts';
import type { Channel } from '../src/sandbox/loopback/servers/channel.ts';
import type { Server } from '../src/sandbox/loopback/servers/server.ts';
import { pressForged } from './support/forge.ts';
import { startTestBed, type TestBed } from './support/testBed.ts';

describe('the bot in a channel', () => {
  let bed: TestBed;
  let server: Server;
  let channel: Channel;
  let mika: Actor;
  let alex: Actor;

  beforeEach(async () => {
    bed = await startTestBed();
    server = bed.discord.addServer({ name: 'Tea House' });
    channel = server.addTextChannel('general');
    mika = server.addMember({ name: 'Mika', locale: 'ja' }).in(channel);
    alex = server.addMember({ name: 'Alex' }).in(channel);
  });

  afterEach(() => bed[Symbol.asyncDispose]());

  const replay = (options = {}) => mika.slash('/thread replay', { thread: 'trainium', ...options });
  const posts = (number: number) => bed.passUntil(() => channel.posts.length >= number);
  const shows = (text: string) =>
    bed.passUntil(() =>
      channel.messages.some((message) => !channel.posts.includes(message) && textOf(message).includes(text)),
    );

  it('plays at its pace, with progress, and says when it is over', async () => {
    const { message } = await replay();
    expect(textOf(message)).toContain('7 comments');
    expect(buttonsOf(message).map(({ label }) => label)).toEqual([
      'Pause',
      'Skip',
      'Stop',
      'Slower',
      'Faster',
      'Catch up',
    ]);
    await shows('Comment 2 of 7');
    await shows('The end');
    expect(channel.posts).toHaveLength(8);
  });

  it('is paused, resumed, skipped and stopped by its buttons', async () => {
    const { message } = await replay();
    await posts(1);
    const paused = await mika.click(message, 'Pause');
    expect(textOf(paused.message)).toContain('Paused');
    await bed.clock.advance(120_000);
    expect(channel.posts).toHaveLength(1);
    await mika.click(message, 'Resume');
    await mika.click(message, 'Skip');
    await posts(2);
    const stopped = await mika.click(message, 'Stop');
    expect(buttonsOf(stopped.message).map(({ label }) => label)).toEqual(['Replay again', 'Index']);
    await shows('Comment 1 of 7\nStopped');
    await bed.clock.advance(120_000);
    expect(channel.posts).toHaveLength(2);
  });

  it('is controlled by commands too, which answer in private and in the reader’s language', async () => {
    await replay();
    await posts(1);
    const paused = await mika.slash('/thread pause');
    expect(paused).toMatchObject({ private: true });
    expect(textOf(paused.message)).toContain('一時停止しました');
    await shows('Paused');
    expect(textOf((await mika.slash('/thread pause')).message)).toBe('すでに一時停止中です。');
    await mika.slash('/thread resume');
    await mika.slash('/thread skip');
    await posts(2);
    await mika.slash('/thread stop');
    expect(textOf((await mika.slash('/thread stop')).message)).toContain('再生中のスレッドはありません');
  });

  it('obeys whoever started the replay and moderators, nobody else', async () => {
    const { message } = await replay();
    await posts(1);
    expect(textOf((await alex.click(message, 'Stop')).message)).toContain('Only whoever started this replay');
    expect(textOf((await alex.slash('/thread pause')).message)).toContain('Only whoever started this replay');
    const moderator = server.addMember({ name: 'Momo', permissions: ['ManageMessages'] }).in(channel);
    expect(textOf((await moderator.click(message, 'Stop')).message)).toContain('Stopped');
  });

  it('obeys no moderator of another channel', async () => {
    const { message } = await replay();
    await posts(1);
    const stop = buttonsOf(message).find(({ label }) => label === 'Stop')?.custom_id ?? '';
    const elsewhere = server.addTextChannel('elsewhere');
    const bob = server.addMember({ name: 'Bob' });
    elsewhere.overwrite(bob, { allow: ['ManageMessages'] });
    const refused = await pressForged(bed, bob.in(elsewhere), stop);
    expect(textOf(refused.message)).toContain('Only whoever started this replay');
    channel.overwrite(bob, { allow: ['ManageMessages'] });
    expect(textOf((await bob.in(channel).click(message, 'Stop')).message)).toContain('Stopped');
  });

  it('refuses a second replay in a channel, with a link to the running one', async () => {
    const { message } = await replay();
    await posts(1);
    const refused = await alex.slash('/thread replay', { thread: 'trainium' });
    expect(refused).toMatchObject({ private: true });
    expect(textOf(refused.message)).toContain(`https://discord.com/channels/${server.id}/${channel.id}/${message.id}`);
  });

  it('starts the same replay again from its last message', async () => {
    const { message } = await replay({ pace: 'instant', from: 6 });
    await shows('The end');
    const again = await alex.click(message, 'Replay again');
    expect(textOf(again.message)).toContain('from comment 6');
    await posts(4);
  });

  it('plays one persona alone, and from a comment on', async () => {
    await replay({ pace: 'instant', persona: '懐疑的', from: 1 });
    await shows('The end');
    expect(channel.posts.map(({ author }) => author.username)).toEqual(['Cloud Skeptic PhD']);
    const outOfRange = await alex.slash('/thread replay', { thread: 'trainium', from: 8 });
    expect(textOf(outOfRange.message)).toContain('goes from 0 (the post itself) to 7');
    const silent = await alex.slash('/thread replay', { thread: 'trainium', persona: 'DevOps', from: 7 });
    expect(textOf(silent.message)).toContain('says nothing from comment 7 on');
  });

  it('names the nearest when it does not know a name', async () => {
    expect(textOf((await alex.slash('/thread replay', { thread: 'Trainum3' })).message)).toMatch(
      /no thread “Trainum3”.*Did you mean/,
    );
    const persona = await mika.slash('/thread replay', { thread: 'trainium', persona: 'ヒストリアン' });
    expect(textOf(persona.message)).toContain('「ヒストリアン」に一致する登場人物は見つかりません');
  });

  it('completes threads and personas in both languages, in one request', async () => {
    const before = bed.discord.requests.length;
    expect(await alex.autocomplete('/thread replay', { thread: 'shaky' })).toHaveLength(1);
    expect(await mika.autocomplete('/thread replay', { thread: 'ちかく' })).toEqual([]);
    expect(bed.discord.requests.length - before).toBe(2);
    const personas = await mika.autocomplete('/thread replay', { thread: 'trainium', persona: 'シリコン' });
    expect(personas.map(({ name }) => name)).toEqual(['シリコンバレーの歴史家 / Silicon Valley Historian']);
    expect(await alex.autocomplete('/thread replay', { thread: 'trainium', persona: '' })).toHaveLength(7);
  });

  it('lists and shows threads in private, in the reader’s language', async () => {
    const list = await mika.slash('/thread list');
    expect(list).toMatchObject({ private: true });
    expect(textOf(list.message)).toContain('NVIDIAのAIチップ覇権に亀裂');
    const shown = await mika.click(list.message, '読む');
    expect(textOf(shown.message)).toMatch(/コメント\d+件/);
    const inEnglish = await alex.slash('/thread show', { thread: 'trainium', page: 99 });
    expect(textOf(inEnglish.message)).toContain('This part exists only in Japanese.');
    await mika.click(shown.message, '再生');
    await posts(1);
  });

  it('says exactly which permissions it lacks, and starts nothing', async () => {
    server.revoke('ManageWebhooks');
    server.revoke('ReadMessageHistory');
    const english = await alex.slash('/thread replay', { thread: 'trainium' });
    expect(textOf(english.message)).toContain('it lacks **Manage Webhooks** and **Read Message History**');
    expect(textOf((await replay()).message)).toContain('**ウェブフックの管理**');
    expect(channel.messages).toEqual([]);
  });

  it('lets only those start a replay who may write there', async () => {
    channel.state.overwrites.push({ id: alex.person.id, allow: 0n, deny: 1n << 11n });
    const refused = await alex.slash('/thread replay', { thread: 'trainium' });
    expect(textOf(refused.message)).toContain('where you may not write messages');
  });

  it('plays inside a ThreadChannel through its parent’s webhook', async () => {
    const thread = channel.startThreadChannel('aside');
    const inside = server.addMember({ name: 'Momo' }).in(thread);
    await inside.slash('/thread replay', { thread: 'trainium', pace: 'instant' });
    await thread.waitFor(() => thread.posts.length === 8);
    expect(channel.posts).toEqual([]);
  });

  it('makes one webhook for a channel, and finds it again', async () => {
    await replay({ pace: 'instant' });
    await shows('The end');
    expect(bed.discord.world.webhooksOf(channel.state)).toHaveLength(1);
  });

  it('replaces a webhook that was deleted, and loses nothing', async () => {
    await replay();
    await posts(1);
    channel.deleteWebhooks();
    await posts(2);
    expect(bed.discord.world.webhooksOf(channel.state)).toHaveLength(1);
  });

  it('pauses when it loses a permission, says which in the server’s language, and resumes when it is back', async () => {
    await replay();
    await posts(1);
    channel.deleteWebhooks();
    server.revoke('ManageWebhooks');
    await shows('the bot lacks **Manage Webhooks**');
    server.grant('ManageWebhooks');
    await mika.slash('/thread resume');
    await posts(2);
  });

  it('says so when the channel has all the webhooks it may have', async () => {
    for (let number = 0; number < 15; number += 1) {
      const id = `${number + 1}`.repeat(6);
      bed.discord.world.webhooks.set(id, { id, token: '', name: 'other', channelId: channel.id, applicationId: id });
    }
    await replay();
    await shows('all the webhooks Discord allows (15)');
  });

  it('ends in silence when the channel is deleted', async () => {
    await replay();
    await posts(1);
    channel.vanish();
    await bed.clock.advance(60_000);
    const elsewhere = server.addTextChannel('elsewhere');
    await server
      .addMember({ name: 'Momo' })
      .in(elsewhere)
      .slash('/thread replay', { thread: 'trainium', pace: 'instant' });
    await elsewhere.waitFor(() => elsewhere.posts.length === 8);
  });

  it('gives up, and says what to do, when its token is revoked while it runs', async () => {
    await replay();
    await posts(1);
    bed.discord.intercept = ({ path }) =>
      path.endsWith('/typing')
        ? Promise.resolve(Response.json({ message: '401: Unauthorized', code: 0 }, { status: 401 }))
        : undefined;
    let failure: StartupError | undefined;
    void bed.bot.failed.then((reason) => {
      failure = reason;
    });
    await bed.passUntil(() => failure !== undefined);
    expect(failure?.problem).toEqual({ kind: 'token-refused' });
  });

  it('uses a default avatar, never none, when a face cannot be uploaded', async () => {
    bed.discord.intercept = ({ method, path }) =>
      method === 'POST' && path.endsWith('/emojis')
        ? Promise.resolve(Response.json({ code: 30008, message: 'Maximum number of emojis reached' }, { status: 400 }))
        : undefined;
    await replay({ pace: 'instant' });
    await posts(8);
    for (const { author } of channel.posts) expect(author.avatar).toMatch(/\/embed\/avatars\/[0-5]\.png$/);
  });

  it('posts every line once though the answer to each is lost', async () => {
    bed.discord.intercept = (request, carryOut) => {
      if (request.method !== 'POST' || !request.path.startsWith('/webhooks/')) return undefined;
      return carryOut().then(() => Response.json({}, { status: 502 }));
    };
    await replay({ pace: 'instant' });
    await shows('The end');
    expect(channel.posts.map(({ content }) => content.slice(0, 20))).toHaveLength(8);
  });

  it('tries a refused line five times in about a minute, then pauses and says why', async () => {
    let tries = 0;
    bed.discord.intercept = ({ method, path }) => {
      if (method !== 'POST' || !path.startsWith('/webhooks/')) return undefined;
      tries += 1;
      return Promise.resolve(Response.json({}, { status: 503 }));
    };
    await replay({ pace: 'instant' });
    await shows('did not accept the next line');
    expect(tries).toBe(5);
    expect(channel.posts).toEqual([]);
  });
});
