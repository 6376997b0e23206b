import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LoopbackDiscord, startLoopbackDiscord } from '../../src/sandbox/loopback/loopback.ts';
import { housePolicies } from '../../src/sandbox/program/housePolicies.ts';
import { page, startEndpoint } from '../support/endpoint.ts';
import { eventually } from '../support/eventually.ts';
import { PATIENCE } from '../support/patience.ts';
import { startProgram } from '../support/program.ts';
import { speakers } from '../support/shippedThread.ts';
import { uncounted } from '../support/uncounted.ts';

/** Its end, and what it said to people; its log is left aside. */
type Ending = { status: number | null; said: string; log: string };

/** A token of the shape that Discord's have, which nobody has. */
const TOKEN = `${Buffer.from('1234567890123456789').toString('base64url')}.GaBcDe.${'x'.repeat(38)}`;

/** Runs the program in a folder until it ends; it may not find anything there but what the test puts there. */
async function run(environment: Record<string, string>, cwd = process.cwd()): Promise<Ending> {
  const program = spawn(process.execPath, [resolve('src/main.ts')], {
    cwd,
    env: {
      ...{ PATH: process.env.PATH, TMPDIR: process.env.TMPDIR, LANG: 'en_US.UTF-8' },
      ...uncounted,
      ...{ DISCORD_TOKEN: TOKEN, DATABASE_URL: 'sqlite::memory:', THREADS_DIR: resolve('data/threads') },
      ...environment,
    },
  });
  const [said, log, [status]] = await Promise.all([text(program.stderr), text(program.stdout), once(program, 'close')]);
  return { status, said, log };
}

