import type { APIMessage } from 'discord.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sentences } from '../../src/i18n/i18n.ts';
import { type LoopbackDiscord, startLoopbackDiscord } from '../../src/sandbox/loopback/loopback.ts';
import { textOf } from '../../src/sandbox/loopback/people/components.ts';
import type { Channel } from '../../src/sandbox/loopback/servers/channel.ts';
import { housePolicies } from '../../src/sandbox/program/housePolicies.ts';
import { controlIn } from '../support/audience.ts';
import { PATIENCE } from '../support/patience.ts';
import { type Program, startProgram } from '../support/program.ts';
import { shippedThread } from '../support/shippedThread.ts';
import { describeOnStores, type TestDatabase } from '../support/stores.ts';

const { author, title, body, card, comments } = shippedThread;

const english = [
  { name: author.en, text: `# ${title.en}\n\n${body?.ja}\n-# This part exists only in Japanese.\n\n${card?.url}` },
  ...comments.map(({ persona, text }) => ({ name: persona.en, text: text.en })),
];
const japanese = [
  { name: author.ja, text: `# ${title.ja}\n\n${body?.ja}\n\n${card?.url}` },
  ...comments.map(({ persona, text }) => ({ name: persona.ja, text: text.ja })),
];
const both = [
  { name: `${author.en} (${author.ja})`, text: `# ${title.en}\n# ${title.ja}\n\n${body?.ja}\n\n${card?.url}` },
  ...comments.map(({ persona, text }) => ({
    name: `${persona.en} (${persona.ja})`,
    text: `${text.en}\n\n${text.ja}`,
  })),
];

const ENDS = [sentences.en, sentences.ja].map(({ control }) => control.finished);

/** Resolves when the newest replay of a channel is over, and people there can see that. */
function sawTheEnd(channel: Channel): Promise<void> {
  return channel.waitFor(() => {
    const control = controlIn(channel);
    return control !== undefined && ENDS.some((end) => textOf(control).includes(end));
  });
}

/** Replays until every line has its face: on a busy machine a face may take longer to be there than a line waits for it. */
async function untilFacesExist(discord: LoopbackDiscord): Promise<void> {
  const isFace = ({ author }: APIMessage) => author.avatar?.startsWith(`${discord.cdnUrl}/emojis/`) === true;
  for (let replays = 1, channel: Channel | undefined; !channel?.posts.every(isFace); replays += 1) {
    const server = discord.addServer({ name: `Dressing room ${replays}` });
    channel = server.addTextChannel('general');
    await server
      .addMember({ name: 'Mika' })
      .in(channel)
      .slash('/thread replay', { thread: 'trainium', pace: 'instant' });
    await sawTheEnd(channel);
  }
}

describeOnStores('the program, replaying the shipped thread', (makeDatabase) => {
  let database: TestDatabase;
  let discord: LoopbackDiscord;
  let program: Program;

  beforeAll(async () => {
    database = await makeDatabase();
    discord = await startLoopbackDiscord({ policies: housePolicies, answerWithin: PATIENCE });
    program = await startProgram(discord, database.url);
    await untilFacesExist(discord);
  });

  afterAll(async () => {
    const code = await program.stop();
    await discord.close();
    await database[Symbol.asyncDispose]();
    expect(code).toBe(0);
  });

  it.each([
    ['en', english, '7 comments', 'Comment 7 of 7'],
    ['ja', japanese, 'コメント7件', 'コメント7（全7件）'],
    ['both', both, '7 comments', 'Comment 7 of 7'],
  ])('posts all of it, persona by persona, once the server chose %s', async (language, expected, before, after) => {
    const server = discord.addServer({ name: 'Tea House' });
    const channel = server.addTextChannel('general');
    const owner = server.addMember({ name: 'Mika', permissions: ['ManageGuild'] }).in(channel);

    const confirmation = await owner.slash('/settings language', { value: language });
    expect(confirmation).toMatchObject({ kind: 'message', private: true });
    const control = await owner.slash('/thread replay', { thread: 'trainium', pace: 'instant' });
    await sawTheEnd(channel);

    expect(channel.posts.map((post) => ({ name: post.author.username, text: post.content }))).toEqual(expected);
    const faces = channel.posts.map((post) => post.author.avatar);
    expect(new Set(faces).size).toBe(7);
    expect(faces[0]).toBe(faces[4]);
    expect(faces.every((face) => face?.startsWith(`${discord.cdnUrl}/emojis/`))).toBe(true);
    expect((await fetch(String(faces[0]))).headers.get('content-type')).toBe('image/png');

    expect(textOf(control.message)).toContain(before);
    expect(textOf(channel.messages[0] ?? control.message)).toContain(after);
    expect(discord.violations).toEqual([]);
    expect(discord.requests.filter(({ status }) => status === 429)).toEqual([]);
  });

  it('costs at most 11 requests once the webhook and the faces exist, and no mention is ever allowed', async () => {
    const server = discord.addServer({ name: 'Counting House' });
    const channel = server.addTextChannel('general');
    const member = server.addMember({ name: 'Alex' }).in(channel);
    const replay = async () => {
      await member.slash('/thread replay', { thread: 'trainium', pace: 'instant' });
      await sawTheEnd(channel);
    };
    await replay();
    const before = discord.requests.length;
    const began = performance.now();
    await replay();

    // How far it is comes every five seconds, where it takes that long.
    const progress = Math.floor((performance.now() - began) / 5_000);
    const made = discord.requests.slice(before);
    expect(made.length).toBeGreaterThanOrEqual(10);
    expect(made.length).toBeLessThanOrEqual(10 + progress);
    expect(made.filter(({ path }) => path.startsWith('/webhooks/')).map(({ body }) => body)).toEqual(
      Array.from({ length: 8 }, () => expect.objectContaining({ allowed_mentions: { parse: [] } })),
    );
  });

  it('answers /settings show in exactly one request', async () => {
    const server = discord.addServer({ name: '茶屋', preferredLocale: 'ja' });
    const channel = server.addTextChannel('general');
    const owner = server.addMember({ name: 'Mika', locale: 'ja', permissions: ['ManageGuild'] }).in(channel);
    const before = discord.requests.length;
    const answer = await owner.slash('/settings show');

    expect(textOf(answer.message)).toContain('**投稿の言語**: 日本語\n-# 初期設定');
    expect(discord.requests.length - before).toBe(1);
  });

  it('logs no secret', () => {
    const secrets = [discord.token, ...[...discord.world.webhooks.values()].map(({ token }) => token)];
    expect(program.log.length).toBeGreaterThan(0);
    for (const line of program.log) for (const secret of secrets) expect(line).not.toContain(secret);
  });
});
