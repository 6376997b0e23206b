/** What people see of a discussion when opening it meets trouble: one, with every line in it once. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { textOf } from '../../src/sandbox/loopback/people/components.ts';
import type { Channel } from '../../src/sandbox/loopback/servers/channel.ts';
import type { Server } from '../../src/sandbox/loopback/servers/server.ts';
import { Audience, LOOK, longestFailure, POST } from '../support/audience.ts';
import { IMPATIENT, startTestBed, type TestBed, type TestBedOptions } from '../support/testBed.ts';

const ACTIVE = 'GET /guilds/:id/threads/active';

/** Where a discussion is asked for, which request opens it, and how many are there before. */
const places = [
  [
    'at its control message',
    (server: Server) => server.addTextChannel('general'),
    'POST /channels/:id/messages/:id/threads',
    0,
  ],
  [
    'beside a ThreadChannel',
    (server: Server) => server.addTextChannel('general').startThreadChannel('aside'),
    'POST /channels/:id/threads',
    1,
  ],
  ['in a forum', (server: Server) => server.addForumChannel('forum').startThreadChannel('post'), POST, 1],
] as const;

describe.each(places)('a discussion %s', (_, place, opening, before) => {
  let folder: string;
  let bed: TestBed;
  let audience: Audience;
  let parent: Channel;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'reprise-'));
    await begin();
  });

  afterEach(async () => {
    expect(longestFailure(bed)).toBeLessThan(10);
    await bed[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });

  async function begin(options: TestBedOptions = {}): Promise<void> {
    bed = await startTestBed({ databasePath: join(folder, 'reprise.sqlite'), ...options });
    audience = new Audience(bed, 'en', place);
    parent = audience.channel.parent ?? audience.channel;
  }

  const first = () => bed.discord.faults.on(opening).nth(1);
  const start = () => audience.start({ pace: 'instant', place: 'discussion' });

  it.each([
    ['the answer to its opening is lost', () => first().acceptThenDrop()],
    ['its opening is accepted but answered with 502', () => first().acceptThenAnswer(502)],
    ['a gateway gives up on its opening, which was accepted', () => first().acceptThenAnswerForeign(504)],
    ['the connection breaks before it is opened', () => first().drop()],
    ['its opening is refused for a moment', () => first().refuse(503)],
    ['its opening is limited', () => first().rateLimit({ scope: 'shared', retryAfter: 1_000 })],
    [
      'the answer to its opening is lost, and a look for it is refused',
      () => {
        first().acceptThenDrop();
        bed.discord.faults.on(ACTIVE).refuse(503);
        bed.discord.faults.on(LOOK).refuse(503);
        bed.discord.faults.on('GET /channels/:id').refuse(503);
      },
    ],
    ['the webhook is deleted just before', () => first().before(() => parent.deleteWebhooks())],
  ])('a discussion is opened once, and every line is in it once, when %s', async (_, declare) => {
    declare();
    await start();
    await audience.seesAllOnceIn(parent, before);
  });

  it('a discussion is opened once, and every line is in it once, when its opening is answered later than anybody waits', async () => {
    await bed[Symbol.asyncDispose]();
    await begin({ requestTimeout: IMPATIENT });
    first().delay(2 * IMPATIENT);
    await start();
    await audience.seesAllOnceIn(parent, before);
  });

  it('a discussion is opened once though it is opened after its connection broke, and after the first look for it', async () => {
    const { promise: accepted, resolve: accept } = Promise.withResolvers<void>();
    first().dropThenAccept(accepted);
    await start();
    await bed.passUntil(() => bed.discord.requests.some(({ route }) => route === ACTIVE));
    expect(parent.threadChannels).toHaveLength(before);
    accept();
    await parent.waitFor(() => parent.threadChannels.length === before + 1);
    await audience.seesAllOnceIn(parent, before);
  });

  it('a discussion is found again though it was archived before anybody could look', async () => {
    first().acceptThenDrop();
    bed.discord.events.once('channel', () => queueMicrotask(() => parent.threadChannels[before]?.archive()));
    await start();
    await audience.seesAllOnceIn(parent, before);
  });

  it('a discussion is opened once though the bot restarts before it knows', async () => {
    first().acceptThenDrop();
    await start();
    await bed.restart(1_000);
    await audience.seesAllOnceIn(parent, before);
  });

  it('a discussion is not mistaken for another of the same thread that somebody else asked for', async () => {
    const other = audience.server.join(bed.discord.world.addPerson({ name: 'Ben', locale: 'en-US', bot: false }));
    bed.discord.faults.on(opening).times(2).acceptThenDrop();
    await start();
    await other
      .in(audience.channel)
      .slash('/thread replay', { thread: 'trainium', pace: 'instant', place: 'discussion' });
    const opened = () => parent.threadChannels.slice(before);
    await bed.passUntil(() => opened().length >= 2 && opened().every(({ posts }) => posts.length >= 8));
    await bed.clock.advance(120_000);
    expect(opened().map(({ posts }) => posts.length)).toEqual([8, 8]);
  });

  it('a discussion whose title AutoMod blocks says so, and is opened by a button once it is let through', async () => {
    first().refuseAs({ status: 400, code: 200_001, message: 'No' });
    await start();
    const reason = { kind: 'title-blocked-by-automod' } as const;
    await audience.sees(audience.words.paused['title-blocked-by-automod'](reason, parent.id));
    await audience.press('resume');
    await audience.seesAllOnceIn(parent, before);
  });

  it('a discussion waits for a person where the server has all the threads it may have', async () => {
    first().refuseAs({ status: 400, code: 160_006, message: 'No' });
    await start();
    await audience.sees(audience.words.paused['thread-channel-limit']({ kind: 'thread-channel-limit' }, parent.id));
    await audience.press('resume');
    await audience.seesAllOnceIn(parent, before);
  });

  it('a discussion that is stopped while the answer to its opening is lost says no word', async () => {
    first().acceptThenDrop();
    for (const look of [ACTIVE, LOOK, 'GET /channels/:id']) bed.discord.faults.on(look).refuse(503);
    await start();
    await parent.waitFor(() => parent.threadChannels.length === before + 1);
    await audience.press('stop');
    await audience.sees(audience.words.stopped);
    await bed.clock.advance(60_000);
    expect(parent.threadChannels[before]?.posts.length).toBe(opening === POST ? 1 : 0);
  });

  it('a discussion that is deleted ends its replay', async () => {
    await audience.start({ pace: 'slow', place: 'discussion' });
    await bed.passUntil(() => (parent.threadChannels[before]?.posts.length ?? 0) >= 2);
    parent.threadChannels[before]?.vanish();
    await audience.sees(audience.words.channelGone);
  });
});

