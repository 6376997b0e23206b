import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Audience, LOOK, longestFailure, POST } from '../support/audience.ts';
import { shippedThread } from '../support/shippedThread.ts';
import { IMPATIENT, startTestBed, type TestBed } from '../support/testBed.ts';

describe.each(['en', 'ja'] as const)('a channel that reads %s', (language) => {
  let bed: TestBed;
  let audience: Audience;

  beforeEach(async () => {
    bed = await startTestBed();
    audience = new Audience(bed, language);
  });

  afterEach(async () => {
    expect(longestFailure(bed)).toBeLessThan(10);
    await bed[Symbol.asyncDispose]();
  });

  const third = () => bed.discord.faults.on(POST).nth(3);

  it.each([
    ['the answer to a post is lost with its connection', () => third().acceptThenDrop()],
    ['a post is accepted but answered with 500', () => third().acceptThenAnswer(500)],
    ['a post is accepted but answered with 502', () => third().acceptThenAnswer(502)],
    ['a connection breaks before a post', () => third().drop()],
    ['a post is refused with 500', () => third().refuse(500)],
    ['a post is refused with 502', () => third().refuse(502)],
    ['a post is refused with 503', () => third().refuse(503)],
    ['the bot posts too fast', () => third().rateLimit({ scope: 'user', retryAfter: 1_000 })],
    ['others use up a limit', () => third().rateLimit({ scope: 'shared', retryAfter: 1_000 })],
    ['the bot is limited everywhere', () => third().rateLimit({ scope: 'global', retryAfter: 300 })],
    ['what stands before Discord refuses without a word', () => third().rateLimitAtEdge()],
    ['a proxy gives up on a post that was accepted', () => third().acceptThenAnswerForeign(408)],
    ['a gateway gives up on a post that was accepted', () => third().acceptThenAnswerForeign(504)],
    ['a firewall refuses the answer to a post', () => third().acceptThenAnswerForeign(403)],
    ['what stands before Discord calls an accepted post one too many', () => third().acceptThenAnswerForeign(429)],
    ['a captive portal answers a post that was accepted', () => third().acceptThenAnswerForeign(200)],
    ['a captive portal answers in place of Discord', () => third().answerForeign(200)],
    ['a proxy redirects a post', () => third().answerForeign(301)],
    ['a firewall refuses a post', () => third().answerForeign(403)],
    ['every answer is lost', () => bed.discord.faults.on(POST).always().acceptThenAnswer(502)],
    // Of this seed no line meets five refusals in a row, in whatever order requests arrive: then a replay would pause.
    ['one request in ten fails', () => bed.discord.faults.on('*').withProbability(0.1, '22').refuse(503)],
  ])('a channel sees every line once, in order, when %s', async (_, declare) => {
    declare();
    await audience.start();
    await audience.seesAllOnce();
  });

  it('a channel sees every line once, in order, when a post arrives after its connection broke, and after the first look for it', async () => {
    const { promise: accepted, resolve: accept } = Promise.withResolvers<void>();
    third().dropThenAccept(accepted);
    await audience.start();
    await bed.passUntil(() => bed.discord.requests.some(({ route }) => route === LOOK));
    expect(audience.channel.posts).toHaveLength(2);
    accept();
    await audience.channel.waitFor(() => audience.channel.posts.length === 3);
    await audience.seesAllOnce();
  });

  it.each([
    ['refused', () => bed.discord.faults.on(LOOK).times(2).refuse(503)],
    ['cut off', () => bed.discord.faults.on(LOOK).times(2).drop()],
    ['limited', () => bed.discord.faults.on(LOOK).times(2).rateLimit({ scope: 'user', retryAfter: 100 })],
    ['limited without a word', () => bed.discord.faults.on(LOOK).times(2).rateLimitAtEdge()],
    ['answered by a captive portal', () => bed.discord.faults.on(LOOK).times(2).answerForeign(200)],
  ])(
    'a channel sees every line once, in order, when an answer is lost and the look for it is %s',
    async (_, declare) => {
      third().acceptThenDrop();
      declare();
      await audience.start();
      await audience.seesAllOnce();
    },
  );

  it.each([
    ['refused', () => bed.discord.faults.on('POST /channels/:id/webhooks').refuse(503)],
    ['lost', () => bed.discord.faults.on('POST /channels/:id/webhooks').acceptThenDrop()],
    [
      'limited',
      () => bed.discord.faults.on('POST /channels/:id/webhooks').rateLimit({ scope: 'user', retryAfter: 100 }),
    ],
  ])(
    'a channel sees every line once, in order, through one webhook, though the making of it is %s',
    async (_, declare) => {
      declare();
      await audience.start();
      await audience.seesAllOnce();
      expect(bed.discord.world.webhooksOf(audience.channel.state)).toHaveLength(1);
    },
  );

  it('a channel sees every line once, in order, when the bot may not read the text of what it looks for', async () => {
    bed.discord.world.contentHidden = true;
    bed.discord.faults.on(POST).always().acceptThenDrop();
    await audience.start();
    await audience.seesAllOnce();
  });

  it('a channel sees every line once, in order, when the webhook that posted a line vanishes before its answer', async () => {
    third().acceptThenDrop();
    bed.discord.faults.on(LOOK).before(() => audience.channel.deleteWebhooks());
    await audience.start();
    await audience.seesAllOnce();
  });

  it('a channel sees every line once, in order, however many others write meanwhile, and whatever Discord’s clock says', async () => {
    const { discord } = bed;
    const say = (number: number) =>
      discord.world.post(audience.channel.state, {
        content: `${number}`,
        timestamp: '2099-01-01T00:00:00.000000+00:00',
      });
    discord.faults
      .on(POST)
      .nth(2)
      .before(() => {
        for (let number = 0; number < 250; number += 1) say(number);
      });
    discord.faults.on(POST).nth(3).acceptThenDrop();
    await audience.start();
    await bed.passUntil(() => audience.channel.posts.length === 8);
    expect(new Set(audience.channel.posts.map(({ content }) => content)).size).toBe(8);
  });

  it('a channel is told that Discord does not accept the next line, and goes on by a button', async () => {
    bed.discord.faults.on(POST).always().refuse(503);
    await audience.start();
    await audience.sees(audience.words.paused.unreachable({ kind: 'unreachable' }, audience.channel.id));
    expect(audience.channel.posts).toEqual([]);
    bed.discord.faults.clear();
    await audience.press('resume');
    await audience.seesAllOnce();
  });

  it('a channel is told that Discord does not accept the next line after five refusals as too many', async () => {
    // Always, for of what takes too long on a busy machine nobody knows that it was refused.
    bed.discord.faults.on(POST).always().rateLimit({ scope: 'shared', retryAfter: 100 });
    await audience.start();
    await audience.sees(audience.words.paused.unreachable({ kind: 'unreachable' }, audience.channel.id));
    expect(longestFailure(bed)).toBeGreaterThanOrEqual(5);
    bed.discord.faults.clear();
    await audience.press('resume');
    await audience.seesAllOnce();
  });
});