describe('a program that cannot start says why in one message and ends with 1', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'reprise-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('for a bad environment, before anything is loaded', async () => {
    const { status, said, log } = await run({ LOG_LEVEL: 'loud', DISCORD_TOKEN: '1234567890123456789' });
    expect(status).toBe(1);
    expect(said.split('\n')).toEqual([
      expect.stringMatching(/^The environment has values/),
      expect.stringMatching(/^ {2}LOG_LEVEL is "loud", expected one of trace,/),
      expect.stringMatching(/^ {2}DISCORD_TOKEN is not a bot’s token: it is an id, not a token; copy/),
      '',
    ]);
    expect(log).toBe('');
  });

  it.each([
    ['en_US.UTF-8', /^Health and metrics cannot be served at 127\.0\.0\.1, port \d+: the port is in use.* HTTP_PORT/],
    ['ja_JP.UTF-8', /^127\.0\.0\.1 のポート\d+は、.*使用中.*HTTP_PORT/],
  ])('for a port of health and metrics that is in use, where the locale is %s', async (LANG, message) => {
    await using other = await startEndpoint({});
    const { status, said } = await run({ HTTP_PORT: new URL(other.apiUrl).port, LANG });
    expect(status).toBe(1);
    expect(said).toMatch(message);
  });

  it('in Japanese where the locale is Japanese', async () => {
    const { status, said } = await run({ LOG_LEVEL: 'loud', LANG: 'ja_JP.UTF-8' });
    expect(status).toBe(1);
    expect(said).toMatch(/^環境変数に、Repriseで使えない値があります/);
  });

  it.each([
    ['a folder of that name', (path: string) => mkdirSync(path), /\.env is a folder, not a file: [^\n]*\n$/],
    [
      'a token that is not read as one',
      (path: string) => writeFileSync(path, `TOKEN=${TOKEN}\n`),
      /\.env names a token on line 1, but not in a way that is read: [^\n]*\n$/,
    ],
    [
      'a token that was cut',
      (path: string) => writeFileSync(path, `\uFEFFDISCORD_TOKEN=${TOKEN.slice(0, 20)}\n`, 'utf16le'),
      / {2}DISCORD_TOKEN is not a bot’s token: a token has three parts/,
    ],
  ])('for %s in .env, and starts no sandbox in silence', async (_, write, expected) => {
    write(join(folder, '.env'));
    const { status, said } = await run({ DISCORD_TOKEN: '' }, folder);
    expect(status).toBe(1);
    expect(said).toMatch(expected);
    expect(said).not.toContain(TOKEN.slice(0, 20));
  });

  it('takes the token of an .env in UTF-16 beside a blank variable', async () => {
    writeFileSync(join(folder, '.env'), `\uFEFFDISCORD_TOKEN="Bot ${TOKEN}"\r\nDATABASE_URL=nope\r\n`, 'utf16le');
    const { said } = await run({ DISCORD_TOKEN: ' ', DATABASE_URL: '' }, folder);
    expect(said).toMatch(/^The environment has values[^\n]*\n {2}DATABASE_URL is "nope"[^\n]*\n$/);
  });

  it.each([
    ['something else', 'package.json', /file is not a database\. It is some other kind of file, or damaged/],
    ['a folder', 'src', /it is a folder\. Name a file in it instead/],
    ['a file below a file', 'package.json/x.sqlite', /Its folder is not there and cannot be made/],
  ])('for a database that is %s', async (_, path, expected) => {
    const { status, said } = await run({ DATABASE_URL: `sqlite:${resolve(path)}` });
    expect(status).toBe(1);
    expect(said).toMatch(/^The database [^\n]* cannot be used: [^\n]*\n$/);
    expect(said).toMatch(expected);
  });

  it.runIf(existsSync('/dev/full'))('for a database on a full disk, and names the disk as the matter', async () => {
    const { status, said } = await run({ DATABASE_URL: 'sqlite:/dev/full' });
    expect(status).toBe(1);
    expect(said).toMatch(
      /^The database \/dev\/full cannot be used: [^\n]*disk is full\. The disk that it is on is full/,
    );
  });

  it.runIf(process.platform === 'linux')(
    'for a database where no folder can be made, and tries that not for ever',
    async () => {
      const { status, said } = await run({ DATABASE_URL: 'sqlite:/proc/reprise/a/x.sqlite' });
      expect(status).toBe(1);
      expect(said).toMatch(/^The database [^\n]* cannot be used: ENOENT[^\n]*\n$/);
    },
  );

  it('for a folder of threads that is not there', async () => {
    const { status, said } = await run({ THREADS_DIR: 'no/such/folder' });
    expect(status).toBe(1);
    expect(said).toMatch(/^The folder of threads \/.*no\/such\/folder cannot be read: [^\n]*THREADS_DIR[^\n]*\n$/);
  });

  it.each([
    ['a captive portal', page(200, 'Hotel Wi-Fi'), /status 200: “Hotel Wi-Fi”/],
    ['an address without /api', page(404, 'Not Found'), /status 404: “Not Found”[^\n]*ends in \/api/],
  ])('for %s in Discord’s place', async (_, http, expected) => {
    await using endpoint = await startEndpoint({ http });
    const { status, said, log } = await run({ DISCORD_API_URL: endpoint.apiUrl });
    expect(status).toBe(1);
    expect(said).toMatch(/^Something else answers for Discord at http:[^\n]*\n$/);
    expect(said).toMatch(expected);
    expect(log + said).not.toMatch(/No Description|Cannot read|undefined|\n {4}at /);
  });

  it.each([
    [
      400,
      {
        code: 50_035,
        message: 'Invalid Form Body',
        errors: { 0: { name: { _errors: [{ code: 'X', message: 'Bad name' }] } } },
      },
    ],
    [413, { code: 40_005, message: 'Request entity too large' }],
  ])('for commands that Discord refuses with %i, and repeats what it says', async (status, body) => {
    await using discord = await startLoopbackDiscord();
    discord.intercept = ({ method }) =>
      method === 'PUT' ? Promise.resolve(Response.json(body, { status })) : undefined;
    const ending = await run({ ...at(discord), LOG_LEVEL: 'info' });
    expect(ending.status).toBe(1);
    expect(ending.said).toMatch(
      new RegExp(
        `^Discord refuses the bot’s commands \\(status ${status}, code ${body.code}\\): ${body.message}[^\\n]*\\n$`,
      ),
    );
    if ('errors' in body) expect(ending.said).toContain('0.name[X]: Bad name');
    expect(ending.log + ending.said).not.toMatch(/requestBody|\n {4}at |"stack"/);
  });

  it('for commands to which a page is the answer', async () => {
    await using discord = await startLoopbackDiscord();
    discord.intercept = ({ method }) =>
      method === 'PUT' ? Promise.resolve(new Response('<title>Blocked</title>', { status: 403 })) : undefined;
    const { status, said } = await run(at(discord));
    expect(status).toBe(1);
    expect(said).toMatch(/^Something else answers for Discord at [^\n]* \(status 403: “Blocked”\)[^\n]*\n$/);
  });

  it('for a token that Discord does not accept', async () => {
    await using discord = await startLoopbackDiscord();
    const { status, said } = await run({ ...at(discord), DISCORD_TOKEN: TOKEN });
    expect(status).toBe(1);
    expect(said).toMatch(/^Discord does not accept DISCORD_TOKEN\. Copy the bot’s token[^\n]*\n$/);
  });
});

/** Where a loopback Discord is, for the environment. */
function at(discord: LoopbackDiscord) {
  return { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl, DISCORD_CDN_URL: discord.cdnUrl };
}

