/** What is left in a channel when a replay is undone, whatever happens meanwhile. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AuditLogEvent, messageLink } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sentences } from '../../src/i18n/i18n.ts';
import type { Actor } from '../../src/sandbox/loopback/people/actor.ts';
import { textOf } from '../../src/sandbox/loopback/people/components.ts';
import { openStore } from '../../src/store/store.ts';
import { textIn } from '../../src/thread/language.ts';
import { Audience, LOOK, POST } from '../support/audience.ts';
import { shippedThread } from '../support/shippedThread.ts';
import { IMPATIENT, startTestBed, type TestBed, type TestBedOptions } from '../support/testBed.ts';

const BY_WEBHOOK = 'DELETE /webhooks/:id/:token/messages/:id';

/** The last of the seed's lines: enough for everything that can go wrong between two of them. */
const POSTS = 4;
const LAST_LINES = { pace: 'instant', from: 8 - POSTS };

describe.each(['en', 'ja'] as const)('a channel that reads %s', (language) => {
  const words = sentences[language];
  let folder: string;
  let databasePath: string;
  let bed: TestBed;
  let audience: Audience;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'reprise-'));
    databasePath = join(folder, 'reprise.sqlite');
    await begin();
  });

  afterEach(async () => {
    await bed[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });

  async function begin(options: TestBedOptions = {}): Promise<void> {
    bed = await startTestBed({ databasePath, ...options });
    audience = new Audience(bed, language);
  }

  /** Lets somebody undo the latest replay; the message that tells them about it. */
  async function undo(person: Actor = audience.person): Promise<() => string> {
    const { message } = await person.slash('/thread undo');
    await person.click(message, words.undo.confirm);
    return () => {
      const seen = person.messages.find(({ id }) => id === message.id);
      return seen ? textOf(seen) : '';
    };
  }

  /** The same to its end; what they are told then. */
  async function undone(person?: Actor): Promise<string> {
    const told = await undo(person);
    await bed.passUntil(() => !/^(Undoing|取り消し処理中)/.test(told()));
    return told();
  }

  /** The posts that the bot remembers. */
  async function remembered(): Promise<number> {
    const store = await openStore(`sqlite:${databasePath}`);
    try {
      const replay = await store.replays.latestStartedIn(audience.server.id, audience.channel.id);
      return replay ? (await store.undos.postsOf(replay.plan)).length : 0;
    } finally {
      await store.close();
    }
  }

  /** A whole replay, with what others wrote before, meanwhile and after. */
  async function replayAmongOthers(): Promise<string[]> {
    const { channel, person } = audience;
    const say = (text: string) => channel.say(person.person, text).id;
    const others = [say('before')];
    await audience.start(LAST_LINES);
    await audience.reads(2);
    others.push(say('meanwhile'));
    await audience.sees(audience.words.finished);
    others.push(say('after'), audience.control.id);
    return others;
  }

  const left = () => audience.channel.messages.map(({ id }) => id).toSorted();

  /** Checks that those messages are there, and no others, and that the bot remembers no post. */
  async function onlyThereAre(messages: readonly string[]): Promise<void> {
    expect(left()).toEqual(messages.toSorted());
    expect(await remembered()).toBe(0);
    await audience.sees(words.undo.done(POSTS));
  }

  it('a channel keeps everything but the posts of the replay that was undone', async () => {
    const others = await replayAmongOthers();
    expect(audience.channel.posts).toHaveLength(POSTS);
    expect(await undone()).toBe(words.undo.done(POSTS));
    await onlyThereAre(others);
  });

  const second = () => bed.discord.faults.on(BY_WEBHOOK).nth(2);

  it.each([
    ['the answer to a deletion is lost with its connection', () => second().acceptThenDrop()],
    ['a deletion is accepted but answered with 500', () => second().acceptThenAnswer(500)],
    ['a deletion arrives after its connection broke', () => second().dropThenAccept(200)],
    ['a connection breaks before a deletion', () => second().drop()],
    ['a deletion is refused with 503', () => second().refuse(503)],
    ['the bot deletes too fast', () => second().rateLimit({ scope: 'user', retryAfter: 1_000 })],
    ['others use up a limit', () => second().rateLimit({ scope: 'shared', retryAfter: 1_000 })],
    ['the bot is limited everywhere', () => second().rateLimit({ scope: 'global', retryAfter: 300 })],
    ['what stands before Discord refuses without a word', () => second().rateLimitAtEdge()],
    ['a proxy gives up on a deletion that was accepted', () => second().acceptThenAnswerForeign(504)],
    ['a captive portal answers in place of Discord', () => second().answerForeign(200)],
    ['a firewall refuses a deletion', () => second().answerForeign(403)],
    ['every second deletion fails', () => bed.discord.faults.on(BY_WEBHOOK).withProbability(0.5, '22').refuse(503)],
  ])('a channel keeps everything but the posts of the replay that was undone when %s', async (_, declare) => {
    const others = await replayAmongOthers();
    const told = await undo();
    declare();
    await bed.passUntil(() => told() === words.undo.done(POSTS));
    expect(bed.discord.faults.struck.size).toBeGreaterThan(0);
    bed.discord.faults.clear();
    await onlyThereAre(others);
  });

  it('a channel keeps everything but the posts of the replay that was undone when a deletion is answered later than anybody waits', async () => {
    await bed[Symbol.asyncDispose]();
    await begin({ requestTimeout: IMPATIENT });
    const others = await replayAmongOthers();
    second().delay(2 * IMPATIENT);
    expect(await undone()).toBe(words.undo.done(POSTS));
    await onlyThereAre(others);
  });

  it('a channel has no post twice deleted, and none forgotten, when the bot is restarted meanwhile', async () => {
    const others = await replayAmongOthers();
    second().acceptThenDrop();
    await undo();
    await audience.channel.waitFor(() => audience.channel.posts.length === POSTS - 2);
    await bed.restart(1_000);
    expect(audience.channel.posts.length).toBeGreaterThan(0);
    await bed.passUntil(() => audience.channel.posts.length === 0);
    await onlyThereAre(others);
  });

  it('a channel loses posts that somebody else deletes first, and the bot does not mind', async () => {
    const others = await replayAmongOthers();
    const { state, posts } = audience.channel;
    for (const at of [0, 2, 3]) bed.discord.world.deleteMessage(state, posts[at]?.id ?? '');
    expect(await undone()).toBe(words.undo.done(POSTS));
    await onlyThereAre(others);
  });

  it('a channel has the bot itself delete the posts of a webhook that is gone, and the audit log says for whom', async () => {
    audience.server.grant('ManageMessages');
    const others = await replayAmongOthers();
    bed.discord.faults
      .on(BY_WEBHOOK)
      .nth(2)
      .before(() => audience.channel.deleteWebhooks());
    expect(await undone()).toBe(words.undo.done(POSTS));
    await onlyThereAre(others);
    const deletions = audience.server.auditLog.filter(({ action }) => action === AuditLogEvent.MessageDelete);
    const title = textIn(shippedThread.title, language).text;
    expect(deletions.map(({ reason }) => reason)).toEqual(
      Array.from({ length: POSTS - 1 }, () => words.audit.undo(title, audience.person.person.id)),
    );
    // A webhook that is gone is asked once.
    expect(bed.discord.requests.filter(({ route }) => route === BY_WEBHOOK)).toHaveLength(2);
  });

  it('a channel is told what is missing when the webhook is gone, and all is undone once the permission is there', async () => {
    const others = await replayAmongOthers();
    audience.channel.deleteWebhooks();
    const said = await undone();
    expect(said).toContain(words.undo.held(POSTS));
    expect(said).toContain(language === 'en' ? 'Manage Messages' : 'メッセージの管理');
    await audience.sees(words.undo.held(POSTS));
    expect(audience.channel.posts).toHaveLength(POSTS);
    audience.server.grant('ManageMessages');
    expect(await undone()).toBe(words.undo.done(POSTS));
    await onlyThereAre(others);
  });

  it('a channel loses its posts though somebody moved their webhook to another channel', async () => {
    audience.server.grant('ManageMessages');
    const other = audience.server.addTextChannel('news');
    const kept = other.say(audience.person.person, 'Hello').id;
    const others = await replayAmongOthers();
    const { webhooks } = bed.discord.world;
    for (const webhook of webhooks.values()) webhooks.set(webhook.id, { ...webhook, channelId: other.id });
    expect(await undone()).toBe(words.undo.done(POSTS));
    await onlyThereAre(others);
    expect(other.messages.map(({ id }) => id)).toEqual([kept]);
  });

  it('a channel loses the posts of each of the webhooks that a replay went through', async () => {
    bed.discord.faults
      .on(POST)
      .nth(3)
      .before(() => {
        for (const webhook of bed.discord.world.webhooksOf(audience.channel.state))
          bed.discord.world.webhooks.delete(webhook.id);
      });
    await audience.start(LAST_LINES);
    await audience.sees(audience.words.finished);
    audience.server.grant('ManageMessages');
    expect(await undone()).toBe(words.undo.done(POSTS));
    expect(left()).toEqual([audience.control.id]);
  });

  it('a channel that is deleted meanwhile takes its posts with it', async () => {
    await replayAmongOthers();
    bed.discord.faults
      .on(BY_WEBHOOK)
      .nth(2)
      .before(() => audience.channel.vanish());
    await undo();
    await bed.passUntil(() => bed.discord.requests.some(({ route }) => route === 'GET /channels/:id/messages/:id'));
    for (let posts = await remembered(); posts > 0; posts = await remembered()) await bed.clock.advance(500);
  });

  it('a channel loses a line, too, that a stopped replay had lost sight of, and none of the next replay’s', async () => {
    bed.discord.faults.on(POST).nth(3).acceptThenDrop();
    bed.discord.faults.on(LOOK).always().drop();
    await audience.start(LAST_LINES);
    await audience.sees(audience.words.paused.unreachable({ kind: 'unreachable' }, audience.channel.id));
    await audience.press('stop');
    bed.discord.faults.clear();
    // On a busy machine the answer to an earlier line may come too late as well: then that one is lost.
    const { length: made } = audience.channel.posts;
    expect(made).toBeGreaterThan(0);
    const control = audience.control.id;
    const told = await undo();
    await bed.passUntil(() => told() === words.undo.done(made));
    expect(left()).toEqual([control]);
  });

  it('a channel loses such a line also where the next replay began by schedule, right below it', async () => {
    const manager = audience.server.addMember({ name: 'Nora', permissions: ['ManageGuild'] }).in(audience.channel);
    bed.discord.faults.on(POST).nth(3).acceptThenDrop();
    bed.discord.faults.on(LOOK).always().drop();
    await audience.start(LAST_LINES);
    await audience.sees(audience.words.paused.unreachable({ kind: 'unreachable' }, audience.channel.id));
    await audience.press('stop');
    bed.discord.faults.clear();
    const { message: asked } = await audience.person.slash('/thread undo');
    const made = audience.channel.posts.length;
    const [lost] = audience.channel.messages.slice(-1);
    expect(audience.channel.posts).toContainEqual(lost);
    const time = new Date(bed.clock.now() + 60_000).toISOString().slice(11, 16);
    const scheduled = { thread: 'trainium', timezone: 'UTC', time, pace: 'step' };
    await manager.slash('/schedule add', { channel: audience.channel.state, ...scheduled });
    await bed.passUntil(() => audience.channel.posts.length > made);
    await audience.person.click(asked, words.undo.confirm);
    await bed.passUntil(() => audience.channel.posts.length === 1);
    expect(left()).not.toContain(lost?.id);
  });

  it('a channel keeps the lines of a later replay of the same thread, which read the same', async () => {
    bed.discord.faults.on(POST).nth(3).drop();
    bed.discord.faults.on(LOOK).always().drop();
    await audience.start(LAST_LINES);
    await audience.sees(audience.words.paused.unreachable({ kind: 'unreachable' }, audience.channel.id));
    await audience.press('stop');
    bed.discord.faults.clear();
    const { message: asked } = await audience.person.slash('/thread undo');
    const [first, second] = audience.channel.posts;
    await audience.start(LAST_LINES);
    await audience.sees(audience.words.finished);
    await audience.person.click(asked, words.undo.confirm);
    await bed.passUntil(() => audience.channel.messages.some((one) => textOf(one).includes(words.undo.done(2))));
    expect(audience.channel.posts).toHaveLength(POSTS);
    for (const gone of [first, second]) expect(left()).not.toContain(gone?.id);
  });

  it('a channel keeps the ThreadChannel that was opened for a replay, archived and without its posts', async () => {
    await audience.start({ ...LAST_LINES, place: 'discussion' });
    await audience.sees(audience.words.finished);
    const [stage] = audience.channel.threadChannels;
    if (!stage) throw new Error('No ThreadChannel was opened.');
    const said = stage.say(audience.person.person, 'Interesting').id;
    expect(stage.posts).toHaveLength(POSTS);
    expect(await undone()).toBe(words.undo.done(POSTS));
    await audience.sees(words.undo.done(POSTS));
    expect(stage.posts).toEqual([]);
    expect(stage.messages.map(({ id }) => id)).toContain(said);
    expect(stage.state.thread?.archived).toBe(true);
    const title = textIn(shippedThread.title, language).text;
    expect(audience.server.auditLog.at(-1)?.reason).toBe(words.audit.undo(title, audience.person.person.id));
    expect(await remembered()).toBe(0);
  });

  it('a channel keeps the forum’s post that was opened for a replay, without what the replay said in it', async () => {
    audience = new Audience(bed, language, (server) => server.addForumChannel('forum').startThreadChannel('post'));
    audience.server.grant('ManageThreads');
    bed.discord.faults.on(POST).nth(2).rateLimit({ scope: 'shared', retryAfter: 60_000 });
    await audience.start({ ...LAST_LINES, place: 'discussion' });
    await bed.passUntil(() => bed.discord.faults.struck.size > 0);
    await audience.press('stop');
    const stage = audience.channel.parent?.threadChannels.find(({ id }) => id !== audience.channel.id);
    if (!stage) throw new Error('No post was opened.');
    expect(stage.posts).toHaveLength(1);
    expect(await undone()).toBe(words.undo.done(1));
    expect(stage.messages).toEqual([]);
    expect(stage.state.thread?.archived).toBe(true);
  });

  it('a channel’s forum loses the line that opened a post, too, though nobody could say whether it had', async () => {
    audience = new Audience(bed, language, (server) => server.addForumChannel('forum').startThreadChannel('post'));
    bed.discord.faults.on(POST).acceptThenDrop();
    bed.discord.faults.on('GET /guilds/:id/threads/active').always().drop();
    await audience.start({ ...LAST_LINES, place: 'discussion' });
    await audience.sees(audience.words.paused.unreachable({ kind: 'unreachable' }, audience.channel.id));
    await audience.press('stop');
    bed.discord.faults.clear();
    const stage = audience.channel.parent?.threadChannels.find(({ id }) => id !== audience.channel.id);
    expect(stage?.posts).toHaveLength(1);
    expect(await undone()).toBe(words.undo.done(1));
    expect(stage?.messages).toEqual([]);
  });

  it('a channel is told that a replay has been undone, or is being undone, when somebody wants it again', async () => {
    await replayAmongOthers();
    const { message: one } = await audience.person.slash('/thread undo');
    const { message: other } = await audience.person.slash('/thread undo');
    bed.discord.faults.on(BY_WEBHOOK).nth(2).rateLimit({ scope: 'shared', retryAfter: 60_000 });
    await audience.person.click(one, words.undo.confirm);
    const being = { code: 'being-undone', title: shippedThread.title } as const;
    const before = { code: 'undone-before', title: shippedThread.title } as const;
    const meanwhile = await audience.person.click(other, words.undo.confirm);
    expect(textOf(meanwhile.message)).toBe(words.problem['being-undone'](being));
    await audience.sees(words.undo.done(POSTS));
    const afterwards = await audience.person.slash('/thread undo');
    expect(textOf(afterwards.message)).toBe(words.problem['undone-before'](before));
    const pressed = await audience.person.click(other, words.undo.confirm);
    expect(textOf(pressed.message)).toBe(words.problem['undone-before'](before));
  });

  it('a channel whose replay has many posts sees how far it is, and whoever asked is told where after a quarter of an hour', async () => {
    await replayAmongOthers();
    // As long as a thread of 2,000 lines takes.
    bed.discord.faults.on(BY_WEBHOOK).always().rateLimit({ scope: 'shared', retryAfter: 120_000 });
    const told = await undo();
    expect(told()).toBe(words.undo.underWay(0, POSTS));
    await bed.clock.advance(15 * 60_000);
    await audience.channel.waitFor(() => told() === words.undo.goesOn(replayAddressOf(audience)));
    bed.discord.faults.clear();
    await audience.sees(words.undo.done(POSTS));
  });
});

/** Where the control message is. */
function replayAddressOf({ server, channel, control }: Audience): string {
  return messageLink(channel.id, control.id, server.id);
}