describe('a discussion at its control message', () => {
  const general = (server: Server) => server.addTextChannel('general');

  it('a discussion is opened without its control message when somebody has deleted that', async () => {
    await using bed = await startTestBed();
    const audience = new Audience(bed, 'en', general);
    bed.discord.faults
      .on('POST /channels/:id/messages/:id/threads')
      .before(() => bed.discord.world.deleteMessage(audience.channel.state, audience.control.id));
    await audience.start({ pace: 'instant', place: 'discussion' });
    await bed.passUntil(() => audience.channel.threadChannels[0]?.posts.length === 8);
    expect(audience.channel.threadChannels).toHaveLength(1);
  });

  it('a discussion is opened though its control message never came, which then comes and leads to it', async () => {
    await using bed = await startTestBed();
    const audience = new Audience(bed, 'en', general);
    bed.discord.faults.on('PATCH /webhooks/:id/:token/messages/:id').always().refuse(503);
    await audience.start({ pace: 'instant', place: 'discussion' }).catch(() => undefined);
    await bed.passUntil(() => audience.channel.threadChannels[0]?.posts.length === 8);
    bed.discord.faults.clear();
    await bed.passUntil(() =>
      audience.channel.messages.some((message) => textOf(message).includes(audience.words.finished)),
    );
    expect(audience.channel.threadChannels).toHaveLength(1);
  });

  it('a discussion plays in the ThreadChannel that somebody has already opened at its control message', async () => {
    await using bed = await startTestBed();
    const audience = new Audience(bed, 'en', general);
    bed.discord.faults.on('POST /channels/:id/messages/:id/threads').before(() => {
      const { id } = audience.control;
      bed.discord.world.addThreadChannel(audience.channel.state, 'Mine', audience.person.person.id, { id });
    });
    await audience.start({ pace: 'instant', place: 'discussion' });
    await bed.passUntil(() => audience.channel.threadChannels[0]?.posts.length === 8);
    expect(audience.channel.threadChannels.map(({ state }) => state.name)).toEqual(['Mine']);
    await audience.sees(audience.words.finished);
  });
});
