import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLoopbackDiscord } from '../../src/sandbox/loopback/loopback.ts';
import { housePolicies } from '../../src/sandbox/program/housePolicies.ts';
import { startProgram } from '../support/program.ts';
import { speakers } from '../support/shippedThread.ts';

function run(environment: Record<string, string>) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/main.ts'], {
    env: { ...process.env, DATABASE_URL: 'sqlite::memory:', LOG_LEVEL: 'warn', ...environment },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('a program that cannot start says why in one message and ends with 1', () => {
  it('for a bad environment', () => {
    const { status, stderr } = run({ DISCORD_TOKEN: 'x', LOG_LEVEL: 'loud' });
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^The environment has values[^\n]*\n {2}LOG_LEVEL is "loud", expected one of trace,[^\n]*\n$/,
    );
  });

  it('for a database of something else', () => {
    const { status, stderr } = run({ DISCORD_TOKEN: 'x', DATABASE_URL: 'sqlite:package.json' });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^The database package\.json cannot be used: [^\n]*\n$/);
  });

  it('for a folder of threads that is not there', () => {
    const { status, stderr } = run({ DISCORD_TOKEN: 'x', THREADS_DIR: 'no/such/folder' });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^The folder of threads cannot be read: [^\n]*THREADS_DIR[^\n]*\n$/);
  });

  it('for a Discord that cannot be reached', () => {
    const { status, stderr } = run({ DISCORD_TOKEN: 'x', DISCORD_API_URL: 'http://127.0.0.1:9' });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^Discord cannot be reached at http:\/\/127\.0\.0\.1:9: [^\n]*\n$/);
  });
});

describe('the program', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'reprise-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('says what to do about a token that Discord does not accept', async () => {
    await using discord = await startLoopbackDiscord();
    const started = startProgram(discord, join(folder, 'db.sqlite'), { DISCORD_TOKEN: 'wrong' });
    await expect(started).rejects.toThrow(
      /ended with 1:[\s\S]*Discord does not accept DISCORD_TOKEN\. Copy the bot’s token/,
    );
  });

  it('loads the good threads of its folder, and logs the bad ones with file, line and column', async () => {
    await using discord = await startLoopbackDiscord({ policies: housePolicies });
    writeFileSync(
      join(folder, 'bad.txt'),
      'AI · 2025-02-30\nAnn (アン)\n\nTitle\n\nコメント (1)\nBob (ボブ)\nHello.\n',
    );
    writeFileSync(
      join(folder, 'good.txt'),
      'AI · 2025-02-03\nAnn (アン)\n\nA fine title\n\nコメント (1)\nBob (ボブ)\nHello.\n',
    );
    const program = await startProgram(discord, join(folder, 'db.sqlite'), { THREADS_DIR: folder });
    const bad = program.log.map((line) => JSON.parse(line)).find(({ code }) => code === 'no-such-date');
    expect(bad).toMatchObject({ file: join(folder, 'bad.txt'), line: 1, column: 1 });
    const channel = discord.addServer({ name: 'Tea House' });
    const general = channel.addTextChannel('general');
    const member = channel.addMember({ name: 'Mika' }).in(general);
    expect((await member.autocomplete('/thread show', { thread: '' })).map(({ value }) => value)).toEqual([
      '2025-02-03-a-fine-title',
    ]);
    expect(await program.stop()).toBe(0);
  });

  it('posts every comment once, in order, though it is killed again and again', async () => {
    await using discord = await startLoopbackDiscord({ policies: housePolicies });
    const server = discord.addServer({ name: 'Tea House' });
    const channel = server.addTextChannel('general');
    const member = server.addMember({ name: 'Mika' }).in(channel);
    const database = join(folder, 'db.sqlite');
    let program = await startProgram(discord, database);
    await member.slash('/thread replay', { thread: 'trainium', pace: 'instant' });
    for (const posts of [1, 3, 6]) {
      await channel.waitFor(() => channel.posts.length >= posts);
      await program.kill();
      program = await startProgram(discord, database);
    }
    await channel.waitFor(() => channel.messages.some((message) => JSON.stringify(message).includes('The end')));
    expect(channel.posts.map(({ author }) => author.username)).toEqual(speakers);
    expect(discord.violations).toEqual([]);
    expect(await program.stop()).toBe(0);
  }, 90_000);
});
