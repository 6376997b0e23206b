/** The container's health check, as Docker runs it: a process of its own, which says by its exit code whether the bot lives. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { utimesSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { startEndpoint } from '../support/endpoint.ts';
import { folderOf } from '../support/folder.ts';

/** What it says, if something is wrong, and its exit code. */
async function check(environment: Record<string, string>) {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, ['src/healthCheckProcess.ts'], { env: { PATH, ...environment } });
  const [said, [status]] = await Promise.all([text(child.stderr), once(child, 'close')]);
  return { said, status };
}

const portOf = ({ apiUrl }: { apiUrl: string }) => new URL(apiUrl).port;

describe('the health check of the image', () => {
  it.each(['', '127.0.0.1', '0.0.0.0'])(
    'a bot is well that answers, wherever it listens: HTTP_HOST=%s',
    async (HTTP_HOST) => {
      await using bot = await startEndpoint({ http: (_, response) => response.writeHead(200).end('ok\n') });
      expect(await check({ HTTP_PORT: portOf(bot), HTTP_HOST })).toEqual({ said: '', status: 0 });
      expect(bot.requests).toEqual(['GET /healthz']);
    },
  );

  it('a bot is not well that answers with something else, does not answer, or is not there', async () => {
    await using stranger = await startEndpoint({});
    expect(await check({ HTTP_PORT: portOf(stranger) })).toEqual({ said: '/healthz answers with 404\n', status: 1 });
    await using hanging = await startEndpoint({ http: () => undefined });
    expect(await check({ HTTP_PORT: portOf(hanging) })).toMatchObject({
      said: expect.stringMatching(/^\/healthz does not answer/),
      status: 1,
    });
    const port = portOf(hanging);
    await hanging.close();
    expect(await check({ HTTP_PORT: port })).toMatchObject({
      said: expect.stringContaining('ECONNREFUSED'),
      status: 1,
    });
  });

  it('a bot that serves nothing is well as long as its heart beats', async () => {
    const folder = folderOf({ heartbeat: '' });
    const file = folder('heartbeat');
    expect(await check({ HEARTBEAT_FILE: file })).toEqual({ said: '', status: 0 });
    const longAgo = Date.now() / 1_000 - 600;
    utimesSync(file, longAgo, longAgo);
    expect(await check({ HEARTBEAT_FILE: file })).toEqual({
      said: expect.stringMatching(/ 6\d\d s old\n$/),
      status: 1,
    });
    expect(await check({ HEARTBEAT_FILE: folder('nowhere') })).toMatchObject({ status: 1 });
    expect(await check({})).toMatchObject({ said: expect.stringContaining('HTTP_PORT'), status: 1 });
  });
});
