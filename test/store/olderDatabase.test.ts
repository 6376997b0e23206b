/** A database file that the code of commit 5a67272 made; `commit-5a67272/README.md` says how, and what is in it. */
import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { APIMessage } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { LoopbackDiscord } from '../../src/sandbox/loopback/loopback.ts';
import { buttonsOf, textOf } from '../../src/sandbox/loopback/people/components.ts';
import type { Member } from '../../src/sandbox/loopback/people/member.ts';
import type { Channel } from '../../src/sandbox/loopback/servers/channel.ts';
import { openStore } from '../../src/store/store.ts';
import { controlIn } from '../support/audience.ts';
import { startTestBed, type TestBed } from '../support/testBed.ts';

const MADE = 'test/store/commit-5a67272';

const run = promisify(execFile);

/** Opens the database whose address it is given, in a process of its own. */
const OPEN = `
  const { openStore } = await import('${new URL('../../src/store/store.ts', import.meta.url)}');
  const store = await openStore(process.argv.at(-1));
  process.stdout.write(String((await store.replays.unfinished()).replays.length));
  await store.close();
`;

/** Discord as it was when the database was copied. */
const Then = z.object({
  /** Of Discord's time, and of the bot's. */
  began: z.number(),
  clock: z.number(),
  channels: z.record(
    z.string(),
    z.object({
      id: z.string(),
      messages: z.array(z.custom<Partial<APIMessage>>((message) => typeof message === 'object')),
    }),
  ),
  webhooks: z.array(
    z.object({ id: z.string(), token: z.string(), name: z.string(), channelId: z.string(), applicationId: z.string() }),
  ),
});

const then = Then.parse(JSON.parse(readFileSync(join(MADE, 'discord.json'), 'utf8')));

/** The channels of the English server, each named after what its replay was at; in the order they were made. */
const ENGLISH = [
  ...[
    'late',
    'doubtful-late',
    'doubtful',
    'sending',
    'pausing',
    'stopping',
    'paused',
    'running',
    'finished',
    'stopped',
  ],
  'unreadable',
] as const;

describe('a database that an older version made', () => {
  let folder: string;
  let databasePath: string;
  let bed: TestBed;
  let channels: Map<string, Channel>;
  let mika: Member;
  let ren: Member;

  /** Ids follow from the time and from the order in which things are made. */
  async function remakeDiscord(discord: LoopbackDiscord): Promise<void> {
    const english = discord.addServer({ name: 'Tea House' });
    mika = english.addMember({ name: 'Mika', permissions: ['ManageGuild'] });
    channels = new Map(ENGLISH.map((name) => [name, english.addTextChannel(name)]));
    const japanese = discord.addServer({ name: '茶室', preferredLocale: 'ja' });
    ren = japanese.addMember({ name: 'Ren', locale: 'ja', permissions: ['ManageGuild'] });
    channels.set('thread', japanese.addTextChannel('談話室').startThreadChannel('夜'));
    for (const [name, { id, messages }] of Object.entries(then.channels)) {
      expect(at(name).id).toBe(id);
      for (const message of messages) discord.world.post(at(name).state, message);
    }
    for (const webhook of then.webhooks) discord.world.webhooks.set(webhook.id, webhook);
  }

  function at(name: string): Channel {
    const channel = channels.get(name);
    if (!channel) throw new Error(`There is no channel ${name}.`);
    return channel;
  }

  const control = (name: string) => textOf(controlIn(at(name)) ?? at(name).messages[0] ?? expect.fail('no message'));
  const said = (name: string) => at(name).posts.map(({ content }) => content);
  const resume = async (name: string) => {
    const message = controlIn(at(name)) ?? expect.fail(`no buttons in ${name}`);
    const button = buttonsOf(message).find(({ custom_id }) => custom_id.startsWith('control:resume:'));
    await mika.in(at(name)).click(message, button?.custom_id ?? '');
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'reprise-'));
    databasePath = join(folder, 'reprise.sqlite');
    copyFileSync(join(MADE, 'reprise.sqlite'), databasePath);
    let now = then.began;
    bed = await startTestBed({
      databasePath,
      threadsDir: 'test/threads',
      worldNow: () => now,
      async arrange(discord, clock) {
        await remakeDiscord(discord);
        now += 86_400_000;
        await clock.advance(then.clock - clock.now());
      },
    });
  });

  afterEach(async () => {
    await bed[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });

  it('plays what it left unfinished to the end, every line once, in order', async () => {
    const whole = said('finished');
    expect(whole).toHaveLength(4);
    await bed.passUntil(() =>
      ['late', 'doubtful-late', 'pausing', 'paused'].every((name) => /Paused/.test(control(name))),
    );
    for (const name of ['late', 'doubtful-late', 'pausing', 'paused', 'unreadable']) await resume(name);
    const played = ['late', 'doubtful-late', 'doubtful', 'sending', 'pausing', 'paused', 'running', 'unreadable'];
    await bed.passUntil(() => played.every((name) => control(name).includes('Comment 3 of 3')));
    for (const name of played) expect(said(name), name).toEqual(whole);
    // All play the same thread, so its last speaker has one face in all of them.
    const lastFaces = new Set(played.map((name) => at(name).posts.at(-1)?.author.avatar));
    expect([...lastFaces]).toEqual([expect.stringMatching(/\/emojis\/\d+\.png/)]);
    await bed.passUntil(() => control('thread').includes('コメント3（全3件）'));
    expect(said('thread')).toHaveLength(4);
    expect(new Set(said('thread')).size).toBe(4);
  });

  it('leaves what had ended as it was, and keeps to a stop that was asked for', async () => {
    await bed.passUntil(() => control('stopping').includes('Stopped'));
    await bed.clock.advance(600_000);
    expect(said('stopping')).toEqual(said('finished').slice(0, 2));
    expect(said('stopped')).toHaveLength(1);
    expect(said('finished')).toHaveLength(4);
  });

  it('still knows what servers chose, and which post is which comment', async () => {
    const shown = await ren.in(at('thread')).slash('/settings show');
    expect(textOf(shown.message)).toMatch(/投稿の翻訳ボタン.*オフ/);
    const post = at('finished').posts[2] ?? expect.fail('no post');
    expect(textOf((await mika.in(at('finished')).messageCommand('Translate', post)).message)).toContain('朝の4時まで');
    const store = await openStore(`sqlite:${databasePath}`);
    const hits = await store.search.search({
      ...{
        words: 'bread',
        serverId: 'any',
        language: 'en',
        unseen: [],
        muted: [],
        persona: undefined,
        threadId: undefined,
      },
      ...{ preferred: 'en', offset: 0, limit: 5 },
    });
    expect(hits.total).toBeGreaterThan(0);
    await store.close();
  });
});

it('a database that an older version made is brought up to date once, however many processes start at the same time', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'reprise-'));
  const path = join(folder, 'reprise.sqlite');
  copyFileSync(join(MADE, 'reprise.sqlite'), path);
  const open = () => run(process.execPath, ['--input-type=module', '--eval', OPEN, `sqlite:${path}`]);
  const told = await Promise.all([open(), open(), open()]);
  expect(told.map(({ stdout }) => stdout)).toEqual(['10', '10', '10']);
  rmSync(folder, { recursive: true });
});
