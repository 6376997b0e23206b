/** Replays in every kind of place that Discord has, as people in it see them. */
import { AuditLogEvent, ChannelType } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buttonsOf, textOf } from '../../src/sandbox/loopback/people/components.ts';
import type { Channel } from '../../src/sandbox/loopback/servers/channel.ts';
import type { Server } from '../../src/sandbox/loopback/servers/server.ts';
import { Audience, POST } from '../support/audience.ts';
import { startTestBed, type TestBed } from '../support/testBed.ts';

const discussion = { pace: 'instant', place: 'discussion' } as const;

describe.each(['en', 'ja'] as const)('people who read %s', (language) => {
  let bed: TestBed;

  beforeEach(async () => {
    bed = await startTestBed();
  });

  afterEach(() => bed[Symbol.asyncDispose]());

  it.each([
    ['a text channel', (server: Server) => server.addTextChannel('general')],
    ['an announcement channel', (server: Server) => server.addAnnouncementChannel('news')],
    ['the chat of a voice channel', (server: Server) => server.addVoiceChannel('lounge')],
    ['the chat of a stage channel', (server: Server) => server.addStageChannel('stage')],
    ['a ThreadChannel', (server: Server) => server.addTextChannel('general').startThreadChannel('aside')],
    ['a forum’s post', (server: Server) => server.addForumChannel('forum').startThreadChannel('post')],
  ])('people see a replay where they asked for it: in %s', async (_, place) => {
    const audience = new Audience(bed, language, place);
    await audience.start();
    await audience.seesAllOnce();
  });

  it.each([
    ['a text channel', (server: Server) => server.addTextChannel('general'), ChannelType.PublicThread],
    [
      'an announcement channel',
      (server: Server) => server.addAnnouncementChannel('news'),
      ChannelType.AnnouncementThread,
    ],
  ] as const)('people see a discussion begin at its control message in %s', async (_, place, type) => {
    const audience = new Audience(bed, language, place);
    await audience.start(discussion);
    const stage = await audience.seesAllOnceIn(audience.channel);
    expect(stage.id).toBe(audience.control.id);
    expect(stage.state.type).toBe(type);
    expect(audience.channel.messages).toHaveLength(1);
  });

  it('people see a discussion that was asked for in a ThreadChannel beside it, and its control message where they are', async () => {
    const audience = new Audience(bed, language, (server) =>
      server.addTextChannel('general').startThreadChannel('aside'),
    );
    const parent = parentOf(audience);
    await audience.start(discussion);
    await audience.seesAllOnceIn(parent, 1);
    expect(parent.messages).toEqual([]);
  });

  it.each([
    ['AI', 'by its name, in any case and width', ['Work', 'ａｉ']],
    [undefined, 'where none fits and none is asked for', ['Work']],
  ] as const)(
    'people see a discussion of a forum’s post as another post, under the tag %s: %s',
    async (tag, _, tags) => {
      const audience = new Audience(bed, language, (server) =>
        server.addForumChannel('forum', { tags, requireTag: tag !== undefined }).startThreadChannel('post'),
      );
      const parent = parentOf(audience);
      await audience.start(discussion);
      const stage = await audience.seesAllOnceIn(parent, 1);
      const applied = parent.state.tags.filter(({ id }) => stage.state.thread?.appliedTags.includes(id));
      expect(applied.map(({ name }) => name)).toEqual(tag === undefined ? [] : ['ａｉ']);
      expect(stage.posts[0]?.id).toBe(stage.id);
    },
  );

  it('people read in the audit log whose replay made the webhook and the ThreadChannel', async () => {
    const audience = new Audience(bed, language);
    await audience.start(discussion);
    await audience.seesAllOnceIn(audience.channel);
    const { id } = audience.person.person;
    const reasons = audience.server.auditLog.map(({ action, reason }) => [action, reason]);
    const said = language === 'ja' ? `メンバー ${id} が再生を開始: ` : `Replay started by member ${id}: `;
    expect(reasons).toEqual([
      [AuditLogEvent.WebhookCreate, expect.stringContaining(said)],
      [AuditLogEvent.ThreadCreate, expect.stringContaining(said)],
    ]);
  });

  it('people control a discussion from where it plays and from where it was started', async () => {
    const audience = new Audience(bed, language);
    await audience.start({ ...discussion, pace: 'slow' });
    await bed.passUntil(() => audience.channel.threadChannels[0]?.posts.length === 1);
    const [stage] = audience.channel.threadChannels;
    if (!stage) throw new Error('No discussion was opened.');
    const inside = audience.server.join(audience.person.person).in(stage);
    await inside.slash('/thread pause');
    await audience.sees(audience.words.paused['by-hand']({ kind: 'by-hand' }, stage.id));
    await audience.person.slash('/thread resume');
    await audience.press('skip');
    await bed.passUntil(() => stage.posts.length >= 2);
    await inside.slash('/thread stop');
    await audience.sees(audience.words.stopped);
  });

  it('people play a discussion again as one, from the button of the ended one', async () => {
    const audience = new Audience(bed, language);
    await audience.start({ ...discussion, from: 6 });
    await audience.sees(audience.words.finished);
    await audience.person.click(audience.control, audience.words.again);
    await bed.passUntil(() => audience.channel.threadChannels.length === 2);
    await bed.passUntil(() => audience.channel.threadChannels[1]?.posts.length === 2);
  });

  it('people are told in private that no discussion can be opened beside voices, and that a forum asks for a tag', async () => {
    const inVoice = new Audience(bed, language, (server) => server.addVoiceChannel('lounge'));
    const refused = await inVoice.start(discussion);
    expect(refused).toMatchObject({ private: true });
    expect(textOf(refused.message)).toContain(
      language === 'ja' ? 'ディスカッションを開けません' : 'no discussion can be opened',
    );
    const inForum = new Audience(bed, language, (server) =>
      server.addForumChannel('forum', { tags: ['Work'], requireTag: true }).startThreadChannel('post'),
    );
    const untagged = await inForum.start(discussion);
    expect(untagged).toMatchObject({ private: true });
    expect(textOf(untagged.message)).toContain(
      language === 'ja' ? '投稿にタグが必要' : 'Require people to select tags',
    );
    for (const { channel } of [inVoice, inForum]) expect(channel.messages).toEqual([]);
  });

  it('people are told which permissions a discussion takes, and nothing begins without them', async () => {
    const audience = new Audience(bed, language);
    audience.server.revoke('CreatePublicThreads');
    const refused = await audience.start(discussion);
    expect(refused).toMatchObject({ private: true });
    expect(textOf(refused.message)).toContain(language === 'ja' ? '公開スレッドの作成' : 'Create Public Threads');
    expect(audience.channel.messages).toEqual([]);
  });

  it('people see an archived ThreadChannel come back with the next line', async () => {
    const audience = new Audience(bed, language, (server) =>
      server.addTextChannel('general').startThreadChannel('aside'),
    );
    await audience.start({ pace: 'slow' });
    await audience.reads(2);
    audience.channel.archive();
    await audience.reads(3);
    expect(audience.channel.state.thread?.archived).toBe(false);
    await audience.seesAllOnce();
  });

  it('people who may write in a locked ThreadChannel are told before anything begins that the bot may not', async () => {
    const audience = new Audience(bed, language, (server) =>
      server.addTextChannel('general').startThreadChannel('aside'),
    );
    audience.channel.lock();
    const refused = await audience.start();
    expect(refused).toMatchObject({ private: true });
    expect(textOf(refused.message)).toContain(language === 'ja' ? 'スレッドの管理' : 'Manage Threads');
    expect(audience.channel.messages).toEqual([]);
  });

  it('people are told that the ThreadChannel they are in was locked once it no longer is, and go on by a button', async () => {
    const audience = new Audience(bed, language, (server) =>
      server.addTextChannel('general').startThreadChannel('aside'),
    );
    await audience.start({ pace: 'slow' });
    await audience.reads(2);
    audience.channel.lock();
    await bed.clock.advance(60_000);
    expect(audience.channel.posts).toHaveLength(2);
    audience.channel.unlock();
    await audience.sees(audience.words.paused.locked({ kind: 'locked' }, audience.channel.id));
    await audience.press('resume');
    await audience.seesAllOnce();
  });

  it('people are told at once that their discussion was locked, and that it goes on with a permission more', async () => {
    const audience = new Audience(bed, language);
    await audience.start({ ...discussion, pace: 'slow' });
    await bed.passUntil(() => audience.channel.threadChannels[0]?.posts.length === 2);
    const [stage] = audience.channel.threadChannels;
    stage?.lock();
    stage?.archive();
    await audience.sees(audience.words.paused.locked({ kind: 'locked' }, stage?.id ?? ''));
    audience.server.grant('ManageThreads');
    await audience.press('resume');
    await audience.seesAllOnceIn(audience.channel);
  });

  it('people are told that their forum asks for a tag once it does, and go on by a button when it no longer does', async () => {
    const audience = new Audience(bed, language, (server) =>
      server.addForumChannel('forum').startThreadChannel('post'),
    );
    const forum = parentOf(audience);
    bed.discord.faults.on(POST).nth(1).refuseAs({ status: 400, code: 40_067, message: 'A tag is required' });
    await audience.start(discussion);
    await audience.sees(audience.words.paused['tag-required']({ kind: 'tag-required' }, forum.id));
    expect(buttonsOf(audience.control).map(({ label }) => label)).not.toContain(audience.words.passOver);
    await audience.press('resume');
    await audience.seesAllOnceIn(forum, 1);
  });

  it('people see the end of a discussion though the ThreadChannel with its control message was archived meanwhile', async () => {
    const audience = new Audience(bed, language, (server) =>
      server.addTextChannel('general').startThreadChannel('aside'),
    );
    await audience.start({ ...discussion, pace: 'slow' });
    const parent = parentOf(audience);
    await bed.passUntil(() => parent.threadChannels[1]?.posts.length === 2);
    audience.channel.archive();
    await audience.seesAllOnceIn(parent, 1);
    expect(audience.channel.state.thread?.archived).toBe(false);
  });
});

/** The channel that the audience's ThreadChannel is in. */
function parentOf({ channel }: Audience): Channel {
  if (!channel.parent) throw new Error('The audience is in no ThreadChannel.');
  return channel.parent;
}
