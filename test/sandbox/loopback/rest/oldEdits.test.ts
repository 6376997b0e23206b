import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startLoopbackDiscord } from '../../../../src/sandbox/loopback/loopback.ts';

const HOUR = 60 * 60_000;

describe('the loopback Discord', () => {
  it('takes few edits of a message that is older than an hour, and more an hour later', async () => {
    let now = Date.UTC(2026, 0, 1);
    await using discord = await startLoopbackDiscord({
      worldNow: () => now,
      limits: { messages: { limit: 100, per: 1_000 } },
    });
    const channel = discord.addServer({ name: 'Tea House' }).addTextChannel('general');
    const request = async (method: string, path: string) => {
      const headers = { 'Content-Type': 'application/json', Authorization: `Bot ${discord.token}` };
      const body = JSON.stringify({ content: 'Hello', allowed_mentions: { parse: [] } });
      const answer = await fetch(`${discord.apiUrl}/v10${path}`, { method, headers, body });
      return { status: answer.status, body: z.looseObject({ id: z.string().optional() }).parse(await answer.json()) };
    };
    const messages = `/channels/${channel.id}/messages`;
    const { body: sent } = await request('POST', messages);
    const edit = () => request('PATCH', `${messages}/${sent.id}`);
    for (let number = 0; number < 5; number += 1) expect((await edit()).status).toBe(200);

    now += HOUR;
    for (let number = 0; number < 3; number += 1) expect((await edit()).status).toBe(200);
    expect(await edit()).toMatchObject({ status: 429, body: { code: 30046, retry_after: 3_600 } });

    now += HOUR;
    expect((await edit()).status).toBe(200);
  });
});