describe('a channel of a server that does not say which application a message is by', () => {
  it('a channel whose messages do not say which application made them sees every line once though the answer to each is lost', async () => {
    await using bed = await startTestBed();
    const audience = new Audience(bed, 'en');
    bed.discord.world.applicationIdHidden = true;
    bed.discord.faults.on(POST).always().acceptThenDrop();
    await audience.start();
    await audience.seesAllOnce();
    expect(bed.discord.world.webhooksOf(audience.channel.state)).toHaveLength(1);
  });

  it('a channel whose messages do not say which application made them sees every line once though the webhook that posted one is replaced before it is looked for', async () => {
    await using bed = await startTestBed();
    const audience = new Audience(bed, 'en');
    bed.discord.world.applicationIdHidden = true;
    bed.discord.faults.on(POST).nth(3).acceptThenDrop();
    bed.discord.faults.on(LOOK).before(() => audience.channel.deleteWebhooks());
    bed.discord.faults.on(POST).nth(5).acceptThenDrop();
    await audience.start();
    await audience.seesAllOnce();
  });
});

describe('a channel whose bot may not read the text of what it looks for', () => {
  /** The texts people see when somebody posts through the bot's webhook, under a persona's name, just before its line is lost. */
  async function afterForeignPost(lose: (carryOut: () => Promise<Response>) => Promise<'hang up'>): Promise<string[]> {
    await using bed = await startTestBed();
    const audience = new Audience(bed, 'en');
    const { discord } = bed;
    discord.world.contentHidden = true;
    let posts = 0;
    discord.intercept = (request, carryOut) => {
      if (request.method !== 'POST' || !request.path.startsWith('/webhooks/')) return undefined;
      posts += 1;
      if (posts !== 2) return undefined;
      postThroughWebhook(bed, audience);
      return lose(carryOut);
    };
    await audience.start();
    await audience.sees(audience.words.finished);
    return audience.channel.posts.map(({ content }) => content);
  }

  it('a channel gets its line though somebody else posted under the same name through the bot’s own webhook', async () => {
    const texts = await afterForeignPost(async () => 'hang up');
    expect(texts).toHaveLength(9);
    expect(texts.slice(1, 3)).toEqual(['Not the line.', shippedThread.comments[0]?.text.en]);
  });

  it('a channel sees its line once though somebody else posted under the same name and the answer to the line was lost', async () => {
    const texts = await afterForeignPost(async (carryOut) => {
      await carryOut();
      return 'hang up';
    });
    expect(texts).toHaveLength(9);
    expect(texts.slice(1, 3)).toEqual(['Not the line.', shippedThread.comments[0]?.text.en]);
  });
});

