/** The audit log, as the real REST client meets it. */
import { AuditLogEvent, Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LoopbackDiscord, startLoopbackDiscord } from '../../../../../src/sandbox/loopback/loopback.ts';
import type { Channel } from '../../../../../src/sandbox/loopback/servers/channel.ts';
import type { Server } from '../../../../../src/sandbox/loopback/servers/server.ts';
import { codeOf, line, restOf, webhookOf } from '../../../../support/loopbackRest.ts';

let discord: LoopbackDiscord;
let server: Server;
let channel: Channel;

beforeEach(async () => {
  discord = await startLoopbackDiscord();
  server = discord.addServer({ name: 'Tea House' });
  channel = server.addTextChannel('general');
});

afterEach(() => discord.close());

describe('the audit log', () => {
  it('the audit log keeps why webhooks and ThreadChannels are made and deleted, and others’ messages are taken away', async () => {
    server.grant('ManageThreads');
    server.grant('ManageMessages');
    const api = restOf(discord);
    const made = async (request: Promise<unknown>) => ((await request) as { id: string }).id;
    const webhook = await made(
      api.post(Routes.channelWebhooks(channel.id), { body: { name: 'Kettle' }, reason: '再生: 緑茶' }),
    );
    await api.delete(Routes.webhook(webhook), { reason: 'undo' });
    const thread = await made(
      api.post(Routes.threads(channel.id), { body: { name: 'Tea', type: 11 }, reason: 'replay' }),
    );
    await api.patch(Routes.channel(thread), { body: { name: 'Teas' } });
    await api.delete(Routes.channel(thread), { reason: 'undo' });
    const path = await webhookOf(discord, channel);
    const post = await made(api.post(path, line('Hi')));
    await api.delete(Routes.channelMessage(channel.id, post), { reason: 'asked to' });
    expect(server.auditLog.map(({ action, reason }) => [AuditLogEvent[action], reason])).toEqual([
      ['WebhookCreate', '再生: 緑茶'],
      ['WebhookDelete', 'undo'],
      ['ThreadCreate', 'replay'],
      ['ThreadUpdate', undefined],
      ['ThreadDelete', 'undo'],
      ['WebhookCreate', undefined],
      ['MessageDelete', 'asked to'],
    ]);
  });

  it('the audit log is read, newest first, only by who may view it', async () => {
    await webhookOf(discord, channel);
    const thread = { body: { name: 'Tea', type: 11 }, reason: 'replay' };
    await restOf(discord).post(Routes.threads(channel.id), thread);
    const path = Routes.guildAuditLog(server.id);
    expect(await codeOf(restOf(discord).get(path))).toBe(50013);
    server.grant('ViewAuditLog');
    expect(await restOf(discord).get(path)).toMatchObject({
      audit_log_entries: [
        { action_type: AuditLogEvent.ThreadCreate, reason: 'replay' },
        { action_type: AuditLogEvent.WebhookCreate },
      ],
      users: [{ id: discord.world.bot.id }],
    });
    const query = new URLSearchParams({ action_type: String(AuditLogEvent.WebhookCreate) });
    expect(await restOf(discord).get(path, { query })).toMatchObject({
      audit_log_entries: [{ user_id: discord.world.bot.id }],
    });
  });

  it('a reason of more than 512 characters is refused', async () => {
    const body = { name: 'Kettle' };
    const make = (reason: string) => codeOf(restOf(discord).post(Routes.channelWebhooks(channel.id), { body, reason }));
    expect([await make('x'.repeat(512)), await make('x'.repeat(513))]).toEqual([undefined, 50035]);
  });
});
