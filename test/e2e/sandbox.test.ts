/** `npm start` without a token: the program itself, as people start and end it. */
import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { eventually } from '../support/eventually.ts';

let folder: string;
let environment: NodeJS.ProcessEnv;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reprise-test-'));
  environment = { ...process.env, DISCORD_TOKEN: '', LOG_LEVEL: 'info', SANDBOX_PORT: '0', TMPDIR: folder };
});

afterEach(() => rmSync(folder, { recursive: true }));

/** A started program, with what it has said so far. */
type Started = { readonly process: ChildProcessWithoutNullStreams; readonly said: () => string };

function start(): Started {
  const child = spawn(process.execPath, ['src/main.ts'], { env: environment });
  let said = '';
  for (const output of [child.stdout, child.stderr]) output.setEncoding('utf8').on('data', (text) => (said += text));
  return { process: child, said: () => said };
}

/** Resolves with the exit code once the program is gone and its bot too, which holds on to the same standard error. */
async function allGone(sandbox: Started): Promise<number | null> {
  const [code] = await once(sandbox.process, 'close');
  return code;
}

describe('the program without a token', () => {
  it('the program without a token serves the sandbox’s page, says where, and ends in order with its bot and all that it stored', async () => {
    const sandbox = start();
    await eventually(() => expect(sandbox.said()).toContain('ready: open the invite link'));
    const address = /http:\/\/127\.0\.0\.1:\d+/.exec(sandbox.said())?.[0] ?? '';
    expect(sandbox.said()).toContain(`Open ${address} in a browser; nothing leaves this machine.`);
    expect(await (await fetch(address)).text()).toContain('<!doctype html>');
    expect((await (await fetch(`${address}/page/app.js`)).text()).length).toBeGreaterThan(1_000);
    expect(readdirSync(folder)).toHaveLength(1);

    sandbox.process.kill('SIGTERM');
    expect(await allGone(sandbox)).toBe(0);
    expect(sandbox.said()).toContain('stopped');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('the program without a token takes its bot along even when it is killed', async () => {
    const sandbox = start();
    await eventually(() => expect(sandbox.said()).toContain('ready: open the invite link'));
    sandbox.process.kill('SIGKILL');
    expect(await allGone(sandbox)).toBe(null);
  });

  it('the program without a token says so in one sentence when its port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = z.object({ port: z.number() }).parse(other.address());
    environment.SANDBOX_PORT = String(port);
    const sandbox = start();
    expect(await allGone(sandbox)).toBe(1);
    other.close();
    expect(sandbox.said()).toBe(
      `Port ${port} is in use, perhaps by another sandbox: end that one, or set SANDBOX_PORT.\n`,
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it('the program without a token explains how to get one in an installation without development dependencies', () => {
    for (const part of ['src', 'commands', 'data', 'package.json'])
      cpSync(part, join(folder, part), { recursive: true });
    const { packages } = z
      .object({ packages: z.record(z.string(), z.looseObject({ dev: z.boolean().optional() })) })
      .parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));
    for (const [path, { dev }] of Object.entries(packages)) {
      const isOwn = /^node_modules\/(@[^/]+\/)?[^/]+$/.test(path);
      if (!isOwn || dev) continue;
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      symlinkSync(join(process.cwd(), path), join(folder, path));
    }
    const { status, stderr } = spawnSync(process.execPath, ['src/main.ts'], {
      ...{ cwd: folder, env: environment, encoding: 'utf8' },
    });
    expect(stderr).toMatch(/^DISCORD_TOKEN is not set, and the sandbox is not installed here/);
    expect(status).toBe(1);
  });
});