describe('the program', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'reprise-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('says while it starts that Discord cannot be reached, and why, and can be told to end', async () => {
    await using endpoint = await startEndpoint({});
    await endpoint.close();
    const program = spawn(process.execPath, ['src/main.ts'], {
      env: { ...process.env, DISCORD_TOKEN: 'x', DISCORD_API_URL: endpoint.apiUrl, DATABASE_URL: 'sqlite::memory:' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: program.stdout });
    for await (const line of lines) {
      const { msg, reason } = JSON.parse(line);
      if (msg !== 'Discord cannot be reached: trying again') continue;
      expect(reason).toContain('ECONNREFUSED');
      break;
    }
    program.kill('SIGTERM');
    expect((await once(program, 'close'))[0]).toBe(0);
  });

  it('prints an invite link that leads to Discord itself, whatever stands between', async () => {
    await using discord = await startLoopbackDiscord({ policies: housePolicies, answerWithin: PATIENCE });
    const program = await startProgram(discord, `sqlite:${join(folder, 'db.sqlite')}`);
    const isReady = (line: string) => line.includes('ready: ');
    await eventually(() => expect(program.log.some(isReady)).toBe(true));
    const link = /https?:[^"\s]+/.exec(program.log.find(isReady) ?? '')?.[0];
    expect(link).toMatch(/^https:\/\/discord\.com\/oauth2\/authorize\?client_id=\d+&permissions=\d+&scope=bot/);
    expect(await program.stop()).toBe(0);
  });

  it('a running bot writes the file by which its host sees that it lives', async () => {
    await using discord = await startLoopbackDiscord({ policies: housePolicies, answerWithin: PATIENCE });
    const file = join(folder, 'heartbeat');
    const program = await startProgram(discord, `sqlite:${join(folder, 'db.sqlite')}`, { HEARTBEAT_FILE: file });
    await eventually(() => expect(readFileSync(file, 'utf8')).toMatch(/^20\d\d-.*Z\n$/));
    expect(await program.stop()).toBe(0);
  });

  it('a running bot tells whoever asks that it lives and is ready, and ends in order', async () => {
    await using discord = await startLoopbackDiscord({ policies: housePolicies, answerWithin: PATIENCE });
    await using other = await startEndpoint({});
    // Whoever had it last has just left it.
    const { port } = new URL(other.apiUrl);
    await other.close();
    const program = await startProgram(discord, `sqlite:${join(folder, 'db.sqlite')}`, { HTTP_PORT: port });
    const asked = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).status;
    await eventually(async () => expect(await asked('/readyz')).toBe(200));
    expect(await asked('/healthz')).toBe(200);
    expect(await asked('/metrics')).toBe(200);
    expect(await program.stop()).toBe(0);
  });

  it('logs an error of its own once, with a reference that it tells people, and ends with 1', async () => {
    // As soon as the program is ready for that.
    writeFileSync(
      join(folder, 'crash.mjs'),
      `const waiting = setInterval(() => {
        if (process.listenerCount('uncaughtException') === 0) return;
        clearInterval(waiting);
        Promise.reject(new TypeError('of our own'));
      }, 10);`,
    );
    await using discord = await startLoopbackDiscord();
    const { status, said, log } = await run({ ...at(discord), NODE_OPTIONS: `--import ${join(folder, 'crash.mjs')}` });
    expect(status).toBe(1);
    const reference = /^Reprise ended because of an error of its own: [^\n]* reference (\w{8});[^\n]*\n$/.exec(
      said,
    )?.[1];
    const about = log.split('\n').filter((line) => line.includes('of our own'));
    expect(about.map((line) => JSON.parse(line))).toMatchObject([{ level: 60, reference, err: { type: 'TypeError' } }]);
  });

  it('loads the good threads of its folder, and logs the bad ones with file, line and column', async () => {
    await using discord = await startLoopbackDiscord({ policies: housePolicies, answerWithin: PATIENCE });
    writeFileSync(
      join(folder, 'bad.txt'),
      'AI · 2025-02-30\nAnn (アン)\n\nTitle\n\nコメント (1)\nBob (ボブ)\nHello.\n',
    );
    writeFileSync(
      join(folder, 'good.txt'),
      'AI · 2025-02-03\nAnn (アン)\n\nA fine title\n\nコメント (1)\nBob (ボブ)\nHello.\n',
    );
    const program = await startProgram(discord, `sqlite:${join(folder, 'db.sqlite')}`, { THREADS_DIR: folder });
    const bad = program.log.map((line) => JSON.parse(line)).find(({ file }) => file === join(folder, 'bad.txt'));
    expect(bad.msg).toMatch(/^bad\.txt is left out:\n {2}1:1 .*2025-02-30/);
    const channel = discord.addServer({ name: 'Tea House' });
    const general = channel.addTextChannel('general');
    const member = channel.addMember({ name: 'Mika' }).in(general);
    expect((await member.autocomplete('/thread show', { thread: '' })).map(({ value }) => value)).toEqual([
      '2025-02-03-a-fine-title',
    ]);
    expect(await program.stop()).toBe(0);
  });

  it('posts every comment once, in order, though it is killed again and again', async () => {
    await using discord = await startLoopbackDiscord({ policies: housePolicies, answerWithin: PATIENCE });
    const server = discord.addServer({ name: 'Tea House' });
    const channel = server.addTextChannel('general');
    const member = server.addMember({ name: 'Mika' }).in(channel);
    const database = `sqlite:${join(folder, 'db.sqlite')}` as const;
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
  });
});
