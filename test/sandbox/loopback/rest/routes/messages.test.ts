/** Messages, as the real REST client meets them. */
import { MessageFlags, Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LoopbackDiscord, startLoopbackDiscord } from '../../../../../src/sandbox/loopback/loopback.ts';
import type { Channel } from '../../../../../src/sandbox/loopback/servers/channel.ts';
import type { Server } from '../../../../../src/sandbox/loopback/servers/server.ts';
import { codeOf, line, restOf, WAIT, webhookOf } from '../../../../support/loopbackRest.ts';

const HOUR = 3_600_000;

let discord: LoopbackDiscord;
let server: Server;
let channel: Channel;
let now: number;

beforeEach(async () => {
  now = Date.now();
  discord = await startLoopbackDiscord({ now: () => now, limits: { oldEdits: { limit: 2, per: 10_000 } } });
  server = discord.addServer({ name: 'Tea House' });
  channel = server.addTextChannel('general');
});

afterEach(() => discord.close());

const edit = (id: string) => restOf(discord).patch(Routes.channelMessage(channel.id, id), { body: { content: 'New' } });
const idOf = (message: unknown) => (message as { id: string }).id;

describe('messages', () => {
  it('a message that is sent twice with one nonce is there once for some minutes, if that is asked for', async () => {
    const send = async (enforce_nonce: boolean) =>
      idOf(
        await restOf(discord).post(Routes.channelMessages(channel.id), {
          body: { content: 'Tea', nonce: 'kettle', enforce_nonce },
        }),
      );
    const first = await send(true);
    expect(await send(true)).toBe(first);
    expect(await send(false)).not.toBe(first);
    expect(channel.messages).toHaveLength(2);
    now += 10 * 60_000;
    await send(true);
    expect(channel.messages).toHaveLength(3);
    expect(discord.violations).toEqual([]);
  });

  it('edits of messages older than an hour are limited apart, with code 30046', async () => {
    const body = { content: 'Old' };
    const id = idOf(await restOf(discord).post(Routes.channelMessages(channel.id), { body }));
    for (let edits = 0; edits < 4; edits += 1) await edit(id);
    now += HOUR + 1;
    await edit(id);
    await edit(id);
    const answer = await fetch(`${discord.apiUrl}/v10${Routes.channelMessage(channel.id, id)}`, {
      method: 'PATCH',
      headers: { Authorization: `Bot ${discord.token}`, 'Content-Type': 'application/json' },
      body: '{"content":"New"}',
    });
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '10']);
    expect(await answer.json()).toMatchObject({ code: 30046, retry_after: 10, global: false });
    now += 10_000;
    await edit(id);
  });

  it('the limit for old messages holds for the messages of webhooks, too', async () => {
    const path = await webhookOf(discord, channel);
    const id = idOf(await restOf(discord).post(path, line('Old')));
    now += HOUR + 1;
    const rewrite = () =>
      restOf(discord, { rejectOnRateLimit: () => true }).patch(`${path}/messages/${id}`, {
        body: { content: 'New' },
        auth: false,
      });
    await rewrite();
    await rewrite();
    await expect(rewrite()).rejects.toMatchObject({ retryAfter: expect.any(Number) });
  });

  it('messages do not say which application made them where servers leave that out', async () => {
    discord.world.applicationIdHidden = true;
    const posted = await restOf(discord).post(await webhookOf(discord, channel), line('Hi'));
    const [read] = (await restOf(discord).get(Routes.channelMessages(channel.id))) as object[];
    for (const message of [posted, read]) {
      expect(message).not.toHaveProperty('application_id');
      expect(message).toMatchObject({ content: 'Hi', webhook_id: expect.any(String) });
    }
  });

  it('what a webhook said is hidden from the bot’s token but not from the webhook’s', async () => {
    discord.world.contentHidden = true;
    const path = await webhookOf(discord, channel);
    const id = idOf(await restOf(discord).post(path, line('Hi')));
    expect(await restOf(discord).get(Routes.channelMessage(channel.id, id))).toMatchObject({ content: '' });
    const own = restOf(discord).get(`${path}/messages/${id}`, { auth: false });
    expect(await own).toMatchObject({ content: 'Hi' });
  });

  it('a message that is deleted through its webhook is gone', async () => {
    const path = await webhookOf(discord, channel);
    const id = idOf(await restOf(discord).post(path, line('Hi')));
    await restOf(discord).delete(`${path}/messages/${id}`, { auth: false });
    expect(channel.posts).toEqual([]);
    expect(await codeOf(restOf(discord).delete(`${path}/messages/${id}`, { auth: false }))).toBe(10008);
  });

  it('a message of somebody else’s is deleted by the bot only where it may manage messages', async () => {
    const path = await webhookOf(discord, channel);
    const said = [
      idOf(await restOf(discord).post(path, line('One'))),
      idOf(await restOf(discord).post(path, line('Two'))),
    ];
    const remove = (id = '') =>
      codeOf(restOf(discord).delete(Routes.channelMessage(channel.id, id), { reason: 'undo' }));
    expect(await remove(said[0])).toBe(50013);
    server.grant('ManageMessages');
    expect(await remove(said[0])).toBeUndefined();
    expect(await remove(said[0])).toBe(10008);
    expect(channel.posts.map(({ content }) => content)).toEqual(['Two']);
  });

  it('no message of an archived ThreadChannel is deleted before it is brought back', async () => {
    server.grant('ManageMessages');
    const thread = channel.startThreadChannel('Tea');
    const path = await webhookOf(discord, channel);
    const query = new URLSearchParams({ wait: 'true', thread_id: thread.id });
    const id = idOf(await restOf(discord).post(path, { ...line('Hi'), query }));
    const byWebhook = () => codeOf(restOf(discord).delete(`${path}/messages/${id}`, { query, auth: false }));
    thread.archive();
    query.delete('wait');
    expect(await byWebhook()).toBe(50083);
    expect(await codeOf(restOf(discord).delete(Routes.channelMessage(thread.id, id)))).toBe(50083);
    await restOf(discord).patch(Routes.channel(thread.id), { body: { archived: false } });
    expect(await byWebhook()).toBeUndefined();
  });

  it('deletions of messages have limits of their own, by a webhook and in a channel', async () => {
    server.grant('ManageMessages');
    const path = await webhookOf(discord, channel);
    const ids = Array.from({ length: 12 }, () => channel.say(server.addMember({ name: 'Mika' }).person, 'Hi').id);
    const impatient = restOf(discord, { rejectOnRateLimit: () => true });
    const refusedAfter = async (paths: readonly `/${string}`[]) => {
      for (const [number, one] of paths.entries()) {
        const outcome = await codeOf(impatient.delete(one));
        if (outcome instanceof Error) return number;
      }
      return undefined;
    };
    expect(await refusedAfter(ids.map((id) => Routes.channelMessage(channel.id, id)))).toBe(5);
    expect(await refusedAfter(ids.map((id) => `${path}/messages/${id}` as const))).toBe(5);
    expect(await codeOf(impatient.post(path, line('Hi')))).toBeUndefined();
    expect(discord.requests.filter(({ rateLimited }) => rateLimited)).toEqual([]);
  });

  it('a message keeps that it notifies nobody', async () => {
    const body = { content: 'Hush', flags: MessageFlags.SuppressNotifications };
    const sent = await restOf(discord).post(Routes.channelMessages(channel.id), { body });
    const posted = await restOf(discord).post(await webhookOf(discord, channel), { body, query: WAIT, auth: false });
    for (const message of [sent, posted, ...channel.messages]) {
      expect(message).toMatchObject({ flags: MessageFlags.SuppressNotifications });
    }
  });

  it('a refusal for a reason of Discord’s own comes with its code', async () => {
    const body = { content: 'Something rude' };
    discord.faults.on('POST /channels/:id/messages').refuseAs({ status: 400, code: 200000, message: 'Blocked' });
    expect(await codeOf(restOf(discord).post(Routes.channelMessages(channel.id), { body }))).toBe(200000);
    expect(channel.messages).toEqual([]);
  });
});