/** Somebody who got hold of the address of the bot's webhook posts as the second persona. */
function postThroughWebhook({ discord: { world } }: TestBed, { channel }: Audience): void {
  const [webhook] = world.webhooksOf(channel.state);
  if (!webhook) throw new Error('There is no webhook to post through.');
  const username = shippedThread.comments[0]?.persona.en ?? '';
  const author = { id: webhook.id, username, discriminator: '0000', global_name: null, avatar: null, bot: true };
  const { id: webhook_id, applicationId: application_id } = webhook;
  world.post(channel.state, { author, webhook_id, application_id, content: 'Not the line.' });
}

describe('a channel', () => {
  it('a channel is not looked through for a line that was never sent, as nobody listened', async () => {
    await using bed = await startTestBed();
    const audience = new Audience(bed, 'en');
    await audience.start({ pace: 'fast' });
    await audience.reads(2);
    await bed.discord.refuseConnections();
    for (let second = 0; second < 20; second += 1) {
      await bed.clock.advance(1_000);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await bed.discord.acceptConnections();
    await audience.seesAllOnce();
    expect(bed.discord.requests.filter(({ route }) => route === LOOK)).toEqual([]);
  });

  it('a channel is looked through to its end, however few of its pages may be read in a second', async () => {
    await using bed = await startTestBed({ limits: { other: { limit: 4, per: 200 } } });
    const audience = new Audience(bed, 'en');
    bed.discord.faults.on(POST).nth(2).drop();
    bed.discord.events.on('message', () => {
      const { messages, posts } = audience.channel;
      if (posts.length === 1 && messages.length < 900) audience.channel.say(audience.person.person, 'chat');
    });
    await audience.start({ from: 6 });
    await bed.passUntil(() => audience.channel.posts.length === 2);
    await audience.sees(audience.words.finished);
    expect(audience.channel.posts).toHaveLength(2);
  });

  it('a channel sees every line once, in order, when a post is answered later than anybody waits', async () => {
    await using bed = await startTestBed({ requestTimeout: IMPATIENT });
    const audience = new Audience(bed, 'en');
    bed.discord.faults
      .on(POST)
      .nth(3)
      .delay(2 * IMPATIENT);
    await audience.start();
    await audience.seesAllOnce();
    expect(bed.discord.requests.map(({ route }) => route)).toContain(LOOK);
  });

  it('a channel gets its lines, under other faces, while faces may not be uploaded', async () => {
    // So long a post waits for its face.
    await using bed = await startTestBed({ requestTimeout: IMPATIENT });
    const audience = new Audience(bed, 'en');
    bed.discord.faults.on('POST /applications/:id/emojis').rateLimit({ scope: 'user', retryAfter: 3_600_000 });
    await audience.start();
    await audience.seesAllOnce();
    expect(audience.channel.posts[0]?.author.avatar).toContain('/embed/avatars/');
  });
});
