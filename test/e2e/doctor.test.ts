import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { startLoopbackDiscord } from '../../src/sandbox/loopback/loopback.ts';
import { startEndpoint } from '../support/endpoint.ts';
import { folderOf } from '../support/folder.ts';

/** Runs `npm run doctor` in a folder; what it says, and its exit code. */
async function doctor(folder: string, environment: Record<string, string>) {
  const program = spawn(process.execPath, [resolve('src/doctorProcess.ts')], {
    cwd: folder,
    env: {
      ...{ PATH: process.env.PATH, LANG: 'en_US.UTF-8', THREADS_DIR: resolve('data/threads') },
      ...environment,
    },
  });
  const [said, failed, [code]] = await Promise.all([
    text(program.stdout),
    text(program.stderr),
    once(program, 'close'),
  ]);
  expect(failed).toBe('');
  return { said, code, lines: said.split('\n') };
}

describe('npm run doctor', () => {
  it('the doctor finds nothing wrong with a good setup, changes nothing, and shows no secret', async () => {
    await using discord = await startLoopbackDiscord();
    const folder = folderOf({ '.env': `DISCORD_TOKEN=${discord.token}\nDISCORD_API_URL=${discord.apiUrl}\n` });
    chmodSync(folder('.env'), 0o600);
    const { said, code, lines } = await doctor(folder(), {});
    expect(lines.slice(0, -3).filter((line) => !line.startsWith('✅ OK: '))).toEqual([]);
    expect(said).toContain(`Discord knows the token: it is that of ${discord.world.bot.name}`);
    expect(said).toMatch(/All is well: npm start runs the bot\.\n$/);
    expect(said).not.toContain(discord.token);
    expect(code).toBe(0);
    expect(readdirSync(folder())).toEqual(['.env']);
    expect(discord.violations).toEqual([]);
  });

  it('the doctor says what to do about a missing token, in the language of the locale', async () => {
    await using discord = await startLoopbackDiscord();
    const folder = folderOf({ 'keep.txt': '' });
    const { said, code } = await doctor(folder(), { DISCORD_API_URL: discord.apiUrl, LANG: 'ja_JP.UTF-8' });
    expect(said).toMatch(/❌ 問題: DISCORD_TOKENが設定されていないため、[^\n]*「Reset Token」/);
    expect(said).toMatch(/✅ 正常: ゲートウェイ/);
    expect(code).toBe(1);
  });

  it('the doctor says what to do about a bad database', async () => {
    await using discord = await startLoopbackDiscord();
    const folder = folderOf({ 'notes.txt': 'not a database' });
    const { said, code } = await doctor(folder(), {
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      DATABASE_URL: 'sqlite:notes.txt',
    });
    expect(said).toMatch(/❌ Problem: The database [^\n]*notes\.txt cannot be used: [^\n]*set DATABASE_URL/);
    expect(said).toMatch(/1 problem, 0 warnings/);
    expect(code).toBe(1);
  });

  it('the doctor says that Discord cannot be reached, and ends', async () => {
    await using endpoint = await startEndpoint({});
    await endpoint.close();
    const { said, code } = await doctor(folderOf({ 'keep.txt': '' })(), {
      DISCORD_TOKEN: 'any.word',
      DISCORD_API_URL: endpoint.apiUrl,
    });
    expect(said).toMatch(/❌ Problem: Discord cannot be reached at [^\n]*ECONNREFUSED/);
    expect(code).toBe(1);
  });
});
