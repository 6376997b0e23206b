/** `npm start` with a pack: the program as it then runs, in a folder of its own, which no other pack is in. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { buildPack } from '../../src/pack/build.ts';
import { startLoopbackDiscord } from '../../src/sandbox/loopback/loopback.ts';
import { housePolicies } from '../../src/sandbox/program/housePolicies.ts';
import { startProgram } from '../support/program.ts';
import { describeOnStores } from '../support/stores.ts';

const { scripts } = z
  .object({ scripts: z.object({ start: z.string() }) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));

/** What `npm start` gives to Node. */
const ARGS = scripts.start.split(' ').slice(1);

/** What a start from the pack says before anything else: that is how the tests tell. */
const PACKED = 'from the pack\n';

let root: string;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'reprise-pack-'));
  for (const part of ['src', 'commands', 'data/threads', 'package.json', 'package-lock.json', 'tsconfig.json'])
    cpSync(part, join(root, part), { recursive: true });
  symlinkSync(join(process.cwd(), 'node_modules'), join(root, 'node_modules'));
  plant('src/botProcess.ts', 'const log = createLog', "if (process.env.PLANTED) throw new TypeError('planted');\n  $&");
  await buildPack(root);
  const program = join(root, 'dist/main.js');
  const packed = readFileSync(program, 'utf8');
  writeFileSync(program, `process.stderr.write(${JSON.stringify(PACKED)});${packed}`);
});

afterAll(() => rmSync(root, { recursive: true }));

/** Changes a source of the copy. */
function plant(path: string, before: string, after: string): void {
  const source = readFileSync(join(root, path), 'utf8');
  expect(source).toContain(before);
  writeFileSync(join(root, path), source.replace(before, after));
}

/** Starts it as `npm start` does, and waits for its end. */
async function run(environment: Record<string, string>) {
  const { PATH = '', TMPDIR = '' } = process.env;
  const child = spawn(process.execPath, ARGS, {
    cwd: root,
    env: { PATH, TMPDIR, LANG: 'en_US.UTF-8', ...environment },
  });
  const [said, log, [status]] = await Promise.all([text(child.stderr), text(child.stdout), once(child, 'close')]);
  return { said, log, status };
}

/** Lets a start from whatever it is from end at once, with a sentence. */
const WRONG = { LOG_LEVEL: 'loud' };
const SENTENCE = /^(from the pack\n)?The environment has values[^\n]*\n {2}LOG_LEVEL is "loud"[^\n]*\n$/;

describeOnStores('the packed program', (makeDatabase) => {
  it('the packed program replays a thread as the sources do, each persona with a face that was drawn', async () => {
    await using database = await makeDatabase();
    await using discord = await startLoopbackDiscord({ policies: housePolicies });
    const program = await startProgram(discord, database.url, {}, { args: ARGS, cwd: root });
    expect(program.log[0]).toBe(PACKED.trim());
    const server = discord.addServer({ name: 'Tea House' });
    const channel = server.addTextChannel('general');
    const owner = server.addMember({ name: 'Mika', permissions: ['ManageGuild'] }).in(channel);
    await owner.slash('/settings language', { value: 'ja' });
    await owner.slash('/thread replay', { thread: 'trainium', pace: 'instant' });
    await channel.waitFor(() => channel.messages[0]?.edited_timestamp != null);
    expect(channel.posts).toHaveLength(8);
    expect(channel.posts.at(-1)?.content).toMatch(/[ぁ-ん]/);
    const faces = channel.posts.map(({ author }) => String(author.avatar));
    expect(new Set(faces).size).toBe(7);
    for (const face of new Set(faces)) {
      expect((await fetch(face)).headers.get('content-type')).toBe('image/png');
    }
    expect(discord.violations).toEqual([]);
    expect(await program.stop()).toBe(0);
  });
});

describe('a start with a pack', () => {
  it('an error that nobody expected is logged with the names and places of the sources', async () => {
    const { log, status } = await run({ DISCORD_TOKEN: token(), PLANTED: 'yes' });
    expect(status).toBe(1);
    const line = readFileSync(join(root, 'src/botProcess.ts'), 'utf8')
      .split('\n')
      .findIndex((one) => one.includes('planted'));
    const [fatal = ''] = log.split('\n');
    expect(JSON.parse(fatal)).toMatchObject({
      err: {
        type: 'TypeError',
        stack: expect.stringMatching(`at (async )?runBot \\(file://[^ ]*/src/botProcess\\.ts:${line + 1}:`),
      },
    });
  });

  it('without a token the sandbox runs, and what it says when it cannot is understood', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = z.object({ port: z.number() }).parse(other.address());
    const { said, status } = await run({ SANDBOX_PORT: String(port) });
    other.close();
    expect(said).toBe(
      `${PACKED}Port ${port} is in use, perhaps by another sandbox: end that one, or set SANDBOX_PORT.\n`,
    );
    expect(status).toBe(1);
  });

  it('without a token, and without the sandbox, it says so', async () => {
    const sandbox = join(root, 'src/sandbox');
    rmSync(sandbox, { recursive: true });
    const { said, status } = await run({});
    cpSync('src/sandbox', sandbox, { recursive: true });
    expect(said).toMatch(/^from the pack\nDISCORD_TOKEN is not set, and the sandbox is not installed here/);
    expect(status).toBe(1);
  });

  it('a pack of other sources is passed over, and used again when the sources are what they were', async () => {
    const source = join(root, 'src/config.ts');
    const before = readFileSync(source);
    appendFileSync(source, '\n');
    const changed = await run(WRONG);
    writeFileSync(source, before);
    const same = await run(WRONG);
    expect(changed.said).toMatch(SENTENCE);
    expect(changed.said).not.toContain(PACKED);
    expect(same.said).toBe(PACKED + changed.said);
    expect([changed.status, same.status]).toEqual([1, 1]);
  });

  it('a start without a pack is the same', async () => {
    const packed = await run(WRONG);
    rmSync(join(root, 'dist'), { recursive: true });
    expect(packed.said).toBe(PACKED + (await run(WRONG)).said);
  });
});

/** A token of the shape that Discord's have, which nobody has. */
function token(): string {
  return `${Buffer.from('1234567890123456789').toString('base64url')}.GaBcDe.${'x'.repeat(38)}`;
}
