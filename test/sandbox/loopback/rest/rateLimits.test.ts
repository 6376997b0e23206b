/** Rate limits, as clients meet them. */
import { afterEach, describe, expect, it } from 'vitest';
import {
  type LoopbackDiscord,
  type LoopbackOptions,
  startLoopbackDiscord,
} from '../../../../src/sandbox/loopback/loopback.ts';
import type { Channel } from '../../../../src/sandbox/loopback/servers/channel.ts';
import { line, restOf, webhookOf } from '../../../support/loopbackRest.ts';

let discord: LoopbackDiscord;
let channel: Channel;

async function start(options: LoopbackOptions): Promise<void> {
  discord = await startLoopbackDiscord(options);
  channel = discord.addServer({ name: 'Tea House' }).addTextChannel('general');
}

afterEach(() => discord.close());

describe('rate limits', () => {
  it('a client that waits by the headers is never refused', async () => {
    await start({ limits: { webhook: { limit: 2, per: 60 } } });
    const path = await webhookOf(discord, channel);
    const patient = restOf(discord, { offset: 5 });
    await Promise.all(['1', '2', '3', '4', '5'].map((content) => patient.post(path, line(content))));
    expect(channel.posts).toHaveLength(5);
    expect(discord.requests.filter(({ rateLimited }) => rateLimited)).toEqual([]);
  });

  it('a client that does not wait is refused until the window is over', async () => {
    let now = Date.now();
    await start({ now: () => now });
    const path = `${discord.apiUrl}/v10${await webhookOf(discord, channel)}`;
    const post = () =>
      fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"content":"Hi"}' });
    for (let sent = 0; sent < 5; sent += 1) expect((await post()).status).toBe(204);
    const refusal = await post();
    expect(refusal.status).toBe(429);
    expect(refusal.headers.get('x-ratelimit-scope')).toBe('user');
    expect(await refusal.json()).toMatchObject({ retry_after: 2, global: false });
    now += 2_000;
    expect((await post()).status).toBe(204);
  });
});
